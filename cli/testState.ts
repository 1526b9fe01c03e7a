import { resolve } from 'node:path'
import { type Json, type JsonObject, member } from '../core/base/json'
import { jsonText } from '../core/base/jsonText'
import type { unmocked } from '../core/run/unmocked'
import type { MockInput, StateConfiguration, TestStateRequest } from '../core/service/testState/types'
import { readDocumentAt } from '../hosts/node/program'
import { callTestState, definitionText } from '../hosts/node/testState'
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
  const path = resolve(terminal.cwd, file)
  const bound = await bind(call, terminal, path)
  const policy = call.text('unmocked') as keyof typeof unmocked | undefined
  const options = { path, bound, unmocked: policy, seed: call.text('seed') }
  const result = await callTestState(request, options).finally(() => bound.close())
  if ('error' in result) {
    const { name, message } = result.error
    if (call.has('json')) terminal.out(`${prettyJson({ status: 'INVALID', error: name, cause: message })}\n`)
    else terminal.err(`stepthrough: ${name}: ${visible(message)}\n`)
    return 1
  }
  terminal.out(`${prettyJson(result.response as unknown as Json)}\n`)
  return result.response.status === 'FAILED' ? 1 : 0
}

/** The request in the wire shape of the API, where payloads are texts of JSON. */
async function requestOf(call: Call, terminal: Terminal, file: string): Promise<TestStateRequest> {
  const document = await readDocumentAt(resolve(terminal.cwd, file), { root: terminal.cwd, show: () => file })
  const payload = (name: string) => {
    const value = jsonOption(call, terminal, name)
    return value === undefined ? undefined : jsonText(value)
  }
  const object = (name: string) => objectOption(call, terminal, name)
  const mock = object('mock')
  return defined({
    definition: definitionText(document),
    stateName: call.text('state-name'),
    input: payload('input'),
    inspectionLevel: call.text('inspection-level') as TestStateRequest['inspectionLevel'],
    revealSecrets: call.has('reveal-secrets') || undefined,
    variables: payload('variables'),
    context: payload('context'),
    mock: mock && mockOf(mock),
    stateConfiguration: object('state-configuration') as StateConfiguration | undefined,
  }) as TestStateRequest
}

/** The API takes `result` as a text of JSON; a value that is no text is written as one. */
function mockOf(mock: JsonObject): MockInput {
  const result = member(mock, 'result')
  return result === undefined || typeof result === 'string' ? (mock as MockInput) : ({ ...mock, result: jsonText(result) } as MockInput)
}

const defined = (object: object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
