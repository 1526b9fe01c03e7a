import { parseResource } from '../aws/resource'
import type { Json } from '../base/json'
import type { TaskCall, TaskOutcome } from '../interpreter/api'
import type { Answerer } from './answerer'
import { type TokenWait, waitForToken } from './tokens'

/** Whether a task is over only when its token comes back: a `.waitForTaskToken` integration. */
export const isCallback = ({ resource, taskToken }: TaskCall): boolean =>
  taskToken !== undefined && parseResource(resource).pattern === 'waitForTaskToken'

/**
 * Who makes the requests, where those of a callback only hand over its token: what `submit` has got for it is what TaskSubmitted shows, and
 * the outcome is what comes back for the token. A request that fails is the task's failure, unless the token has come back before. All
 * other calls are left to `submit`.
 */
export const withCallbacks =
  (wait: TokenWait, submit: Answerer): Answerer =>
  (call, control) => {
    // an execution has been started with the token
    if (call.submitted !== undefined) return waitForToken(wait, call, control)
    const submitted = submit(call, control)
    if (submitted === undefined || !isCallback(call)) return submitted
    if (!(submitted instanceof Promise) && submitted.kind === 'execution') return submitted
    // the code that is called may answer before the call returns
    const outcome = waitForToken(wait, call, control)
    return submission(Promise.resolve(submitted), outcome, {
      withdraw: () => wait.open.withdraw(call),
      submitted: (output) => control.know?.({ submitted: output }),
    })
  }

interface Told {
  /** Nobody is to answer it any more. False where somebody has. */
  withdraw(): boolean
  submitted(output: Json): void
}

async function submission(
  submitted: Promise<TaskOutcome | undefined>,
  outcome: Promise<TaskOutcome>,
  told: Told,
): Promise<TaskOutcome | undefined> {
  const answer = await submitted.catch((error) => {
    if (told.withdraw()) throw error
    return undefined
  })
  if (answer?.kind !== 'succeeded') return told.withdraw() ? answer : outcome
  told.submitted(answer.output)
  return { ...(await outcome), submitted: answer.output }
}
