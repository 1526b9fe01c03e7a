import { resolve } from 'node:path'
import { jsonText } from '../core/base/jsonText'
import type { MockInput } from '../core/service/testState/types'
import { readDocumentAt } from '../hosts/node/program'
import { callTestState, definitionText } from '../hosts/node/testState'
import { bind } from './bind'
import { folderOf, jsonOf, mayReadIn, nameOf, readable, textOf } from './given'
import * as kind from './options'
import { checkOptions, type Options } from './options'
import type { TestStateRequest, TestStateResponse } from './types'
import { UsageError } from './usageError'

const members: Options<TestStateRequest> = {
  file: kind.path,
  definition: kind.source,
  ...kind.answered,
  stateName: kind.text,
  input: kind.anything,
  inspectionLevel: kind.oneOf('INFO', 'DEBUG', 'TRACE'),
  revealSecrets: kind.flag,
  mock: kind.object,
  variables: kind.object,
  context: kind.object,
  stateConfiguration: kind.object,
  unmocked: kind.oneOf('fail', 'echo'),
  seed: kind.textOrNumber,
}

/**
 * Tests one state as the API action TestState does, on this computer. A request that the API refuses is a response with status `INVALID`. Rejects with
 * `UsageError` where a file cannot be read or an option is unknown.
 */
export async function testState(request: TestStateRequest): Promise<TestStateResponse> {
  checkOptions('testState', request, members)
  const { file, definition, stateName, inspectionLevel, revealSecrets, mock, stateConfiguration, unmocked, seed } = request
  if ((file === undefined) === (definition === undefined)) throw new UsageError('either file or definition says what is meant')
  const cwd = folderOf(request.cwd)
  const path = resolve(cwd, file === undefined ? 'definition.asl.json' : nameOf(file))
  const payload = (name: 'input' | 'variables' | 'context') => {
    const value = request[name]
    return value === undefined ? {} : { [name]: jsonText(jsonOf(value, name)) }
  }
  const asked = {
    definition:
      definition === undefined ? await fileDefinition(path, cwd, nameOf(file!), mayReadIn(request.within, cwd)) : textOf(definition),
    ...(stateName !== undefined && { stateName }),
    ...payload('input'),
    ...payload('variables'),
    ...payload('context'),
    ...(inspectionLevel !== undefined && { inspectionLevel }),
    ...(revealSecrets !== undefined && { revealSecrets }),
    ...(mock !== undefined && { mock: mockOf(mock) }),
    ...(stateConfiguration !== undefined && { stateConfiguration }),
  }
  const bound = await bind(request, cwd, path)
  const answer = await callTestState(asked, { path, bound, unmocked, seed }).finally(() => bound.close())
  return 'error' in answer ? { status: 'INVALID', error: answer.error.name, cause: answer.error.message } : answer.response
}

const fileDefinition = async (path: string, cwd: string, name: string, mayRead: ReturnType<typeof mayReadIn>): Promise<string> =>
  definitionText(await readable(readDocumentAt(path, { root: cwd, show: () => name, mayRead })))

/** The API takes `result` as a text of JSON. */
const mockOf = ({ result, ...rest }: NonNullable<TestStateRequest['mock']>): MockInput =>
  result === undefined ? rest : { ...rest, result: jsonText(jsonOf(result, 'mock.result')) }
