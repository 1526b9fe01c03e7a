import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createExecution, type Execution, plan } from '../../core/interpreter'
import type { AslDocument } from '../../core/model/document'
import { kindOf } from '../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../core/model/parse'
import { readMocks } from '../../core/run/mock/answers'
import { unmocked } from '../../core/run/mock/unmocked'
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
export async function execute(example: Run, document?: AslDocument): Promise<Execution> {
  const execution = await begunExample(example, document)
  await execution.run()
  return execution
}

/** The same, to be run. */
export async function begunExample({ definition, input, mockConfig, testCase }: Run, document?: AslDocument): Promise<Execution> {
  const { definitions } = document ?? (await documentOf(definition))
  const mocks = testCase === undefined ? undefined : readMocks(readJson(mockConfig!), { testCase })
  if (mocks?.kind === 'wrong') throw new Error(mocks.message)
  return createExecution(plan(definitions[0]!.machine), {
    input: readJson(input),
    inputText: readFileSync(join(examples, input), 'utf8').trimEnd(),
    ports: nodePorts({
      task: (call) => mocks?.answer(call) ?? unmocked.fail(call),
      readItems: fileItems(join(examples, dirname(definition))),
    }),
  })
}
