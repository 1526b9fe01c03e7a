import type { JsonObject } from '../../base/json'
import type { AslDocument } from '../../model/document'
import { valueAt } from '../../model/machine'
import { parseDocument } from '../../model/parse'
import type { Node } from '../../syntax/node'
import { appendItem, difference, putMember } from '../edit/putMember'
import type { Edit } from '../types'
import { caseOf, type RunToRecord } from './caseOfRun'
import { casesIn } from './names'
import type { RunPorts } from './reproduce'

/** A run, and the test file that it goes into. */
interface RecordedTest extends RunToRecord {
  readonly format: 'json' | 'yaml'
  /** The path of the definition from the test file. */
  readonly definition: string
  /** Of the machine in a template. */
  readonly logicalId: string | undefined
}

/** How the test file changes. `note`: what a person is to know of the case, in a sentence. */
export interface RecordedCase {
  readonly edits: readonly Edit[]
  readonly note?: string
}

/**
 * Adds a run to a test file as a case, or begins one where the text is empty: its input, the answers of its tasks attempt by attempt, and what came of it, as
 * far as it has ended and comes again when the case runs. All else in the text stays as it is. What is wrong comes back as a text: a file that is none, or that of
 * another state machine, a case that is there already.
 */
export async function recordTest(text: string, test: RecordedTest, ports: RunPorts = {}): Promise<RecordedCase | string> {
  const document = parseDocument(textBefore(text, test), { format: test.format, content: 'test' })
  const problem = wrongWith(document, test)
  if (problem !== undefined) return problem
  const made = await caseOf(test, ports)
  if (typeof made === 'string') return made
  const cases = valueAt(document.root, 'cases')
  const after =
    cases?.kind === 'array' && cases.items.length > 0 ? appendItem(document, cases, made.json) : putCases(document, cases, made.json)
  return { edits: difference(text, after), ...(made.note !== undefined && { note: made.note }) }
}

function textBefore(text: string, { definition, logicalId }: RecordedTest): string {
  if (text.trim() !== '') return text
  const begun = { definition, ...(logicalId !== undefined && { stateMachine: logicalId }), cases: [] }
  return `${JSON.stringify(begun, undefined, 2)}\n`
}

/** A list that is empty is written anew, so that YAML has it by lines. */
function putCases(document: AslDocument, cases: Node | undefined, json: JsonObject): string {
  if (document.format === 'json' && cases?.kind === 'array') return appendItem(document, cases, json)
  const put = putMember(document, ['cases'], [json])
  return 'text' in put ? put.text : document.text
}

function wrongWith({ root, syntaxProblems, format }: AslDocument, { name, logicalId }: RecordedTest): string | undefined {
  const [syntax] = syntaxProblems
  if (syntax !== undefined) return `The test file is not ${format === 'json' ? 'JSON' : 'YAML'}: ${syntax.message}`
  const cases = valueAt(root, 'cases')
  if (cases?.kind !== 'array' && !(format === 'yaml' && cases?.kind === 'null')) return 'The test file has no list of cases.'
  const machine = valueAt(root, 'stateMachine')
  if (machine?.kind === 'string' && machine.value !== logicalId && logicalId !== undefined)
    return `The test file is of the state machine "${machine.value}", and "${logicalId}" has run.`
  const isNamed = (item: Node) => {
    const own = valueAt(item, 'name')
    return own?.kind === 'string' && own.value === name
  }
  return casesIn(root).some(isNamed) ? `The case "${name}" is there already: choose another name.` : undefined
}
