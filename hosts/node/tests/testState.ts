import { actionName, capitalised } from '../../../core/aws/names'
import { isObject, type JsonObject } from '../../../core/base/json'
import type { BindingRequest } from '../../../core/run/bound'
import { type Action, serviceNamed } from '../../../core/tasks/aws/service'
import type { Asking } from '../../../core/testFiles/testState/check'
import { Connections } from '../tasks/aws/connections'
import { openConfig } from '../tasks/config'
import { permissionOf } from '../tasks/permission'

/** An endpoint that speaks TestState: AWS, or what stands for it. */
export interface TestStateEndpoint {
  readonly ask: Asking
  close(): Promise<void>
}

type Asked = Pick<BindingRequest, 'program' | 'config' | 'root' | 'remote' | 'howToAllow' | 'print'>

const action: Action = {
  service: serviceNamed('sfn')!,
  action: 'testState',
  optimised: false,
  title: 'states:testState',
  pattern: 'requestResponse',
  version2: false,
}

/**
 * Where the configuration of a definition, the environment or the shared config file has Step Functions, else AWS itself. A sentence says why it may not be called:
 * nothing has been connected then. Once `signal` is aborted nothing more is asked; `close` ends what is under way.
 */
export async function openTestState(request: Asked, signal?: AbortSignal): Promise<TestStateEndpoint | string> {
  const connections = await permitted(request)
  if (typeof connections === 'string') return connections
  const ask: Asking = async (asked) => {
    if (signal?.aborted) return { refused: 'the tests have been ended.', mock: false }
    const called = await connections.call(action, new AbortController().signal)
    if ('outcome' in called) return { refused: called.outcome.cause ?? 'it cannot be called.', mock: false }
    const sent = await called.send(action, renamed(asked, capitalised), { style: 'sdk', most: 0 })
    if ('response' in sent) return { answer: renamed(sent.response as JsonObject, actionName) }
    const why = 'failed' in sent ? `${sent.failed.error}: ${sent.failed.cause}` : 'unknown' in sent ? sent.unknown : sent.problems.join(' ')
    return { refused: why, mock: why.includes('Mock result schema validation error') }
  }
  return { ask, close: () => connections.close() }
}

/** Why it may not be called, as far as that is known before; undefined: it may. */
export async function refusedTestState(request: Asked): Promise<string | undefined> {
  const connections = await permitted(request)
  return typeof connections === 'string' ? connections : void (await connections.close())
}

async function permitted(request: Asked): Promise<Connections | string> {
  const opened = await openConfig({ definition: request.program, config: request.config, root: request.root })
  if (opened.kind === 'wrong') return opened.problems.map(({ file, message }) => `${file}: ${message}`).join(' ')
  const { config, folder } = opened
  const permission = permissionOf(request)
  const connections = new Connections({
    config,
    folder,
    environment: process.env,
    region: 'us-east-1',
    account: '123456789012',
    permission,
    print: request.print,
    stepFunctionsEndpoint: () => Promise.reject(new Error('No task is answered here.')),
  })
  return (await permission.refuses('states', await connections.addressOf(action))) ?? connections
}

/** The members of a structure of the API, whose payloads are texts, by the names that a task has for them, or the API. */
const renamed = (value: object, name: (from: string) => string): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [name(key), isObject(each) ? renamed(each, name) : each]))
