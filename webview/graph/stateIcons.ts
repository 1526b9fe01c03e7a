import type { FlowNode } from '../../core/model/flowGraph'
import type { StateType } from '../../core/model/machine'

/** Paths of 16 by 16 pixels, one for each type of state. */
const paths: { readonly [T in StateType]: string } = {
  Task: 'M8.8 1.8L3.5 9h4l-.9 5.2L12.2 7h-4z',
  Pass: 'M2.5 8h10.5M9.3 4.3L13 8l-3.7 3.7',
  Choice: 'M8 1.8L14.2 8 8 14.2 1.8 8zM8 5.4v3.2M8 10.7v.1',
  Wait: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M8 4.8V8l2.3 1.5',
  Succeed: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M5.4 8.2l1.9 1.9 3.4-3.9',
  Fail: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  Parallel: 'M8 1.8v3.4M8 5.2L3.5 9v5.2M8 5.2L12.5 9v5.2M8 5.2v9',
  Map: 'M5.5 5.5h8.7v8.7H5.5zM3.6 11V3.6H11M1.8 8.6V1.8h6.8',
}

const doubtful = 'M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M8 12v.1'

/** The icon of a state by its type; a question mark where it has none. */
export const stateIcon = ({ type }: Pick<FlowNode, 'type'>): string => (type === undefined ? doubtful : paths[type])

/** Marks of problems, 12 by 12. */
export const markIcons = {
  error: 'M6 1.2a4.8 4.8 0 1 1 0 9.6A4.8 4.8 0 0 1 6 1.2M4.3 4.3l3.4 3.4M7.7 4.3L4.3 7.7',
  warning: 'M6 1.5l5 9H1zM6 4.8v2.6M6 9v.1',
  information: 'M6 1.2a4.8 4.8 0 1 1 0 9.6A4.8 4.8 0 0 1 6 1.2M6 5.5v3M6 3.4v.1',
} as const
