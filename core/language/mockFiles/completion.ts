import { errorNames, isOfTask } from '../../aws/errors'
import type { Range } from '../../base/range'
import { isDefinitionName } from '../../model/fileNames'
import { type Cursor, cursorAt } from '../cursor/cursor'
import { fileName } from '../names/fileName'
import type { CompletionItem, CompletionKind, LanguageContext, LocatedDocument } from '../types'
import { isAt, mockFields } from './fields'
import { allStates, findMachine, type MockFile, machineNameOf, membersOf, readMockFile } from './mockFile'

/** Names and fields that can stand at a place of a mock file. LSP: textDocument/completion. */
export function completeMock({ uri, document }: LocatedDocument, offset: number, context: LanguageContext): CompletionItem[] {
  const cursor = cursorAt(document, offset)
  const file = readMockFile(document.root)
  const row = rows.find(({ role, path }) => role === cursor.role && isAt(path, cursor.path))
  if (row === undefined) return []
  const present = new Set(
    cursor.role === 'key' ? membersOf(cursor.object).flatMap((member) => (member === cursor.member ? [] : [member.key.value])) : [],
  )
  return row
    .suggest({ uri, file, cursor, context })
    .filter(({ label }) => !present.has(label))
    .map((suggestion, index) => item(suggestion, cursor, context, index))
}

interface Place {
  readonly uri: string
  readonly file: MockFile
  readonly cursor: Cursor
  readonly context: LanguageContext
}

interface Suggestion {
  readonly label: string
  readonly kind: CompletionKind
  readonly detail?: string
  readonly documentation?: string
  /** A key's value, in the syntax of snippets. */
  readonly skeleton?: string
}

/** The fields that can stand in the object of a path. */
const fieldsIn = (path: Cursor['path']): Suggestion[] =>
  mockFields.filter((field) => isAt(field.path, path)).map((field) => ({ ...field, kind: 'field' }))

const rows: readonly {
  readonly role: Cursor['role']
  readonly path: readonly string[]
  readonly suggest: (place: Place) => Suggestion[]
}[] = [
  { role: 'key', path: [], suggest: ({ cursor }) => fieldsIn(cursor.path) },
  { role: 'key', path: ['StateMachines'], suggest: machineNames },
  { role: 'key', path: ['StateMachines', '*'], suggest: ({ cursor }) => fieldsIn(cursor.path) },
  { role: 'key', path: ['StateMachines', '*', 'TestCases', '*'], suggest: stateNames },
  { role: 'value', path: ['StateMachines', '*', 'TestCases', '*', '*'], suggest: responseNames },
  { role: 'key', path: ['MockedResponses'], suggest: missingResponses },
  { role: 'key', path: ['MockedResponses', '*'], suggest: nextAttempt },
  {
    role: 'key',
    path: ['MockedResponses', '*', '*'],
    suggest: ({ cursor }) => {
      const outcomes = ['Return', 'Throw']
      const has = membersOf(cursor.object).some((member) => member !== cursor.member && outcomes.includes(member.key.value))
      return fieldsIn(cursor.path).filter(({ label }) => !has || !outcomes.includes(label))
    },
  },
  { role: 'key', path: ['MockedResponses', '*', '*', 'Throw'], suggest: ({ cursor }) => fieldsIn(cursor.path) },
  {
    role: 'value',
    path: ['MockedResponses', '*', '*', 'Throw', 'Error'],
    suggest: () => errorNames.filter(isOfTask).map(({ name, doc }) => ({ label: name, kind: 'error', documentation: doc })),
  },
]

/** The machines of the definitions in the folder. */
function machineNames({ uri, context }: Place): Suggestion[] {
  const { workspace } = context
  return workspace
    .siblings(uri)
    .filter(isDefinitionName)
    .map((sibling) => {
      const name = fileName(sibling)
      return {
        label: machineNameOf(name),
        kind: 'value',
        detail: name,
        skeleton: '{\n  "TestCases": {\n    "${1:HappyPath}": {\n      $0\n    }\n  }\n}',
      }
    })
}

function stateNames({ uri, cursor, context }: Place): Suggestion[] {
  const found = findMachine(uri, String(cursor.path[1]), context.workspace)
  if (found === undefined) return []
  return [...allStates(found.machine).values()]
    .filter(({ type }) => type === 'Task')
    .map(({ name, node }) => ({
      label: name,
      kind: 'state',
      detail:
        membersOf(node).flatMap(({ key, value }) => (key.value === 'Resource' && value?.kind === 'string' ? [value.value] : []))[0] ??
        'Task',
      skeleton: '"$0"',
    }))
}

function responseNames({ file }: Place): Suggestion[] {
  return file.responses.map(({ name, answers }) => ({
    label: name,
    kind: 'value',
    detail: answers.map(({ member }) => member.key.value).join(', '),
  }))
}

/** Names that test cases use and that are not there yet. */
function missingResponses({ file }: Place): Suggestion[] {
  const used = file.machines.flatMap(({ testCases }) =>
    testCases.flatMap(({ states }) => states.flatMap(({ response }) => response?.value ?? [])),
  )
  return [...new Set(used)].map((label) => ({
    label,
    kind: 'value',
    detail: 'used by a test case',
    skeleton: '{\n  "0": {\n    "Return": {\n      $0\n    }\n  }\n}',
  }))
}

/** The first attempt that has no answer. */
function nextAttempt({ file, cursor }: Place): Suggestion[] {
  const response = file.responses.find(({ member }) => member.value === cursor.object)
  let next = 0
  for (const { member, attempts } of response?.answers ?? [])
    if (attempts !== undefined && member !== cursor.member) next = Math.max(next, attempts.last + 1)
  const skeleton = '{\n  "${1|Return,Throw|}": {\n    $0\n  }\n}'
  return [
    { label: String(next), kind: 'value', detail: `attempt ${next}`, skeleton },
    { label: `${next}-${next + 1}`, kind: 'value', detail: `attempts ${next} to ${next + 1}`, skeleton },
  ]
}

/** A key comes with its value where none is there; the quotes that are typed are replaced. */
function item(
  { label, kind, detail, documentation, skeleton }: Suggestion,
  cursor: Cursor,
  context: LanguageContext,
  index: number,
): CompletionItem {
  const quoted = JSON.stringify(label)
  const withValue = cursor.role === 'key' && cursor.member?.value === undefined && skeleton !== undefined && !/^\s*:/.test(after(cursor))
  const value = withValue ? `: ${context.snippets ? indent(skeleton, context) : plainText(skeleton)}` : ''
  return {
    label,
    kind,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation }),
    text: (withValue && context.snippets ? quoted.replace(/[\\$}]/g, '\\$&') : quoted) + value,
    ...(withValue && context.snippets ? { snippet: true } : {}),
    range: rangeOf(cursor),
    filter: quoted,
    sort: String(index).padStart(5, '0'),
  }
}

const rangeOf = ({ token: { offset, length } }: Cursor): Range => ({ offset, length })
const after = ({ document, token }: Cursor) => document.text.slice(token.offset + token.length, token.offset + token.length + 200)
const indent = (text: string, { format }: LanguageContext) => text.replaceAll('  ', format.insertSpaces ? ' '.repeat(format.tabSize) : '\t')
const plainText = (skeleton: string) => (skeleton.startsWith('{') ? '{}' : skeleton.startsWith('"') ? '""' : '1')
