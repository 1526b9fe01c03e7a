import type { Json } from '../../base/json'
import type { Range } from '../../base/range'
import { isTask, memberOf, type State, valueAt } from '../../model/machine'
import type { Member, Node, ObjectNode } from '../../syntax/node'
import { contains } from '../../syntax/walk'
import { Editor } from '../edit/edit'
import { tabbed } from '../edit/printed'
import { membersOf } from '../mockFiles/mockFile'
import { answerSkeleton } from '../shapes/taskAnswer'
import type { CodeAction, Edit, LanguageContext, LocatedDocument } from '../types'
import { casesIn, textIn } from './names'
import { foundTarget, mockedMachine, mockFileOf, type Target } from './target'

/** Of so many tasks each is offered by itself. */
const mostOffered = 5

/** What can be done with the case at a place: its tasks that have no answer yet get one. */
export function testActions(located: LocatedDocument, range: Range, context: LanguageContext): CodeAction[] {
  const { root } = located.document
  const node = casesIn(root).find((each) => contains(each, range.offset))
  const target = node?.kind === 'object' ? foundTarget(located, context.workspace) : undefined
  if (node?.kind !== 'object' || target === undefined) return []
  const mocked = mockedStates(node, located, context)
  const open = [...target.states.values()].filter((state) => isTask(state) && !mocked.has(state.name))
  const action = (title: string, states: readonly State[]): CodeAction => ({
    title,
    kind: 'refactor.rewrite',
    edits: withMocks(located, node, states, target, context),
  })
  const all = open.length > 1 ? [action(`Mock all ${open.length} tasks without an answer`, open)] : []
  return [...open.slice(0, mostOffered).map((state) => action(`Mock '${state.name}'`, [state])), ...all]
}

/** The states whose tasks a case answers, by itself, by the defaults or by its test case. */
function mockedStates(node: Node, located: LocatedDocument, context: LanguageContext): Set<string> {
  const { root } = located.document
  const own = [node, valueAt(root, 'defaults')].flatMap((each) => membersOf(valueAt(each, 'mocks')).map(({ key }) => key.value))
  const testCase = textIn(node, root, 'testCase')?.value
  const mock = testCase === undefined ? undefined : mockFileOf(located, context.workspace)
  const machine = mock && mockedMachine(mock, node, root)
  const states = machine?.testCases.find(({ name }) => name === testCase)?.states ?? []
  return new Set([...own, ...states.map(({ name }) => name)])
}

/** A mocked answer to begin with. */
export const answerOf = (state: State, { document }: Target): Json => ({ Return: answerSkeleton(document, state) ?? {} })

function withMocks(
  { document }: LocatedDocument,
  node: ObjectNode,
  states: readonly State[],
  target: Target,
  { format }: LanguageContext,
): Edit[] {
  const editor = new Editor(document, format)
  const answers = states.map((state) => ({ name: state.name, value: tabbed(answerOf(state, target)) }))
  const mocks = memberOf(node, 'mocks')
  const holder = mocks?.value?.kind === 'object' && mocks.value.members.length > 0 ? mocks.value : undefined
  if (holder !== undefined) return answers.map(({ name, value }) => editor.insert(holder, name, value)).reduce(oneBehindOther)
  const members = answers.map(({ name, value }) => `\t${JSON.stringify(name)}: ${value.replaceAll('\n', '\n\t')}`)
  const all = `{\n${members.join(',\n')}\n}`
  return mocks === undefined ? editor.insert(node, 'mocks', all, lastGiven(node)) : editor.replaceValue(mocks, all)
}

/** What is put in behind the same member: before a comment there is but the comma of the first. */
function oneBehindOther(edits: Edit[], [first, second]: Edit[]): Edit[] {
  const last = edits.at(-1)
  const more = second === undefined ? first?.text : `,${second.text}`
  return last === undefined || more === undefined ? edits : [...edits.slice(0, -1), { ...last, text: last.text + more }]
}

/** What a case is given stands before its mocks. */
const given: readonly string[] = ['name', 'input', 'inputFile', 'testCase', 'stateMachineName']

const lastGiven = ({ members }: ObjectNode): Member | undefined =>
  members.findLast(({ key }) => given.includes(key.value)) ?? members.at(-1)
