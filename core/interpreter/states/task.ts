import { parseResource, type Resource } from '../../aws/resource'
import { isObject, member } from '../../base/json'
import { Failure } from '../../expressions/evaluation/failure'
import type { Evaluate } from '../../expressions/evaluation/scope'
import { compileTemplate } from '../../expressions/fields/payloadTemplate'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { events } from '../../history/events'
import { fieldOfKind } from '../../model/dataflow'
import { type State, valueAt } from '../../model/machine'
import { placeNames } from '../../model/places'
import { toJson } from '../../syntax/walk'
import type { TaskCall, TaskOutcome } from '../api'
import { type Fault, faultOutcome } from '../fault'
import { start } from '../nested/start'
import { doing, type Operation, operation } from '../operation'
import type { Compiled, PlanScope } from '../planState'
import { refusal } from '../refusal'
import type { ThreadImpl, Waiting } from '../thread'
import { enterFlow, exitFlow } from './dataflow'
import { integerOf } from './numbers'
import { concluded, logSubmitted, longest } from './taskEnds'

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
  const ordinal = shared.tasks++
  const token = resource.pattern !== 'requestResponse' || resource.family === 'activity' || resource.unknown

  const enter = enterFlow(scope, (from) =>
    doing(from, placeNames.work, (thread) => {
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
        since: thread.execution.now,
        before: thread.execution.calls.add(thread.identity.calls, ordinal, thread.execution.remembers),
      }
      thread.frame.call = call
      schedule(thread, resource, call)
      return ask(thread, call)
    }),
  )
  return { enter, resource, token, afterResult: exitFlow(scope) }
}

function schedule(thread: ThreadImpl, resource: Resource, call: TaskCall): void {
  const about = resource.about
  const { input, timeoutSeconds: timeoutInSeconds, heartbeatSeconds: heartbeatInSeconds, credentials } = call
  const role = credentials && member(credentials, 'RoleArn')
  const taskCredentials = role === undefined ? undefined : { roleArn: role }
  if (about !== undefined) {
    const { region } = thread.identity.names
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
  const { fault } = thread.frame
  if (fault !== undefined) return faulty(thread, fault, call.submitted === undefined)
  const { task } = execution.options.ports
  thread.frame.asked = execution.effects.ask<TaskOutcome, TaskCall>(call.key, call.input, task, call, refused, call.state)
  if (!execution.effects.isPending(thread.frame.asked)) return elapse(thread)
  thread.frame.op = answered
  thread.frame.waiting = waiting
  return undefined
}

/** Nobody is asked: the thread goes on with what somebody has said. `submits`: see there. */
export function faulty(thread: ThreadImpl, fault: Fault, submits: boolean): Operation {
  const { frame } = thread
  const call = frame.call!
  const { key, input, state } = call
  frame.fault = undefined
  frame.asked = { key, input, answer: faultOutcome(fault, thread, call, submits), pending: false, before: undefined, state }
  return answered
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

/** Lets the time pass that the task takes since it was scheduled; no longer than its timeouts. */
function elapse(thread: ThreadImpl): Operation | undefined {
  const { execution } = thread
  const call = thread.frame.call!
  const answer = thread.frame.asked!.answer as TaskOutcome
  if (answer.submitted !== undefined && answer.kind !== 'execution') logSubmitted(thread, answer.submitted)
  const limit = Math.min(call.timeoutSeconds ?? longest, call.heartbeatSeconds ?? longest)
  const seconds = answer.kind === 'timedOut' ? (answer.duration ?? limit) : Math.min(answer.duration ?? 0, call.timeoutSeconds ?? longest)
  if (seconds <= 0) return outcome
  const until = Math.max(execution.now, call.since + seconds * 1000)
  if (answer.spent) execution.pace.pass(until)
  return execution.wait(thread, until, outcome)
}

/** What came of the task; or another state machine begins in its place. */
function conclude(thread: ThreadImpl): Operation | undefined {
  const answer = thread.frame.asked!.answer as TaskOutcome
  return answer.kind === 'execution' ? start(thread, answer, ask) : concluded(thread, answer)
}

function credentialsOf(state: State, jsonata: boolean): Evaluate | undefined {
  const node = fieldOfKind(state, 'value')
  if (node === undefined) return undefined
  return jsonata ? compileJsonata(node, 'Credentials') : compileTemplate(node)
}
