import { dirname, resolve } from 'node:path'
import { type Json, type JsonObject, member } from '../core/base/json'
import { jsonText } from '../core/base/jsonText'
import { OpenTasks } from '../core/run/openTasks'
import { unmocked } from '../core/run/unmocked'
import { StepFunctions } from '../core/service/service'
import type { MockInput, StateConfiguration, TestStateRequest, TestStateResponse } from '../core/service/testState/types'
import { toJson } from '../core/syntax/walk'
import { after } from '../hosts/node/after'
import { fileItems } from '../hosts/node/items'
import { hostPorts } from '../hosts/node/ports'
import { readDocumentAt } from '../hosts/node/program'
import { bind } from './bind'
import { type Call, type ExitCode, UsageError } from './command'
import { jsonOption, objectOption } from './jsonOptions'
import { prettyJson } from './result'
import { type Terminal, visible } from './terminal'

/** `stepthrough test-state`: 1 where the state fails or the request is refused. */
export async function run(call: Call, terminal: Terminal): Promise<ExitCode> {
  const [file, ...more] = call.operands
  if (file === undefined || more.length > 0) throw new UsageError('test-state needs one FILE; see stepthrough test-state --help')
  const request = await requestOf(call, terminal, file)
  const ports = hostPorts({ readItems: fileItems(dirname(resolve(terminal.cwd, file))), seed: call.text('seed') })
  const bound = await bind(call, terminal, resolve(terminal.cwd, file))
  // it tests no task that waits for a token
  const binding = bound.answerer({ open: new OpenTasks(), execution: () => ({ status: 'RUNNING', threads: [] }) })
  const service = new StepFunctions({
    ...local,
    uuid: ports.uuid,
    ports: () => ports,
    time: { clock: () => performance.now(), after },
    answerers: { binding, unmocked: unmocked[(call.text('unmocked') ?? 'fail') as keyof typeof unmocked] },
  })
  const result = await service.call<TestStateResponse>('TestState', request).finally(() => bound.close())
  if ('error' in result) {
    terminal.err(`stepthrough: ${result.error.name}: ${visible(result.error.message)}\n`)
    return 1
  }
  terminal.out(`${prettyJson(result.response as unknown as Json)}\n`)
  return result.response.status === 'FAILED' ? 1 : 0
}

/** The API calls nothing without one; here nobody takes it on. */
const roleArn = 'arn:aws:iam::123456789012:role/stepthrough'

/** Where nobody says where. */
const local = { region: 'us-east-1', account: '123456789012', now: () => Date.now() }

/** The request in the wire shape of the API, where payloads are texts of JSON. */
async function requestOf(call: Call, terminal: Terminal, file: string): Promise<TestStateRequest> {
  const { root, text, format } = await readDocumentAt(resolve(terminal.cwd, file), { root: terminal.cwd, show: () => file })
  const payload = (name: string) => {
    const value = jsonOption(call, terminal, name)
    return value === undefined ? undefined : jsonText(value)
  }
  const object = (name: string) => objectOption(call, terminal, name)
  const mock = object('mock')
  return defined({
    definition: format === 'yaml' && root !== undefined ? jsonText(toJson(root)) : text,
    stateName: call.text('state-name'),
    input: payload('input'),
    inspectionLevel: call.text('inspection-level') as TestStateRequest['inspectionLevel'],
    revealSecrets: call.has('reveal-secrets') || undefined,
    variables: payload('variables'),
    context: payload('context'),
    ...(mock === undefined ? { roleArn } : { mock: mockOf(mock) }),
    stateConfiguration: object('state-configuration') as StateConfiguration | undefined,
  }) as TestStateRequest
}

/** The API takes `result` as a text of JSON; a value that is no text is written as one. */
function mockOf(mock: JsonObject): MockInput {
  const result = member(mock, 'result')
  return result === undefined || typeof result === 'string' ? (mock as MockInput) : ({ ...mock, result: jsonText(result) } as MockInput)
}

const defined = (object: object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
