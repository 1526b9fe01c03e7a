import type { Resource } from '../../aws/resource'

/** A way in which a task starts an execution. */
export interface StartForm {
  /** Whether the task waits for its end. */
  readonly waits: boolean
  /** Whether AWS logs TaskSubmitted before the task goes on or waits. */
  readonly submits: boolean
  /** Only an Express state machine can be started so. */
  readonly express: boolean
  /**
   * What the task hands on. `started`: StartExecution's response. `texts`, `values`: DescribeExecution's, with Input and Output as JSON texts or
   * as values; where the execution has not succeeded the task fails. `response`: StartSyncExecution's, whatever became of the execution.
   */
  readonly gives: 'started' | 'texts' | 'values' | 'response'
  /** How errors of the service are named and worded. */
  readonly service: 'optimised' | 'sdk'
}

const optimised = { submits: true, express: false, service: 'optimised' } as const
const sdk = { submits: false, express: false, service: 'sdk' } as const

/** Source: Developer Guide, "Start a new execution from a Task state", "AWS SDK service integrations"; recordings. */
const forms: Readonly<Record<string, StartForm>> = {
  'optimised states:startExecution': { ...optimised, submits: false, waits: false, gives: 'started' },
  'optimised states:startExecution.sync': { ...optimised, waits: true, gives: 'texts' },
  'optimised states:startExecution.sync:2': { ...optimised, waits: true, gives: 'values' },
  'optimised states:startExecution.waitForTaskToken': { ...optimised, waits: false, gives: 'started' },
  'sdk sfn:startExecution': { ...sdk, waits: false, gives: 'started' },
  'sdk sfn:startSyncExecution': { ...sdk, express: true, waits: true, gives: 'response' },
}

/** How a task with this Resource starts an execution; undefined: it starts none. */
export function startFormOf(resource: Resource): StartForm | undefined {
  if (!('service' in resource)) return undefined
  const key = `${resource.kind} ${resource.service}:${resource.action}${resource.suffix}`
  return Object.hasOwn(forms, key) ? forms[key] : undefined
}

/** The API's errors with which the service refuses to start an execution. */
type RefusalName =
  | 'ExecutionAlreadyExists'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'StateMachineTypeNotSupported'
  | 'ValidationException'

/** An error of the service as a task with it fails. `message`: the API's. Source: recordings of StateMachineDoesNotExist and of SDK integrations. */
export function refusedStart({ service }: StartForm, name: RefusalName, message: string, requestId: string) {
  const error = name === 'ValidationException' ? name : `${name}Exception`
  return service === 'optimised'
    ? {
        error: `StepFunctions.${error}`,
        cause: `${message} (Service: AWSStepFunctions; Status Code: 400; Error Code: ${name}; Request ID: ${requestId}; Proxy: null)`,
      }
    : { error: `Sfn.${error}`, cause: `${message} (Service: Sfn, Status Code: 400, Request ID: ${requestId})` }
}
