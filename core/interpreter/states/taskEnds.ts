import { aliasesOfTask } from '../../aws/errors'
import type { Resource } from '../../aws/resource'
import type { Json } from '../../base/json'
import { jsonBytes } from '../../base/jsonText'
import type { ErrorTraits } from '../../expressions/evaluation/failure'
import { events, ownTaskEnds } from '../../history/events'
import { memberOf } from '../../model/machine'
import type { TaskOutcome } from '../api'
import { StateError, settle, tooLargeCause } from '../handlers'
import type { Operation } from '../operation'
import { stage as record } from '../stages'
import type { ThreadImpl } from '../thread'

/** Seconds after which a task without TimeoutSeconds times out. Source: ASL specification, Timeouts. */
export const longest = 99_999_999

/** An outcome with which a task is over. */
type TaskEnd = Exclude<TaskOutcome, { readonly kind: 'execution' }>

/** How a task ends that is no Task* integration. */
const ownEnds = ({ family }: Resource) => ownTaskEnds[family === 'lambda' ? 'lambda' : 'activity']

/** Logs what came of the task, and who has answered. */
export function concluded(thread: ThreadImpl, answer: TaskEnd): Operation {
  const next = ending(thread, answer)
  const { source } = answer
  if (source !== undefined) thread.journal.answered(thread.frame.last, source)
  return next
}

/** What a job or a callback was submitted with: before the time passes that it takes. */
export function logSubmitted(thread: ThreadImpl, submitted: Json): void {
  const { about } = thread.frame.plan!.resource!
  if (about !== undefined && thread.frame.call!.submitted === undefined) thread.log(events.taskSubmitted, { ...about, output: submitted })
}

function ending(thread: ThreadImpl, answer: TaskEnd): Operation {
  const call = thread.frame.call!
  const resource = thread.frame.plan!.resource!
  const about = resource.about
  // nobody has taken an activity that times out without a worker
  if (resource.family === 'activity' && (answer.kind !== 'timedOut' || answer.workerName !== undefined))
    thread.log(events.activityStarted, { workerName: answer.workerName })
  const late = answer.kind !== 'timedOut' && (answer.duration ?? 0) > (call.timeoutSeconds ?? longest)
  if (answer.kind === 'timedOut' || late) return timedOut(thread)
  if (answer.kind === 'failed') return failed(thread, resource, answer, about)
  if (answer.kind === 'unanswered') return unanswered(thread, resource, answer.cause)
  const bytes = jsonBytes(answer.output)
  if (bytes > thread.execution.limits.payloadBytes) {
    // the ARN of a function or an activity, else the service as the events name it: reported by users
    const name = resource.resourceType ?? call.resource
    return failed(thread, resource, { error: 'States.DataLimitExceeded', cause: tooLargeCause(name) }, about)
  }
  const { output } = answer
  thread.journal.grow(bytes)
  if (about === undefined) thread.log(ownEnds(resource).succeeded, { output })
  else thread.log(events.taskSucceeded, { ...about, output })
  thread.frame.value = thread.frame.result = answer.output
  thread.record(record.result, answer.output)
  return thread.frame.plan!.afterResult!
}

function failed(
  thread: ThreadImpl,
  resource: Resource,
  { error, cause }: { error?: string; cause?: string },
  about: Resource['about'],
): Operation {
  logFailed(thread, resource, about, error, cause)
  const aliases = aliasesOfTask(error)
  return settle(thread, new StateError(error, cause, thread.frame.plan!.state.node, aliases && { aliases }))
}

function logFailed(thread: ThreadImpl, resource: Resource, about: Resource['about'], error?: string, cause?: string): void {
  if (about === undefined) thread.log(ownEnds(resource).failed, { error, cause })
  else thread.log(events.taskFailed, { ...about, error, cause })
}

/** No answer is no error of the machine: it is neither retried nor caught. */
function unanswered(thread: ThreadImpl, resource: Resource, cause: string): Operation {
  logFailed(thread, resource, resource.about, 'States.Runtime', cause)
  const node = memberOf(thread.frame.plan!.state.node, 'Resource')?.value
  return settle(thread, new StateError('States.Runtime', cause, node ?? thread.frame.plan!.state.node, { unanswered: true }))
}

/** AWS says States.Timeout also when a heartbeat fails to come; States.HeartbeatTimeout finds it too. */
export function timedOut(thread: ThreadImpl): Operation {
  const call = thread.frame.call!
  const resource = thread.frame.plan!.resource!
  const { about } = resource
  const error = 'States.Timeout'
  if (about === undefined) thread.log(ownEnds(resource).timedOut, { error })
  else thread.log(events.taskTimedOut, { ...about, error })
  const heartbeat = (call.heartbeatSeconds ?? longest) < (call.timeoutSeconds ?? longest)
  // the event has no cause, and the error output an empty one: recorded
  const traits: ErrorTraits = { told: '', aliases: heartbeat ? ['States.HeartbeatTimeout'] : [] }
  return settle(thread, new StateError(error, undefined, thread.frame.plan!.state.node, traits))
}
