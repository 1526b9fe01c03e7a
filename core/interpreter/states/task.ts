import { aliasesOfTask } from '../../aws/errors'
import { parseResource, type Resource } from '../../aws/resource'
import { isObject, member } from '../../base/json'
import { jsonBytes } from '../../base/jsonText'
import type { ErrorTraits } from '../../expressions/evaluation/failure'
import { Failure } from '../../expressions/evaluation/failure'
import type { Evaluate } from '../../expressions/evaluation/scope'
import { compileTemplate } from '../../expressions/fields/payloadTemplate'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { events, ownTaskEnds } from '../../history/events'
import { fieldOfKind } from '../../model/dataflow'
import { memberOf, type State, valueAt } from '../../model/machine'
import { toJson } from '../../syntax/walk'
import type { TaskCall, TaskOutcome } from '../api'
import { StateError, settle } from '../handlers'
import { type Operation, operation } from '../operation'
import type { Compiled, PlanScope } from '../planState'
import { refusal } from '../refusal'
import { stage as record } from '../stages'
import type { ThreadImpl, Waiting } from '../thread'
import { enterFlow, exitFlow } from './dataflow'
import { integerOf } from './numbers'

/** Seconds after which a task without TimeoutSeconds times out. Source: ASL specification, Timeouts. */
const longest = 99_999_999

/** Source: ASL specification, Task State. */
export function task(scope: PlanScope): Compiled {
  const { state, plan, shared } = scope
  const node = valueAt(state.node, 'Resource')
  const arn = node?.kind === 'string' || node?.kind === 'substitution' ? String(toJson(node)) : ''
  const resource = shared.resources.get(arn) ?? parseResource(arn)
  shared.resources.set(arn, resource)
  const timeout = integerOf(state.node, 'TimeoutSeconds', plan.jsonata)
  const heartbeat = integerOf(state.node, 'HeartbeatSeconds', plan.jsonata)
  const credentials = credentialsOf(state, plan.jsonata)
  const token = resource.pattern !== 'requestResponse' || resource.family === 'activity' || resource.unknown

  const enter = enterFlow(scope, (from) =>
    operation(from, (thread) => {
      const timeoutSeconds = timeout?.(thread.frame)
      if (timeoutSeconds instanceof Failure) return thread.fail(timeoutSeconds)
      const heartbeatSeconds = heartbeat?.(thread.frame)
      if (heartbeatSeconds instanceof Failure) return thread.fail(heartbeatSeconds)
      const role = credentials?.(thread.frame.effectiveInput, thread.frame)
      if (role instanceof Failure) return thread.fail(role)
      const refused = refusal(resource, thread.frame.value, state.node)
      if (refused !== undefined) return thread.fail(refused)
      const call: TaskCall = {
        key: thread.key,
        state,
        stateName: plan.name,
        resource: arn,
        input: thread.frame.value,
        attempt: thread.attempt,
        thread,
        credentials: isObject(role) ? role : undefined,
        taskToken: token ? thread.taskToken : undefined,
        timeoutSeconds,
        heartbeatSeconds,
      }
      thread.frame.call = call
      schedule(thread, resource, call)
      return ask(thread, call)
    }),
  )
  return { enter, resource, token, afterResult: exitFlow(scope) }
}

/** How a task ends that is no Task* integration. */
const ownEnds = ({ family }: Resource) => ownTaskEnds[family === 'lambda' ? 'lambda' : 'activity']

function schedule(thread: ThreadImpl, resource: Resource, call: TaskCall): void {
  const about = resource.about
  const { input, timeoutSeconds: timeoutInSeconds, heartbeatSeconds: heartbeatInSeconds, credentials } = call
  const role = credentials && member(credentials, 'RoleArn')
  const taskCredentials = role === undefined ? undefined : { roleArn: role }
  if (about !== undefined) {
    const { region } = thread.execution.names
    thread.log(events.taskScheduled, { ...about, region, parameters: input, timeoutInSeconds, heartbeatInSeconds, taskCredentials })
    thread.log(events.taskStarted, about)
  } else if (resource.family === 'lambda') {
    thread.log(events.lambdaFunctionScheduled, { resource: resource.resource, input, timeoutInSeconds, taskCredentials })
    thread.log(events.lambdaFunctionStarted)
  } else thread.log(events.activityScheduled, { resource: resource.resource, input, timeoutInSeconds, heartbeatInSeconds })
}

/** Asks the port; the thread waits where the answer is not there yet, or takes virtual time. */
function ask(thread: ThreadImpl, call: TaskCall): Operation | undefined {
  const { execution } = thread
  thread.frame.asked = execution.effects.ask<TaskOutcome, TaskCall>(call.key, call.input, execution.options.ports.task, call, refused)
  if (!execution.effects.isPending(thread.frame.asked)) return elapse(thread)
  thread.frame.op = answered
  thread.frame.waiting = waiting
  return undefined
}

/** A port that throws is a task that fails, with what it says as the cause. */
const refused = (error: unknown): TaskOutcome => ({
  kind: 'failed',
  error: 'States.TaskFailed',
  cause: error instanceof Error ? error.message : String(error),
})

// One for all tasks: where many states run once, what each has of its own is what the processor waits for.
const outcome = operation('waiting', conclude)
const answered = operation('waiting', elapse)
const waiting: Waiting = { kind: 'asked', next: answered }

/** Lets the time pass that the task takes; no longer than its timeouts. */
function elapse(thread: ThreadImpl): Operation | undefined {
  const { execution } = thread
  const call = thread.frame.call!
  const answer = thread.frame.asked!.answer as TaskOutcome
  const limit = Math.min(call.timeoutSeconds ?? longest, call.heartbeatSeconds ?? longest)
  const seconds = answer.kind === 'timedOut' ? (answer.duration ?? limit) : Math.min(answer.duration ?? 0, call.timeoutSeconds ?? longest)
  if (seconds <= 0) return outcome
  const until = execution.now + seconds * 1000
  if (answer.spent) execution.spend(until)
  return execution.wait(thread, until, outcome)
}

/** Logs what came of the task, and who has answered. */
function conclude(thread: ThreadImpl): Operation {
  const { source } = thread.frame.asked!.answer as TaskOutcome
  const next = concluded(thread)
  if (source !== undefined) thread.journal.answered(thread.frame.last, source)
  return next
}

function concluded(thread: ThreadImpl): Operation {
  const call = thread.frame.call!
  const resource = thread.frame.plan!.resource!
  const answer = thread.frame.asked!.answer as TaskOutcome
  const about = resource.about
  // nobody has taken an activity that times out without a worker
  if (resource.family === 'activity' && (answer.kind !== 'timedOut' || answer.workerName !== undefined))
    thread.log(events.activityStarted, { workerName: answer.workerName })
  if (answer.submitted !== undefined && about !== undefined) thread.log(events.taskSubmitted, { ...about, output: answer.submitted })
  const late = answer.kind !== 'timedOut' && (answer.duration ?? 0) > (call.timeoutSeconds ?? longest)
  if (answer.kind === 'timedOut' || late) return timedOut(thread, resource, call, about)
  if (answer.kind === 'failed') return failed(thread, resource, answer, about)
  if (answer.kind === 'unanswered') return unanswered(thread, resource, answer.cause)
  const bytes = jsonBytes(answer.output)
  if (bytes > thread.execution.limits.payloadBytes) {
    // the ARN of a function or an activity, else the service as the events name it: reported by users
    const name = resource.resourceType ?? call.resource
    const cause = `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`
    return failed(thread, resource, { error: 'States.DataLimitExceeded', cause }, about)
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
function timedOut(thread: ThreadImpl, resource: Resource, call: TaskCall, about: Resource['about']): Operation {
  const error = 'States.Timeout'
  if (about === undefined) thread.log(ownEnds(resource).timedOut, { error })
  else thread.log(events.taskTimedOut, { ...about, error })
  const heartbeat = (call.heartbeatSeconds ?? longest) < (call.timeoutSeconds ?? longest)
  // the event has no cause, and the error output an empty one: recorded
  const traits: ErrorTraits = { told: '', aliases: heartbeat ? ['States.HeartbeatTimeout'] : [] }
  return settle(thread, new StateError(error, undefined, thread.frame.plan!.state.node, traits))
}

function credentialsOf(state: State, jsonata: boolean): Evaluate | undefined {
  const node = fieldOfKind(state, 'value')
  if (node === undefined) return undefined
  return jsonata ? compileJsonata(node, 'Credentials') : compileTemplate(node)
}
