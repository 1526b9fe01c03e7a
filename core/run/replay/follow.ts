import type { Execution, Left } from '../../interpreter'

/**
 * Goes on as far as the recording does, or until so many events have come, and as the answers are there. Gives why it goes no further; undefined: it has ended as
 * recorded, or has come that far.
 */
export function follow(execution: Execution, until = Number.POSITIVE_INFINITY): Left | undefined {
  for (;;) {
    const { events = 0, left } = execution.followed ?? {}
    if (left !== undefined || execution.status !== 'RUNNING' || events >= until) return left
    if (execution.step() !== undefined) return undefined
  }
}
