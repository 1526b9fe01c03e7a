import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Execution } from '../../core/interpreter'
import type { AslDocument } from '../../core/model/document'
import { kindOf } from '../../core/model/fileKind'
import { loadYaml, type ParseOptions, parseDocument } from '../../core/model/parse'
import { Answerers } from '../../core/run/answerers'
import { prepareRun } from '../../core/run/prepare'
import { programIn } from '../../core/run/program'
import { begin } from '../../hosts/node/begin'
import { optionsNear } from '../../hosts/node/tasks/templates'
import { examples, type Run } from './runs'

/** A file of the examples, read as what it is. */
export async function documentOf(file: string, options: ParseOptions = {}): Promise<AslDocument> {
  await loadYaml()
  const text = readFileSync(join(examples, file), 'utf8')
  return parseDocument(text, kindOf(file, text), options)
}

/** Runs an example in the core, without the program; with another text of its definition where one is given. */
export async function execute(example: Run, document?: AslDocument): Promise<Execution> {
  const execution = await begunExample(example, document)
  await execution.run()
  return execution
}

/** The same, to be run. */
export async function begunExample({ definition, input, mockConfig, testCase }: Run, document?: AslDocument): Promise<Execution> {
  const given = (file: string) => ({ text: readFileSync(join(examples, file), 'utf8'), file: true })
  // what a template near it says of its substitutions
  const near = await optionsNear(join(examples, definition), undefined)
  const own = document ?? (await documentOf(definition, { ...near, running: true }))
  const prepared = prepareRun({
    program: programIn(own, own.definitions[0]?.logicalId),
    input: given(input),
    ...(mockConfig !== undefined && testCase !== undefined && { mockConfig: given(mockConfig), testCase }),
  })
  if (prepared.kind === 'refused') throw new Error(prepared.problems.map(({ message }) => message).join('\n'))
  const task = new Answerers({ mock: prepared.mock }).answer
  return begin(prepared, { task, folder: join(examples, dirname(definition)), seed: undefined })
}
