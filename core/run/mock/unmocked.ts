import type { TaskCall, TaskOutcome } from '../../interpreter/api'

/** What a task without an answer does, where nobody can be asked. */
export const unmocked = {
  /** The result is the task's input. */
  echo: ({ input }: TaskCall): TaskOutcome => ({ kind: 'succeeded', output: input }),
  fail: ({ stateName, resource, attempt }: TaskCall): TaskOutcome => ({
    kind: 'unanswered',
    cause: `Nothing answers the task of the state "${stateName}" (${resource}, attempt ${attempt}): give it a response in a mock file, or let tasks without one echo their input.`,
  }),
} as const

/** What is said of a task that nobody answers, with what may be the reason. */
export const withReasons = <T extends TaskOutcome | Promise<TaskOutcome>>(outcome: T, reasons: readonly string[]): T | TaskOutcome =>
  'kind' in outcome && outcome.kind === 'unanswered' && reasons.length > 0
    ? { ...outcome, cause: [outcome.cause, ...reasons].join(' ') }
    : outcome
