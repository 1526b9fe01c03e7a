import { jsonText } from '../../base/jsonText'
import type { Range } from '../../base/range'
import type { Member, Node, StringNode } from '../../syntax/node'
import { nodeAt, pathOf, toJson } from '../../syntax/walk'
import { fileName } from '../names/fileName'
import { testCaseReferences } from '../testFiles/navigation'
import type { DocumentSymbol, Hover, LanguageContext, LocatedDocument, Location, Workspace } from '../types'
import { isAt, mockFields } from './fields'
import { allStates, findMachine, type MockedResponse, type MockFile, readMockFile, responseUses, type TestCase } from './mockFile'

/** What the name under the cursor stands for. */
type Target =
  | { readonly kind: 'response'; readonly name: string; readonly node: StringNode }
  | { readonly kind: 'state'; readonly name: string; readonly machine: string; readonly node: StringNode }
  | { readonly kind: 'machine'; readonly name: string; readonly node: StringNode }

function targetAt(root: Node | undefined, offset: number): Target | undefined {
  const node = nodeAt(root, offset)
  if (node?.kind !== 'string') return undefined
  const path = pathOf(node).map(String)
  const isKey = node.parent?.kind === 'member' && node.parent.key === node
  const [part, name, , , ...rest] = path
  if (part === 'StateMachines' && isKey && path.length === 2) return { kind: 'machine', name: name!, node }
  if (part === 'StateMachines' && rest.length === 1)
    return isKey ? { kind: 'state', name: rest[0]!, machine: name!, node } : { kind: 'response', name: node.value, node }
  if (part === 'MockedResponses' && isKey && path.length === 2) return { kind: 'response', name: name!, node }
  return undefined
}

/** The test case whose name is under the cursor, and the name of its machine. */
export function mockedTestCaseAt(
  { document: { root } }: LocatedDocument,
  offset: number,
): { readonly machine: string; readonly testCase: TestCase } | undefined {
  const node = nodeAt(root, offset)
  if (node?.kind !== 'string') return undefined
  for (const { name, testCases } of readMockFile(root).machines) {
    const testCase = testCases.find(({ member }) => member.key === node)
    if (testCase !== undefined) return { machine: name, testCase }
  }
  return undefined
}

/** From a response's name to the response, from a state to its definition, from a machine to its file. LSP: textDocument/definition. */
export function mockDefinition({ uri, document }: LocatedDocument, offset: number, { workspace }: LanguageContext): Location[] {
  const target = targetAt(document.root, offset)
  if (target === undefined) return []
  if (target.kind === 'response')
    return readMockFile(document.root)
      .responses.filter(({ name }) => name === target.name)
      .map(({ member }) => ({ range: member, selection: member.key }))
  const found = findMachine(uri, target.kind === 'state' ? target.machine : target.name, workspace)
  if (found === undefined) return []
  if (target.kind === 'machine') {
    const place = found.machine.startAt?.node ?? found.machine.node
    return [{ uri: found.uri, range: found.machine.node, selection: place }]
  }
  const state = allStates(found.machine).get(target.name)
  return state === undefined ? [] : [{ uri: found.uri, range: state.member, selection: state.key }]
}

/**
 * Every use in this file of the response under the cursor, with its own name where `declaration` is wished; of a state all places in the
 * test cases of its machine; of a test case those in test files. LSP: textDocument/references.
 */
export function mockReferences(located: LocatedDocument, offset: number, declaration: boolean, workspace: Workspace): Location[] {
  const mocked = mockedTestCaseAt(located, offset)
  if (mocked !== undefined) return testCaseReferences({ mock: located, ...mocked }, declaration, workspace)
  const { document } = located
  const target = targetAt(document.root, offset)
  return target === undefined
    ? []
    : placesOf(target, readMockFile(document.root), declaration).map((range) => ({ range, selection: range }))
}

function placesOf(target: Target, file: MockFile, declaration: boolean): Range[] {
  if (target.kind === 'response') {
    const own = file.responses.filter(({ name }) => name === target.name).map(({ member }) => member.key)
    return [...(declaration ? own : []), ...(responseUses(file).get(target.name) ?? [])]
  }
  if (target.kind === 'machine') return declaration ? [target.node] : []
  return file.machines
    .filter(({ name }) => name === target.machine)
    .flatMap(({ testCases }) =>
      testCases.flatMap(({ states }) => states.filter(({ name }) => name === target.name).map(({ member }) => member.key)),
    )
}

/**
 * What a name stands for: a response's answers, a state's type and resource, a machine's file; what a field is. Undefined where nothing of the name is
 * found. LSP: textDocument/hover.
 */
export function mockHover({ uri, document }: LocatedDocument, offset: number, { workspace }: LanguageContext): Hover | undefined {
  const target = targetAt(document.root, offset)
  if (target === undefined) return fieldHover(document.root, offset)
  const { offset: start, length } = target.node
  const range = { offset: start, length }
  if (target.kind === 'response') {
    const file = readMockFile(document.root)
    const response = file.responses.find(({ name }) => name === target.name)
    if (response === undefined) return undefined
    const uses = responseUses(file).get(target.name)?.length ?? 0
    return { range, markdown: `${answersText(response)}\n\nUsed ${uses === 1 ? 'once' : `${uses} times`}.` }
  }
  const found = findMachine(uri, target.kind === 'state' ? target.machine : target.name, workspace)
  if (found === undefined) return undefined
  const file = fileName(found.uri)
  if (target.kind === 'machine') return { range, markdown: `${allStates(found.machine).size} states in \`${file}\`` }
  const state = allStates(found.machine).get(target.name)
  if (state === undefined) return undefined
  const resource = state.node.members.find((member) => member.key.value === 'Resource')?.value
  return { range, markdown: `**${state.type ?? 'State'}**${resource?.kind === 'string' ? ` \`${resource.value}\`` : ''} in \`${file}\`` }
}

/** What the field under the cursor is. */
function fieldHover(root: Node | undefined, at: number): Hover | undefined {
  const key = nodeAt(root, at)
  if (key?.kind !== 'string' || key.parent?.kind !== 'member' || key.parent.key !== key) return undefined
  const path = pathOf(key)
  const field = mockFields.find(({ label, path: holder }) => label === key.value && isAt(holder, path.slice(0, -1)))
  return field && { range: { offset: key.offset, length: key.length }, markdown: `**${field.label}**\n\n${field.documentation}` }
}

const shown = 400

function answersText({ answers }: MockedResponse): string {
  const lines = answers.slice(0, 10).map(({ member }) => `${member.key.value}: ${short(member)}`)
  return ['```json', ...lines, ...(answers.length > 10 ? ['...'] : []), '```'].join('\n')
}

function short({ value }: Member): string {
  const text = value === undefined ? '' : jsonText(toJson(value))
  return text.length > shown ? `${text.slice(0, shown)}...` : text
}

/** The outline: machines with their test cases, and the responses. LSP: textDocument/documentSymbol. */
export function mockSymbols({ document }: LocatedDocument): DocumentSymbol[] {
  const file = readMockFile(document.root)
  const symbol = (member: Member, kind: DocumentSymbol['kind'], detail: string, children: DocumentSymbol[] = []): DocumentSymbol => ({
    name: member.key.value === '' ? '""' : member.key.value,
    detail,
    kind,
    range: member,
    selection: member.key,
    children,
  })
  return [
    ...file.machines.map(({ member, testCases }) =>
      symbol(
        member,
        'machine',
        'test cases',
        testCases.map((testCase) => symbol(testCase.member, 'branch', `${testCase.states.length} responses`)),
      ),
    ),
    ...file.responses.map(({ member, answers }) =>
      symbol(member, 'variable', `answers ${answers.map((a) => a.member.key.value).join(', ')}`),
    ),
  ]
}
