import { jsonError } from '../../analysis/jsonError'
import type { Json } from '../../base/json'
import { action } from '../action'
import { refusals } from '../errors'
import type { Memory, TokenTask } from '../memory'
import { text } from '../shapes'

const token = text(2048, 1)

/** The task that waits for a token. Throws Refused where none ever has, or it waits no longer. */
function waiting({ tokens }: Memory, taskToken: string): TokenTask {
  const task = tokens.get(taskToken)
  if (task === undefined) throw refusals.token()
  if (!task.isLive() || task.open.of(task.call.thread)?.taskToken !== taskToken) throw refusals.taskGone()
  return task
}

/**
 * Ends a task that waits for its token; `output` is a JSON text. Refuses with InvalidOutput where it is none, InvalidToken where no task
 * has had the token, TaskTimedOut where the task waits no longer. Source: API reference, SendTaskSuccess.
 */
export const sendTaskSuccess = action<{ readonly taskToken: string; readonly output: string }>(
  'SendTaskSuccess',
  { taskToken: token, output: text(262_144) },
  (memory, { taskToken, output }) => {
    const wrong = jsonError(output)
    if (wrong !== undefined) throw refusals.output(wrong.message.split('\n at [Source')[0]!)
    const { open, call } = waiting(memory, taskToken)
    open.resolve(call, { output: JSON.parse(output) as Json })
    return {}
  },
)

/**
 * Fails a task that waits for its token; its Retriers and Catchers may take the error. Refuses with InvalidToken and TaskTimedOut as
 * SendTaskSuccess does. Source: API reference, SendTaskFailure.
 */
export const sendTaskFailure = action<{ readonly taskToken: string; readonly error?: string; readonly cause?: string }>(
  'SendTaskFailure',
  { taskToken: token, 'error?': text(256), 'cause?': text(32_768) },
  (memory, { taskToken, error, cause }) => {
    const { open, call } = waiting(memory, taskToken)
    open.resolve(call, { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) })
    return {}
  },
)

/**
 * HeartbeatSeconds of the task begin anew, where the service has real time; else it only says whether the token is good. Refuses with
 * InvalidToken and TaskTimedOut as SendTaskSuccess does. Source: API reference, SendTaskHeartbeat.
 */
export const sendTaskHeartbeat = action<{ readonly taskToken: string }>(
  'SendTaskHeartbeat',
  { taskToken: token },
  (memory, { taskToken }) => {
    waiting(memory, taskToken).heartbeat()
    return {}
  },
)
