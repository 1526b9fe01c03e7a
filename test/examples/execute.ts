import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { AslDocument } from '../../core/document'
import { createExecution, type Execution, plan } from '../../core/interpreter'
import { readMocks } from '../../core/mock/answers'
import { unmocked } from '../../core/mock/unmocked'
import { kindOf } from '../../core/syntax/kind'
import { loadYaml, parseDocument } from '../../core/syntax/parse'
import { fileItems } from '../../hosts/items'
import { nodePorts } from '../../hosts/ports'
import { examples, type Run, readJson } from './runs'

/** A file of the examples, read as what it is. */
export async function documentOf(file: string): Promise<AslDocument> {
  await loadYaml()
  const text = readFileSync(join(examples, file), 'utf8')
  return parseDocument(text, kindOf(file, text))
}

/** Runs an example in the core, without the program; with another text of its definition where one is given. */
export async function execute({ definition, input, mockConfig, testCase }: Run, document?: AslDocument): Promise<Execution> {
  const { definitions } = document ?? (await documentOf(definition))
  const mocks = testCase === undefined ? undefined : readMocks(readJson(mockConfig!), { testCase })
  if (mocks?.kind === 'wrong') throw new Error(mocks.message)
  const execution = createExecution(plan(definitions[0]!.machine), {
    input: readJson(input),
    inputText: readFileSync(join(examples, input), 'utf8').trimEnd(),
    ports: nodePorts({
      task: (call) => mocks?.answer(call) ?? unmocked.fail(call),
      readItems: fileItems(join(examples, dirname(definition))),
    }),
  })
  await execution.run()
  return execution
}
