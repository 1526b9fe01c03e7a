import { dirname } from 'node:path'
import { jsonText } from '../../core/base/jsonText'
import type { AslDocument } from '../../core/model/document'
import type { BoundTasks } from '../../core/run/bound'
import { OpenTasks } from '../../core/run/openTasks'
import { unmocked } from '../../core/run/unmocked'
import { type Result, StepFunctions } from '../../core/service/service'
import type { TestStateRequest, TestStateResponse } from '../../core/service/testState/types'
import { toJson } from '../../core/syntax/walk'
import { after } from './after'
import { fileItems } from './items'
import { hostPorts } from './ports'

/** With whom a state is tested. */
export interface TestStateOptions {
  /** The definition's file, an absolute path. */
  readonly path: string
  readonly bound: BoundTasks
  /** What a task without an answer does. Default `fail`. */
  readonly unmocked?: keyof typeof unmocked | undefined
  readonly seed?: string | number | undefined
}

/** Calls TestState of the service. `bound` stays open. */
export function callTestState(request: Omit<TestStateRequest, 'roleArn'>, options: TestStateOptions): Promise<Result<TestStateResponse>> {
  const { path, bound, seed } = options
  const ports = hostPorts({ readItems: fileItems(dirname(path)), seed })
  // it tests no task that waits for a token
  const binding = bound.answerer({ open: new OpenTasks(), execution: () => ({ status: 'RUNNING', threads: [] }) })
  const service = new StepFunctions({
    ...local,
    uuid: ports.uuid,
    ports: () => ports,
    time: { clock: () => performance.now(), after },
    answerers: { binding, unmocked: unmocked[options.unmocked ?? 'fail'] },
  })
  return service.call<TestStateResponse>('TestState', request.mock === undefined ? { ...request, roleArn } : request)
}

/** The API calls nothing without one; here nobody takes it on. */
const roleArn = 'arn:aws:iam::123456789012:role/stepthrough'

/** Where nobody says where. */
const local = { region: 'us-east-1', account: '123456789012', now: () => Date.now() }

/** The definition as the API takes it: a text of JSON. */
export const definitionText = ({ root, text, format }: AslDocument): string =>
  format === 'yaml' && root !== undefined ? jsonText(toJson(root)) : text
