import { isObject } from '../../../../core/base/json'
import type { TaskOutcome } from '../../../../core/interpreter/api'
import { notBegun } from '../../../../core/tasks/aws/failure'
import { responseBytes } from '../../../../core/tasks/lambda/faults'
import { type InvokeRequest, invokeAction, parametersOf } from '../../../../core/tasks/lambda/request'
import { outcomeOf, readResponse } from '../../../../core/tasks/lambda/response'
import { Connections } from '../aws/connections'
import type { TaskContext } from '../context'
import type { Waiting } from './pool'

/** Functions elsewhere: at the endpoints of entries, and where Lambda itself is. */
export class RemoteFunctions {
  /** By the endpoint of an entry. */
  private readonly endpoints = new Map<string, Connections>()

  constructor(
    private readonly context: TaskContext,
    private readonly aws: Connections,
  ) {}

  /** At the Lambda Invoke endpoint of an entry: sam local start-lambda, LocalStack, serverless-offline. */
  at(endpoint: string, name: string, request: InvokeRequest, waiting: Waiting): Promise<TaskOutcome> {
    let connections = this.endpoints.get(endpoint)
    if (connections === undefined) {
      const { config } = this.context
      const aws = { ...config.aws, services: new Map([['lambda', { endpoint }]]) }
      connections = new Connections({ ...this.context, config: { ...config, aws } })
      this.endpoints.set(endpoint, connections)
    }
    return invoke(connections, name, request, waiting)
  }

  /** At what stands for Lambda, or at AWS; undefined where neither is switched on. */
  elsewhere(request: InvokeRequest, waiting: Waiting): Promise<TaskOutcome> | undefined {
    return this.aws.isOn(invokeAction(request.door)) ? invoke(this.aws, request.functionName, request, waiting) : undefined
  }

  async close(): Promise<void> {
    await Promise.all([...this.endpoints.values()].map((each) => each.close()))
  }
}

async function invoke(connections: Connections, name: string, request: InvokeRequest, waiting: Waiting): Promise<TaskOutcome> {
  const { door } = request
  const action = invokeAction(door)
  const controller = new AbortController()
  waiting.onAbort(() => controller.abort())
  const called = await connections.call(action, controller.signal)
  if ('outcome' in called) return called.outcome
  const { source } = called
  const parameters = parametersOf(request, name)
  const sent = await called.send(action, parameters, { style: 'sdk', most: responseBytes })
  if ('unknown' in sent) return { kind: 'unanswered', cause: sent.unknown, source }
  if ('problems' in sent) return { kind: 'failed', ...notBegun(parameters, sent.problems), source }
  if ('failed' in sent) return { kind: 'failed', ...sent.failed, source }
  return { ...outcomeOf(door, readResponse(isObject(sent.response) ? sent.response : {}), sent.exchange), source }
}
