import type { Thread } from '../core/interpreter/api'
import type { Breakpoint } from './breakpoints'

/** Why the execution stands still, in the words of a `stopped` event. */
export interface Stop {
  readonly reason: 'entry' | 'step' | 'breakpoint' | 'function breakpoint' | 'exception' | 'pause' | 'task' | 'goto' | 'restart'
  readonly thread: Thread
  readonly description?: string
  readonly text?: string
  readonly breakpoints?: readonly Breakpoint[]
}
