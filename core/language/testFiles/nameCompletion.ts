import { errorNames } from '../../aws/errors'
import { isTask, resourceOf, type State } from '../../model/machine'
import { attemptsOf } from '../../run/mock/answers'
import type { Node } from '../../syntax/node'
import { tabbed } from '../edit/printed'
import { jsonSnippet } from '../edit/snippet'
import type { Suggestion, Writer } from '../features/completion/item'
import { membersOf, readMockFile } from '../mockFiles/mockFile'
import { taskErrors } from '../names/taskErrors'
import { answerSkeleton } from '../shapes/taskAnswer'
import type { CompletionItem, LocatedDocument } from '../types'
import { callSkeleton } from './dataCompletion'
import { pathsFor } from './files'
import type { NameKind, NamePlace, StatesAt } from './names'
import { fitsPlace, logicalIds, mockedMachine, mockFileOf, type Target } from './target'

/** A place of names, and what is around it. */
interface Around {
  readonly located: LocatedDocument
  readonly place: NamePlace
  readonly target: Target | undefined
  /** The case, or `defaults`. */
  readonly of: Node | undefined
}

/** The names that can stand at a place, but for those that stand there as keys already. */
export const nameItems = (writer: Writer, around: Around): CompletionItem[] => rows[around.place.kind](writer, around)

const rows: Readonly<Record<NameKind, (writer: Writer, around: Around) => CompletionItem[]>> = {
  state: stateItems,
  testCase: (writer, { located, of }) => {
    const mock = mockFileOf(located, writer.context.workspace)
    const machine = mock && mockedMachine(mock, of, located.document.root)
    return strings(
      writer,
      (machine?.testCases ?? []).map(({ name, states }) => ({ label: name, detail: states.map((state) => state.name).join(', ') })),
    )
  },
  mockMachine: (writer, { located }) => {
    const mock = mockFileOf(located, writer.context.workspace)
    return strings(
      writer,
      readMockFile(mock?.document.root).machines.map(({ name }) => ({ label: name })),
    )
  },
  machine: (writer, { located }) => strings(writer, machinesNamed(writer, located)),
  file: (writer, { located: { uri }, place }) =>
    strings(
      writer,
      pathsFor(uri, place.path.at(-1)!, writer.context.workspace).map((label) => ({ label })),
    ),
  error: errorItems,
}

const strings = (writer: Writer, names: readonly Pick<Suggestion, 'label' | 'detail'>[]): CompletionItem[] =>
  names.map((name, i) => writer.string({ ...name, kind: 'value', sort: String(i).padStart(5, '0') }, name.label))

const machinesNamed = ({ context: { workspace } }: Writer, located: LocatedDocument) =>
  logicalIds(located, workspace).map((label) => ({ label }))

function stateItems(writer: Writer, { place, target }: Around): CompletionItem[] {
  if (target === undefined) return []
  const at = place.states ?? 'any'
  const states = [...target.states.values()].filter((state) => fitsPlace(state, at, target))
  if (place.role === 'value') return pathItems(writer, states, target)
  const { cursor } = writer
  const present = new Set(membersOf(cursor.object).flatMap((member) => (member === cursor.member ? [] : [member.key.value])))
  return states
    .filter(({ name }) => !present.has(name))
    .map((state, i) =>
      writer.key(
        { label: state.name, kind: 'state', detail: detailOf(state), sort: String(i).padStart(5, '0') },
        state.name,
        valueFor(place, at, state, target, writer),
      ),
    )
}

const detailOf = (state: State): string => (isTask(state) ? resourceOf(state) || 'Task' : (state.type ?? ''))

/** What is written behind the name of a state, as a snippet. */
function valueFor(place: NamePlace, at: StatesAt, state: State, target: Target, writer: Writer): string {
  if (place.path.at(-1) === 'mocks') return answerFor(state, target)
  if (at === 'task') return `[\n\t${callSkeleton(state, target, writer.context).replaceAll('\n', '\n\t')}\n]`
  return '${1:1}'
}

/** `Return` with what is known of the task's result. */
function answerFor(state: State, { document }: Target): string {
  const known = answerSkeleton(document, state)
  const value = known === undefined ? '{\n\t$1\n}' : jsonSnippet(tabbed(known))
  return `{\n\t"Return": ${value.replaceAll('\n', '\n\t')}\n}`
}

/** The next state of a path: those that the one before leads to come first. */
function pathItems(writer: Writer, states: readonly State[], { definition: { machine } }: Target): CompletionItem[] {
  const { array, path } = writer.cursor
  const before = array?.items[Number(path.at(-1)) - 1]
  const last = before?.kind === 'string' ? machine.states.get(before.value) : undefined
  const next = before === undefined ? [machine.startAt?.target] : last?.transitions.map(({ target }) => target)
  return states.map((state, i) => {
    const follows = next?.includes(state.name)
    const sort = `${follows ? 0 : 1}${String(i).padStart(5, '0')}`
    return writer.string({ label: state.name, kind: 'state', detail: follows ? 'comes next' : state.type, sort }, state.name)
  })
}

/** The attempts of a state that have no answer yet. */
export function attemptItems(writer: Writer, target: Target, name: string): CompletionItem[] {
  const { cursor } = writer
  const others = membersOf(cursor.object).filter((member) => member !== cursor.member)
  const state = target.states.get(name)
  if (state === undefined || others.some(({ key }) => key.value === 'Return' || key.value === 'Throw')) return []
  const next = Math.max(-1, ...others.map(({ key }) => attemptsOf(key.value)?.last ?? -1)) + 1
  const answer = answerFor(state, target)
  return [
    writer.key({ label: String(next), kind: 'value', detail: `attempt ${next}`, sort: '2' }, String(next), answer),
    writer.key(
      { label: `${next}-${next + 1}`, kind: 'value', detail: `attempts ${next} to ${next + 1}`, sort: '3' },
      `${next}-${next + 1}`,
      answer,
    ),
  ]
}

/** The errors that a task can fail with, its own handlers' first; of an execution those that its states can fail with. */
function errorItems(writer: Writer, { place, target }: Around): CompletionItem[] {
  const { path } = writer.cursor
  const mocked = place.path.includes('mocks') ? target?.states.get(String(path[path.indexOf('mocks') + 1])) : undefined
  const errors = mocked === undefined ? executionErrors(target) : taskErrors(mocked)
  return errors.map(({ name, doc }, i) =>
    writer.string({ label: name, kind: 'error', documentation: doc, sort: String(i).padStart(4, '0') }, name),
  )
}

function executionErrors(target: Target | undefined): { readonly name: string; readonly doc: string }[] {
  const found = new Map<string, string>()
  for (const state of target?.states.values() ?? []) {
    const error = state.type === 'Fail' ? membersOf(state.node).find(({ key }) => key.value === 'Error')?.value : undefined
    if (error?.kind === 'string' && error.value !== '' && !error.value.startsWith('{%'))
      found.set(error.value, `Of the Fail state "${state.name}".`)
  }
  for (const { name, doc, unanswerable } of errorNames)
    if (!found.has(name) && name !== 'States.ALL' && (!unanswerable || name.startsWith('States.'))) found.set(name, doc)
  return [...found].map(([name, doc]) => ({ name, doc }))
}
