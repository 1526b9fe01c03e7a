import type { Thread } from '../core/interpreter/api'

/** Why the execution stands still, in the words of a `stopped` event. */
export interface Stop {
  readonly reason:
    | 'entry'
    | 'step'
    | 'breakpoint'
    | 'function breakpoint'
    | 'data breakpoint'
    | 'exception'
    | 'pause'
    | 'task'
    | 'goto'
    | 'restart'
    | 'divergence'
  readonly thread: Thread
  readonly description?: string
  readonly text?: string
  /** Those that it stops for. */
  readonly breakpoints?: readonly { readonly id: number }[]
}
