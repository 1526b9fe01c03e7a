import type { TaskCall, TaskOutcome } from '../interpreter/api'
import { withSubmitted } from './submitted'

/** What a task without an answer does, where nobody can be asked. */
export const unmocked = {
  /** The result is the task's input. */
  echo: (call: TaskCall): TaskOutcome => withSubmitted(call, { kind: 'succeeded', output: call.input }),
  /** `unanswered`: the run ends with a cause that says what would answer the task. */
  fail: ({ stateName, resource, attempt, thread: { nested } }: TaskCall): TaskOutcome => ({
    kind: 'unanswered',
    cause: `Nothing answers the task of the state "${stateName}"${nested === undefined ? '' : ` of the state machine "${nested.stateMachineName}"`} (${resource}, attempt ${attempt}): name who does in stepthrough.json, give it a response in a mock file, or let tasks without one echo their input.`,
  }),
} as const

/** Whether it asks a person, or what of the above it does. */
export type Unmocked = 'prompt' | keyof typeof unmocked

/** An answerer that says the sentences of `reasons` behind the cause of each `unanswered`; its other outcomes are those of `answer`. */
export function withReasons(answer: (call: TaskCall) => TaskOutcome, reasons: readonly string[]): (call: TaskCall) => TaskOutcome {
  if (reasons.length === 0) return answer
  return (call) => {
    const outcome = answer(call)
    return outcome.kind === 'unanswered' ? { ...outcome, cause: [outcome.cause, ...reasons].join(' ') } : outcome
  }
}
