import type { StringNode } from '../../syntax/node'
import { rangeOf } from '../../syntax/strings'
import { rename, renamed } from '../features/rename'
import { mockedTestCaseAt } from '../mockFiles/navigation'
import type { Change, Edit, LocatedDocument, Refusal, Workspace } from '../types'
import { insideOf, type Meant, meantBy, nameAt } from './navigation'
import { usesOfTestCase } from './uses'

/** What can be renamed here: a state or a test case that the name stands for. LSP: textDocument/prepareRename. */
export function prepareTestRename(located: LocatedDocument, offset: number, workspace: Workspace) {
  const name = nameAt(located, offset)
  return name && meantBy(name, located, workspace) ? placeOf(name.node) : undefined
}

/** The same in a mock file: one of its test cases. */
export function prepareMockRename(located: LocatedDocument, offset: number) {
  const found = mockedTestCaseAt(located, offset)
  return found && placeOf(found.testCase.member.key)
}

const placeOf = (node: StringNode) => ({ range: rangeOf(node, 0, node.value.length), placeholder: node.value })

/** Renames what the name under the cursor stands for, wherever it is named. LSP: textDocument/rename. */
export function testRename(located: LocatedDocument, offset: number, newName: string, workspace: Workspace): Change | Refusal {
  const name = nameAt(located, offset)
  const meant = name && meantBy(name, located, workspace)
  if (meant === undefined) return { error: 'Only a state or a test case can be renamed.' }
  if (meant.kind === 'testCase') return seenFrom(located.uri, renameTestCase(meant, newName, workspace))
  const change = rename(meant.target, insideOf(meant.state.key), newName, workspace)
  return 'error' in change ? change : seenFrom(located.uri, new Map([...change].map(([uri, edits]) => [uri || meant.target.uri, edits])))
}

/** Renames the test case of a mock file under the cursor, in the test files that name it too. */
export function mockRename(located: LocatedDocument, offset: number, newName: string, workspace: Workspace): Change | Refusal {
  const found = mockedTestCaseAt(located, offset)
  if (found === undefined) return { error: 'Only a test case can be renamed here.' }
  return seenFrom(located.uri, renameTestCase({ kind: 'testCase', mock: located, ...found }, newName, workspace))
}

/** The document that was asked about has no URI in a change. */
const seenFrom = (uri: string, change: Change | Refusal): Change | Refusal =>
  'error' in change ? change : new Map([...change].map(([key, edits]) => [key === uri ? '' : key, edits]))

function renameTestCase(
  { mock, machine, testCase }: Meant & { kind: 'testCase' },
  newName: string,
  workspace: Workspace,
): Change | Refusal {
  const { key, parent } = testCase.member
  if (newName.trim() === '') return { error: 'A test case has a name.' }
  if (newName === testCase.name) return new Map()
  if (parent.members.some((each) => each.key.value === newName)) return { error: `There is already a test case "${newName}".` }
  const change = new Map<string, Edit[]>([[mock.uri, renamed(mock.document, key, newName)]])
  for (const { located, use } of usesOfTestCase(mock.uri, { machine, testCase: testCase.name }, workspace))
    change.set(located.uri, [...(change.get(located.uri) ?? []), ...renamed(located.document, use.node, newName)])
  return change
}
