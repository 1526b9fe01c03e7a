import type { Json } from '../../base/json'
import { prettyText } from '../../base/jsonText'
import type { Range } from '../../base/range'
import { isTask, memberOf, type State, valueAt } from '../../model/machine'
import { parseDocument } from '../../model/parse'
import type { Member, Node, ObjectNode } from '../../syntax/node'
import { contains } from '../../syntax/walk'
import { applyEdits } from '../edit/applied'
import { Editor } from '../edit/edit'
import { difference } from '../edit/putMember'
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

/** One after the other: each has its place in the text that the one before leaves. */
function withMocks(
  { document }: LocatedDocument,
  node: ObjectNode,
  states: readonly State[],
  target: Target,
  { format }: LanguageContext,
): Edit[] {
  const index = casesIn(document.root).indexOf(node)
  let now = document
  for (const state of states) {
    const each = casesIn(now.root)[index]
    if (each?.kind !== 'object') return []
    const edits = withMock(new Editor(now, format), each, state.name, tabbed(answerOf(state, target)))
    now = parseDocument(applyEdits(now.text, edits), now)
  }
  return difference(document.text, now.text)
}

function withMock(editor: Editor, node: ObjectNode, name: string, value: string): Edit[] {
  const mocks = memberOf(node, 'mocks')
  if (mocks?.value?.kind === 'object' && mocks.value.members.length > 0) return editor.insert(mocks.value, name, value)
  const first = `{\n\t${JSON.stringify(name)}: ${value.replaceAll('\n', '\n\t')}\n}`
  return mocks === undefined ? editor.insert(node, 'mocks', first, lastGiven(node)) : editor.replaceValue(mocks, first)
}

const tabbed = (value: Json): string => prettyText(value).replaceAll('  ', '\t')

/** What a case is given stands before its mocks. */
const given: readonly string[] = ['name', 'input', 'inputFile', 'testCase', 'stateMachineName']

const lastGiven = ({ members }: ObjectNode): Member | undefined =>
  members.findLast(({ key }) => given.includes(key.value)) ?? members.at(-1)
