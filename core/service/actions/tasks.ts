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

export const sendTaskFailure = action<{ readonly taskToken: string; readonly error?: string; readonly cause?: string }>(
  'SendTaskFailure',
  { taskToken: token, 'error?': text(256), 'cause?': text(32_768) },
  (memory, { taskToken, error, cause }) => {
    const { open, call } = waiting(memory, taskToken)
    open.resolve(call, { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) })
    return {}
  },
)

export const sendTaskHeartbeat = action<{ readonly taskToken: string }>(
  'SendTaskHeartbeat',
  { taskToken: token },
  (memory, { taskToken }) => {
    waiting(memory, taskToken).heartbeat()
    return {}
  },
)
