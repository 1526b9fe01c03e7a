import { optimisedServices } from '../../aws/integrations'
import { isMockName } from '../../model/fileNames'
import { valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { type Cursor, cursorAt } from '../cursor/cursor'
import { fileName } from '../names/fileName'
import type { CompletionItem, LanguageContext, LocatedDocument, Workspace } from '../types'
import { callsBeneath } from './beneath'
import { folderOf, relativePath } from './paths'
import { guessedHandlers, keyOf } from './placeholders'

/**
 * Names that can stand at a place of a stepthrough.json and that only the workspace tells: functions, state machines, connections, activities and
 * services that tasks name, handlers and files. The members themselves are the JSON schema's. LSP: textDocument/completion.
 */
export function completeConfig({ uri, document }: LocatedDocument, offset: number, { workspace }: LanguageContext): CompletionItem[] {
  const cursor = cursorAt(document, offset)
  const row = rows.find(({ role, path }) => role === cursor.role && matches(path, cursor.path))
  const taken = new Set(
    cursor.role === 'key' ? membersOf(cursor.object).flatMap((member) => (member === cursor.member ? [] : [member.key.value])) : [],
  )
  const suggestions = row?.suggest({ uri, cursor, workspace, root: document.root }) ?? []
  return suggestions.filter(({ label }) => !taken.has(label)).map((each, index) => item(each, cursor, index))
}

interface Place {
  readonly uri: string
  readonly cursor: Cursor
  readonly workspace: Workspace
  readonly root: Node | undefined
}

interface Suggestion {
  readonly label: string
  readonly detail?: string
}

interface Row {
  readonly role: 'key' | 'value'
  /** `*` stands for any one step. */
  readonly path: readonly string[]
  readonly suggest: (place: Place) => readonly Suggestion[]
}

const rows: readonly Row[] = [
  { role: 'key', path: ['functions'], suggest: (place) => called(place, 'function') },
  { role: 'key', path: ['stateMachines'], suggest: (place) => called(place, 'stateMachine') },
  { role: 'key', path: ['connections'], suggest: (place) => called(place, 'connection') },
  { role: 'key', path: ['activities'], suggest: (place) => called(place, 'activity') },
  { role: 'key', path: ['http'], suggest: (place) => called(place, 'http') },
  { role: 'key', path: ['aws', 'services'], suggest: services },
  { role: 'value', path: ['functions', '*', 'handler'], suggest: handlers },
  { role: 'value', path: ['stateMachines', '*'], suggest: definitions },
  { role: 'value', path: ['mockConfig'], suggest: mockFiles },
]

const matches = (pattern: readonly string[], path: readonly (string | number)[]): boolean =>
  pattern.length === path.length && pattern.every((step, index) => step === '*' || step === path[index])

const membersOf = (node: Node | undefined) => (node?.kind === 'object' ? node.members : [])

function called({ uri, workspace }: Place, kind: Parameters<typeof keyOf>[0]['kind']): Suggestion[] {
  const found = new Map<string, string>()
  for (const { called, uri: file } of callsBeneath(uri, workspace)) {
    const key = called.kind === kind ? keyOf(called) : undefined
    if (key !== undefined && !found.has(key)) found.set(key, `${called.state.name} in ${fileName(file)}`)
  }
  return [...found].map(([label, detail]) => ({ label, detail }))
}

function services(place: Place): Suggestion[] {
  const used = called(place, 'service')
  const names = new Set(used.map(({ label }) => label))
  return [...used, ...optimisedServices.filter((label) => !names.has(label)).map((label) => ({ label }))]
}

/** The handlers in files that have the name of the function. */
function handlers({ uri, cursor, workspace }: Place): Suggestion[] {
  return guessedHandlers(uri, String(cursor.path[1]), workspace).map((label) => ({ label }))
}

const filesOf = ({ uri, workspace }: Place, fits: (uri: string) => boolean): Suggestion[] =>
  workspace.documents().flatMap((each) => {
    const label = fits(each) ? relativePath(folderOf(uri), each) : undefined
    return label === undefined ? [] : [{ label }]
  })

function definitions(place: Place): Suggestion[] {
  const taken = membersOf(valueAt(place.root, 'stateMachines')).flatMap(({ value }) => (value?.kind === 'string' ? [value.value] : []))
  const isDefinition = (uri: string) => place.workspace.document(uri)?.content === 'definition'
  return filesOf(place, isDefinition).filter(({ label }) => !taken.includes(label) || label === textAt(place.cursor))
}

function mockFiles(place: Place): Suggestion[] {
  return filesOf(place, (uri) => isMockName(fileName(uri)))
}

const textAt = ({ member }: Cursor): string | undefined => (member?.value?.kind === 'string' ? member.value.value : undefined)

/** The quotes that are typed are replaced. */
function item({ label, detail }: Suggestion, { token }: Cursor, index: number): CompletionItem {
  const quoted = JSON.stringify(label)
  return {
    label,
    kind: 'value',
    ...(detail !== undefined && { detail }),
    text: quoted,
    range: { offset: token.offset, length: token.length },
    filter: quoted,
    sort: String(index).padStart(5, '0'),
  }
}
