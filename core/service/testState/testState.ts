import { isArray, isObject, type JsonObject } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { Ports, TaskCall, TaskOutcome } from '../../interpreter/api'
import { ExecutionImpl } from '../../interpreter/execution'
import { catcherOf, type Retrier, retrierOf, StateError } from '../../interpreter/handlers'
import { abortChildren, failParent } from '../../interpreter/join'
import { plan } from '../../interpreter/plan'
import { stage } from '../../interpreter/stages'
import type { ThreadImpl } from '../../interpreter/thread'
import type { Exchanged } from '../../run/exchange'
import { invalid, parseJson, Refused } from '../errors'
import { contextOf } from './context'
import { testedState } from './definition'
import { inspect } from './inspection'
import { type Mock, mockOf } from './mock'
import { isTooMany } from './tolerance'
import type { ErrorDetails, TestStateRequest, TestStateResponse } from './types'

/**
 * Runs one state as the API action TestState does: on the interpreter, from entering the state to leaving it, with the mock in place of a
 * task or of the children of a Map or Parallel. Without a mock a task asks `ports.task`; `exchanged`: what an HTTP task has then sent and
 * heard. An error of the state is an answer; rejects with Refused for a wrong request.
 */
export const testState = async (
  request: TestStateRequest,
  ports: Ports,
  exchanged: () => Exchanged | undefined = () => undefined,
): Promise<TestStateResponse> => new Test(request, ports, exchanged).run()

class Test {
  private readonly execution: ExecutionImpl
  private readonly thread: ThreadImpl
  private readonly mock: Mock | undefined

  constructor(
    private readonly request: TestStateRequest,
    ports: Ports,
    private readonly exchanged: () => Exchanged | undefined,
  ) {
    const { state, machine } = testedState(request)
    this.mock = mockOf(request, state)
    const input = parseJson(
      request.input ?? '{}',
      () => new Refused('InvalidExecutionInput', 'Invalid State Machine Execution Input: not a valid JSON'),
    )
    const readerData = request.stateConfiguration?.mapItemReaderData
    this.execution = new ExecutionImpl(plan(machine), {
      input,
      variables: variablesOf(request.variables),
      wholeContext: contextOf(input, state, request, ports),
      ports: {
        ...ports,
        task: (call) => this.answer(call, ports),
        ...(readerData !== undefined && { readItems: () => ({ dataset: readerData }) }),
      },
    })
    this.thread = this.execution.threads[0]!
    const retried = request.stateConfiguration?.retrierRetryCount ?? 0
    this.thread.frame.retried = this.thread.frame.plan!.retriers.map(() => retried)
  }

  private answer(call: TaskCall, ports: Ports): TaskOutcome | Promise<TaskOutcome> {
    const { mock } = this
    if (mock === undefined) return ports.task(call)
    return 'result' in mock ? { kind: 'succeeded', output: mock.result } : { kind: 'failed', ...definedOnly(mock) }
  }

  /** Steps until the state is left: by its end, by an error, or towards a retry. */
  async run(): Promise<TestStateResponse> {
    const { execution, thread } = this
    const tested = thread.frame.plan
    let details: ErrorDetails | undefined
    for (;;) {
      if (thread.frame.waiting?.kind === 'children') this.conclude()
      const { stage: at } = thread
      if (at === 'retry') return this.retriable()
      if (at === 'failed') return this.failed(this.errorDetails())
      if (at === 'caught') details = this.errorDetails()
      const left = at === 'exit' ? this.left(details) : undefined
      const waited = execution.step()
      if (waited) await waited
      // An output that is too large fails the state after all.
      if (left && !(thread.frame.plan === tested && isFailing(thread))) return left
    }
  }

  /** What is to be said where the state is left with an output; later its records are gone. */
  private left(caught: ErrorDetails | undefined): TestStateResponse {
    const { target, value } = this.thread.frame
    return {
      status: caught ? 'CAUGHT_ERROR' : 'SUCCEEDED',
      ...(caught && this.errorOf()),
      ...(target?.name && { nextState: target.name }),
      output: jsonText(value),
      ...this.inspection(caught),
    }
  }

  /** The children of a Map or Parallel have begun: the mock says what became of them. */
  private conclude(): void {
    const { mock, thread, execution } = this
    if (mock === undefined) return
    abortChildren(thread)
    const failed = this.failedIterations()
    if (!('result' in mock)) {
      failParent(thread, new StateError(mock.error, mock.cause, thread.state!.node))
    } else if (failed > 0 && isTooMany(thread, failed)) {
      const cause = 'The specified tolerated failure threshold was exceeded'
      failParent(thread, new StateError('States.ExceedToleratedFailureThreshold', cause, thread.state!.node))
    } else {
      const started = thread.frame.children!.items.length
      if (thread.state!.type === 'Map' && failed === 0 && isArray(mock.result) && mock.result.length !== started) {
        throw invalid("Input array does not equal the mocked result array's size.")
      }
      thread.frame.value = thread.frame.result = mock.result
      thread.record(stage.result, mock.result)
      execution.wake(thread, thread.frame.plan!.afterResult!)
    }
  }

  private failedIterations(): number {
    const failed = this.request.stateConfiguration?.mapIterationFailureCount ?? 0
    if (failed > this.thread.frame.children!.items.length && this.thread.state!.type === 'Map') {
      throw invalid('Map iteration failure count must be less than or equal to the number of Map iterations')
    }
    return failed
  }

  private retriable(): TestStateResponse {
    return { status: 'RETRIABLE', ...this.errorOf(), ...this.inspection(this.errorDetails()) }
  }

  private failed(details: ErrorDetails | undefined): TestStateResponse {
    return { status: 'FAILED', ...this.errorOf(), ...this.inspection(details) }
  }

  /** The error as TestState tells it: without the sentence about the execution. */
  private errorOf(): { error?: string; cause?: string } {
    const { error, reason } = this.thread.frame.failure!
    return definedOnly({ error, cause: reason })
  }

  /** Which Retrier and which Catcher the error has found. */
  private errorDetails(): ErrorDetails | undefined {
    const { thread } = this
    const state = thread.frame.plan!
    const retryIndex = retrierOf(state, thread.frame.failure!)
    const details: { -readonly [K in keyof ErrorDetails]: ErrorDetails[K] } = {}
    if (retryIndex >= 0) details.retryIndex = retryIndex
    if (thread.stage === 'retry') {
      details.retryBackoffIntervalSeconds = backoff(state.retriers[retryIndex]!, this.request.stateConfiguration?.retrierRetryCount ?? 0)
    }
    if (thread.stage === 'caught') details.catchIndex = state.catchers.indexOf(catcherOf(state, thread.frame.failure!)!)
    return Object.keys(details).length > 0 ? details : undefined
  }

  private inspection(details: ErrorDetails | undefined): Pick<TestStateResponse, 'inspectionData'> {
    const { inspectionLevel = 'INFO', revealSecrets } = this.request
    if (inspectionLevel === 'INFO') return {}
    const exchange = inspectionLevel === 'TRACE' ? this.exchanged()?.[revealSecrets ? 'revealed' : 'shown'] : undefined
    return { inspectionData: { ...inspect(this.thread, details), ...exchange } }
  }
}

const isFailing = ({ stage: at }: ThreadImpl) => at === 'failed' || at === 'retry' || at === 'caught'

const backoff = ({ interval, backoffRate, maxDelay }: Retrier, retried: number): number =>
  Math.floor(Math.min(interval * backoffRate ** retried, maxDelay))

function variablesOf(text: string | undefined): JsonObject {
  const variables = parseJson(text ?? '{}', () => invalid('Invalid variables provided: not a valid JSON'))
  if (!isObject(variables)) throw invalid('Invalid variables provided: must be a JSON object')
  return variables
}

/** Members that are there: an optional member is absent, never undefined. */
function definedOnly({ error, cause }: { readonly error: string | undefined; readonly cause: string | undefined }): {
  error?: string
  cause?: string
} {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }
}
