import { parseResource } from '../../../../core/aws/resource'
import { isObject, type Json, member } from '../../../../core/base/json'
import type { TaskCall, TaskOutcome } from '../../../../core/interpreter/api'
import type { Control } from '../../../../core/run/answerer'
import type { BoundObjects } from '../../../../core/run/bound'
import { notBegun, orMock } from '../../../../core/tasks/aws/failure'
import { jobOf } from '../../../../core/tasks/aws/jobs'
import { type Caller, rulesOf } from '../../../../core/tasks/aws/optimised'
import { type Action, actionOf } from '../../../../core/tasks/aws/service'
import type { TaskContext, TaskService } from '../context'
import { type Called, Connections, type NotCalled } from './connections'
import { waitForJob } from './job'
import { s3Objects } from './objects'
import { withMetadata } from './send'

/** What came of a request whose result is awaited elsewhere. */
type Submission = { readonly kind: 'submitted'; readonly response: Json; readonly source: Called['source'] } | NotCalled['outcome']

export interface AwsService extends TaskService, Required<BoundObjects> {
  /**
   * The request of a `.waitForTaskToken` task, whose token somebody else waits for: `response` is what has been submitted. Undefined: the task is not
   * for an AWS service that is switched on.
   */
  submit(call: TaskCall, control: Control): Promise<Submission> | undefined
}

/** The most bytes of an object that are read as a task's result: more is no payload anyway. */
const mostOfResult = 1024 * 1024

/**
 * Answers tasks by AWS services, through the clients of AWS SDK for JavaScript 3: `arn:aws:states:::SERVICE:ACTION`, with `.sync` and `.sync:2`, and
 * `arn:aws:states:::aws-sdk:SERVICE:ACTION`. Only where stepthrough.json has `aws`, or the environment names an endpoint; lambda:invoke is not among
 * them.
 */
export function awsService(context: TaskContext, connections = new Connections(context)): AwsService {
  /** What a task calls here, where it waits for a token or does not. */
  const actionFor = ({ resource }: TaskCall, waits: boolean): Action | undefined => {
    const action = actionOf(parseResource(resource))
    return action !== undefined && (action.pattern === 'waitForTaskToken') === waits && connections.isOn(action) ? action : undefined
  }

  async function answer(action: Action, call: TaskCall, signal: AbortSignal): Promise<TaskOutcome> {
    const job = action.pattern === 'sync' ? jobOf(action) : undefined
    if (action.pattern === 'sync' && job === undefined)
      return { kind: 'unanswered', cause: orMock(`How ${action.title}.sync comes to its end is not known here.`) }
    const begun = await request(connections, action, call, signal)
    if ('outcome' in begun) return begun.outcome
    const { response, called } = begun
    if (job !== undefined) return waitForJob(action, job, response, call.input, called, signal)
    return { kind: 'succeeded', output: response, source: called.source }
  }

  async function submit(action: Action, call: TaskCall, signal: AbortSignal): Promise<Submission> {
    const begun = await request(connections, action, call, signal)
    return 'outcome' in begun ? begun.outcome : { kind: 'submitted', response: begun.response, source: begun.called.source }
  }

  return {
    ...s3Objects(connections),
    answer(call, control) {
      const action = actionFor(call, false)
      return action && answer(action, call, signalOf(control))
    },
    submit(call, control) {
      const action = actionFor(call, true)
      return action && submit(action, call, signalOf(control))
    },
    close: () => connections.close(),
  }
}

type Begun = { readonly response: Json; readonly called: Called } | NotCalled

/** Makes the request of a task. */
async function request(connections: Connections, action: Action, call: TaskCall, signal: AbortSignal): Promise<Begun> {
  const called = await connections.call(action, signal)
  if ('outcome' in called) return called
  const { source } = called
  const { request, failed, bare, response: read = (given) => given } = rulesOf(action)
  const parameters = request !== undefined && isObject(call.input) ? request(call.input, callerOf(call)) : call.input
  const sent = await called.send(action, parameters, { style: action.optimised ? 'optimised' : 'sdk', most: mostOfResult })
  if ('unknown' in sent) return { outcome: { kind: 'unanswered', cause: orMock(sent.unknown), source } }
  if ('problems' in sent) return { outcome: { kind: 'failed', ...notBegun(call.input, sent.problems), source } }
  if ('failed' in sent) return { outcome: { kind: 'failed', ...sent.failed, source } }
  const failure = failed?.(sent.response)
  if (failure !== undefined) return { outcome: { kind: 'failed', ...failure, source } }
  return { response: read(bare ? sent.response : withMetadata(sent.response, sent.exchange)), called }
}

/** A signal for the SDK. */
function signalOf(control: Control): AbortSignal {
  const controller = new AbortController()
  control.onAbort(() => controller.abort())
  return controller.signal
}

function callerOf({ thread: { context } }: TaskCall): Caller {
  const id = (name: string): string => {
    const found = member(context, name)
    const value = isObject(found) ? member(found, 'Id') : undefined
    return typeof value === 'string' ? value : ''
  }
  return { execution: id('Execution'), stateMachine: id('StateMachine') }
}
