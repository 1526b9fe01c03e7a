import { isArray, isObject, type Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { memberOf } from '../../model/machine'
import { parseDocument } from '../../model/parse'
import type { Node, ObjectNode } from '../../syntax/node'
import { applyEdits } from '../edit/applied'
import { Editor } from '../edit/edit'
import { textData } from '../features/codeActions/request'
import type { Edit, FormatOptions } from '../types'
import { readMockFile, responseUses } from './mockFile'

/** An answer that a person has given to a task, to be written into a mock file. */
export interface RecordedAnswer {
  /** The name that the machine gets where the file has none for it. */
  readonly stateMachineName: string
  readonly testCase: string
  readonly stateName: string
  readonly answer: { readonly Return: Json } | { readonly Throw: { readonly Error: string; readonly Cause?: string } }
  /** The answer of this call and all later ones of the state. */
  readonly forState: boolean
}

/** How the mock file changes: at most one edit, none where it says so already; offsets are those of the text that was given. */
export interface Recorded {
  readonly edits: readonly Edit[]
  /** The machine's name in the file: that of the file where it has one that differs by case or dashes alone. */
  readonly stateMachineName: string
}

/** As many attempts as nobody's machine makes: "every later call" in the words of a mock file. */
const manyAttempts = 999

const format: FormatOptions = { tabSize: 2, insertSpaces: true }

/**
 * Adds an answer to a mock file, or begins one where the text is empty. Everything else in the text stays as it is: layout, comments, the
 * order of its members. An answer of a state that has answers in the test case becomes the next attempt's. What is wrong with the file
 * comes back as a text.
 */
export function recordAnswer(text: string, recorded: RecordedAnswer): Recorded | string {
  const before = text.trim() === '' ? '{}\n' : text
  const file = read(before)
  if (file.problem !== undefined) return file.problem
  const stateMachineName = machineName(file.mocks, recorded.stateMachineName)
  const named = file.mocks.machines.find(({ name }) => name === stateMachineName)
  const testCase = named?.testCases.find(({ name }) => name === recorded.testCase)
  const known = testCase?.states.find(({ name }) => name === recorded.stateName)
  if (known !== undefined && known.response === undefined) return `The response of "${recorded.stateName}" is no string.`
  const existing = file.mocks.responses.find(({ name }) => name === known?.response?.value)
  // A response that another test case has too keeps to what it says there.
  const own = existing !== undefined && responseUses(file.mocks).get(existing.name)?.length === 1
  const name = own ? existing.name : freeName(known?.response?.value, recorded, file.mocks.responses)
  const from = own ? Math.max(-1, ...existing.answers.map(({ attempts }) => attempts?.last ?? -1)) + 1 : 0
  const attempts = recorded.forState ? `${from}-${from + manyAttempts}` : String(from)
  let now = before
  const put = (path: readonly string[], value: Json): string | undefined => {
    const next = putIn(now, path, value)
    if ('problem' in next) return next.problem
    now = next.text
    return undefined
  }
  const problem =
    (known?.response?.value === name
      ? undefined
      : put(['StateMachines', stateMachineName, 'TestCases', recorded.testCase, recorded.stateName], name)) ??
    put(['MockedResponses', name, attempts], recorded.answer as Json)
  return problem ?? { edits: difference(text, now), stateMachineName }
}

/** Whether a mock file has the test case. */
export function testCaseIn(text: string, { stateMachineName, testCase }: Pick<RecordedAnswer, 'stateMachineName' | 'testCase'>): boolean {
  const { mocks } = read(text)
  const machine = machineName(mocks, stateMachineName)
  return mocks.machines.some(({ name, testCases }) => name === machine && testCases.some((each) => each.name === testCase))
}

/** Comments do no harm here: they stay where they are. */
function read(text: string) {
  const document = parseDocument(text, { format: 'json', content: 'mock' })
  const problem = document.syntaxProblems.find((each) => textData(each, 'missing') !== 'comment')
  return { mocks: readMockFile(document.root), document, problem: problem && `The mock file is not JSON: ${problem.message}` }
}

/** The machine in the file that has the name, whatever its case and dashes; or the only one there. */
function machineName({ machines }: ReturnType<typeof readMockFile>, name: string): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return machines.find((machine) => plain(machine.name) === plain(name))?.name ?? name
}

function freeName(
  wanted: string | undefined,
  { stateName, testCase }: RecordedAnswer,
  responses: readonly { readonly name: string }[],
): string {
  const taken = new Set(responses.map(({ name }) => name))
  if (wanted !== undefined && !taken.has(wanted)) return wanted
  const base = `${stateName}${testCase}`
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}${i}`
    if (!taken.has(name)) return name
  }
}

/** Puts a value at a path of objects, and makes those that are missing. */
function putIn(text: string, path: readonly string[], value: Json): { readonly text: string } | { readonly problem: string } {
  const { document, problem } = read(text)
  if (problem !== undefined) return { problem }
  let at: Node | undefined = document.root
  let depth = 0
  for (;;) {
    if (at?.kind !== 'object')
      return { problem: depth === 0 ? 'The root of the mock file is no object.' : `"${path[depth - 1]}" of the mock file is no object.` }
    const member = memberOf(at, path[depth]!)
    if (member === undefined) break
    if (++depth === path.length) return { text: applyEdits(text, new Editor(document, format).replaceValue(member, printed(value))) }
    at = member.value
  }
  const inner = path.slice(depth + 1).reduceRight(enclosed, printed(value))
  return { text: applyEdits(text, new Editor(document, format).insert(at as ObjectNode, path[depth]!, inner)) }
}

const enclosed = (text: string, name: string): string => `{\n\t${JSON.stringify(name)}: ${text.replaceAll('\n', '\n\t')}\n}`

/** Deeper values than a person reads stand in one line. */
const deepest = 30
const longestLine = 80

/** JSON with an indentation of tabs, as an Editor takes it; what is short stays in its line, but not the answer itself. */
function printed(value: Json, depth = 0): string {
  const line = jsonText(value)
  if (depth >= deepest || typeof value !== 'object' || value === null) return line
  if (depth > 0 && line.length <= longestLine && line.length > 2) return spaced(value)
  const open = `\n${'\t'.repeat(depth + 1)}`
  const close = `\n${'\t'.repeat(depth)}`
  const rows = isArray(value)
    ? value.map((item) => printed(item, depth + 1))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${printed(item, depth + 1)}`)
  const [first, last] = isArray(value) ? '[]' : '{}'
  return rows.length === 0 ? line : `${first}${open}${rows.join(`,${open}`)}${close}${last}`
}

/** A short value in one line: `{ "a": 1, "b": [1, 2] }`. */
function spaced(value: Json): string {
  if (isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (!isObject(value) || Object.keys(value).length === 0) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item)}`)
    .join(', ')} }`
}

/** One edit from the first difference to the last. */
export function difference(before: string, after: string): Edit[] {
  if (before === after) return []
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end++
  return [{ offset: start, length: before.length - start - end, text: after.slice(start, after.length - end) }]
}
