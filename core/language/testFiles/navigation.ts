import type { StringNode } from '../../syntax/node'
import { nodeAt } from '../../syntax/walk'
import { references } from '../features/references'
import { readMockFile, type TestCase } from '../mockFiles/mockFile'
import type { LanguageContext, LocatedDocument, Location, Workspace } from '../types'
import { nameOf, type TestName } from './names'
import { foundTarget, mockedMachine, mockFileOf, type Target } from './target'
import { usesOfTestCase } from './uses'

/** The name under the cursor; undefined where there is none. */
export function nameAt({ document: { root } }: LocatedDocument, offset: number): TestName | undefined {
  const node = nodeAt(root, offset)
  return node?.kind === 'string' ? nameOf(node, root) : undefined
}

/** What a name stands for elsewhere. */
export type Meant =
  | { readonly kind: 'state'; readonly target: Target; readonly state: NonNullable<ReturnType<Target['states']['get']>> }
  | { readonly kind: 'testCase'; readonly mock: LocatedDocument; readonly machine: string; readonly testCase: TestCase }

/** The state or the test case that a name in a test file means; undefined where it means none, or something else. */
export function meantBy(name: TestName, located: LocatedDocument, workspace: Workspace): Meant | undefined {
  if (name.place.kind === 'state') {
    const target = foundTarget(located, workspace)
    const state = target?.states.get(name.name)
    return target && state && { kind: 'state', target, state }
  }
  if (name.place.kind !== 'testCase') return undefined
  const mock = mockFileOf(located, workspace)
  const machine = mock && mockedMachine(mock, name.of, located.document.root)
  const testCase = machine?.testCases.find((each) => each.name === name.name)
  return mock && machine && testCase && { kind: 'testCase', mock, machine: machine.name, testCase }
}

/** From a state, a test case, a state machine or a file that a test file names to its place. LSP: textDocument/definition. */
export function testDefinition(located: LocatedDocument, offset: number, { workspace }: LanguageContext): Location[] {
  const name = nameAt(located, offset)
  if (name === undefined) return []
  const meant = meantBy(name, located, workspace)
  if (meant?.kind === 'state') return [{ uri: meant.target.uri, range: meant.state.member, selection: meant.state.key }]
  if (meant?.kind === 'testCase') return [{ uri: meant.mock.uri, range: meant.testCase.member, selection: meant.testCase.member.key }]
  switch (name.place.kind) {
    case 'file': {
      const uri = workspace.resolve(located.uri, name.name)
      return uri === undefined || !workspace.exists(uri) ? [] : [{ uri, ...beginning }]
    }
    case 'machine': {
      const target = foundTarget(located, workspace)
      const place = target?.definition.machine.startAt?.node ?? target?.definition.root
      return target === undefined || place === undefined ? [] : [{ uri: target.uri, range: place, selection: place }]
    }
    case 'mockMachine': {
      const mock = mockFileOf(located, workspace)
      const machine = readMockFile(mock?.document.root).machines.find((each) => each.name === name.name)
      return mock === undefined || machine === undefined ? [] : [{ uri: mock.uri, range: machine.member, selection: machine.member.key }]
    }
    default:
      return []
  }
}

const beginning = { range: { offset: 0, length: 0 }, selection: { offset: 0, length: 0 } }

/**
 * All places of the state or of the test case under the cursor, in the definition, in mock files and in test files; the place that defines it only where that
 * is wished. LSP: textDocument/references.
 */
export function testReferences(located: LocatedDocument, offset: number, declaration: boolean, workspace: Workspace): Location[] {
  const name = nameAt(located, offset)
  const meant = name && meantBy(name, located, workspace)
  if (meant?.kind === 'state') {
    const { target, state } = meant
    return references(target, insideOf(state.key), declaration, workspace).map((each) => ({ uri: target.uri, ...each }))
  }
  return meant === undefined ? [] : testCaseReferences(meant, declaration, workspace)
}

/** All places of a test case of a mock file. */
export function testCaseReferences(
  { mock, machine, testCase }: Omit<Meant & { kind: 'testCase' }, 'kind'>,
  declaration: boolean,
  workspace: Workspace,
): Location[] {
  const { member } = testCase
  const uses = usesOfTestCase(mock.uri, { machine, testCase: testCase.name }, workspace)
  return [
    ...(declaration ? [{ uri: mock.uri, range: member, selection: member.key }] : []),
    ...uses.map(({ located, use: { node } }) => ({ uri: located.uri, range: node, selection: node })),
  ]
}

/** An offset in a name. */
export const insideOf = ({ offset, length }: StringNode): number => offset + Math.min(1, length)
