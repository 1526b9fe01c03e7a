import { jsonError } from '../../analysis/jsonError'
import type { Json } from '../../base/json'
import type { Tokens, TokenTask } from '../../run/tokens'
import { action } from '../action'
import { refusals } from '../errors'
import { text } from '../shapes'

/** What these actions need of a service, or of a session that is none. */
interface TokenHolder {
  readonly tokens: Tokens
}

const token = text(2048, 1)

/** The task that waits for a token. Throws Refused where none ever has, or it waits no longer. */
function waiting({ tokens }: TokenHolder, taskToken: string): TokenTask {
  const task = tokens.find(taskToken)
  if (task === undefined) throw refusals.token()
  if (!task.isWaiting()) throw refusals.taskGone()
  return task
}

/**
 * Ends a task that waits for its token; `output` is a JSON text. Refuses with InvalidOutput where it is none, InvalidToken where no task
 * has had the token, TaskTimedOut where the task waits no longer. Source: API reference, SendTaskSuccess.
 */
export const sendTaskSuccess = action<{ readonly taskToken: string; readonly output: string }, TokenHolder>(
  'SendTaskSuccess',
  { taskToken: token, output: text(262_144) },
  (memory, { taskToken, output }) => {
    const wrong = jsonError(output)
    if (wrong !== undefined) throw refusals.output(wrong.message.split('\n at [Source')[0]!)
    waiting(memory, taskToken).answer({ output: JSON.parse(output) as Json })
    return {}
  },
)

/**
 * Fails a task that waits for its token; its Retriers and Catchers may take the error. Refuses with InvalidToken and TaskTimedOut as
 * SendTaskSuccess does. Source: API reference, SendTaskFailure.
 */
export const sendTaskFailure = action<{ readonly taskToken: string; readonly error?: string; readonly cause?: string }, TokenHolder>(
  'SendTaskFailure',
  { taskToken: token, 'error?': text(256), 'cause?': text(32_768) },
  (memory, { taskToken, error, cause }) => {
    waiting(memory, taskToken).answer({ ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) })
    return {}
  },
)

/**
 * HeartbeatSeconds of the task begin anew, where the service has real time; else it only says whether the token is good. Refuses with
 * InvalidToken and TaskTimedOut as SendTaskSuccess does. Source: API reference, SendTaskHeartbeat.
 */
export const sendTaskHeartbeat = action<{ readonly taskToken: string }, TokenHolder>(
  'SendTaskHeartbeat',
  { taskToken: token },
  (memory, { taskToken }) => {
    waiting(memory, taskToken).heartbeat()
    return {}
  },
)
