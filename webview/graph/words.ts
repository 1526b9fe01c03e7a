import type { FlowNode } from '../../core/model/flowGraph'

const doubts = {
  missing: 'There is no such state',
  unknown: 'Known when it is deployed',
  duplicate: 'An earlier state has this name',
} as const

/** What stands under a state's name. */
export function subtitleOf({ type, detail, doubt }: Pick<FlowNode, 'type' | 'detail' | 'doubt'>): string {
  if (doubt === 'missing' || doubt === 'unknown') return doubts[doubt]
  const what =
    type === undefined ? (detail === undefined ? 'No type' : `Unknown type ${detail}`) : detail === undefined ? type : `${type} · ${detail}`
  return doubt === undefined ? what : `${what} · ${doubts[doubt]}`
}
