import type { AslDocument } from '../../model/document'
import { isDefinitionName, isInputName, isMockName, isPlainName, isTemplateName, stemOf } from '../../model/fileNames'
import { machinesOf } from '../../model/graph'
import type { Machine, State } from '../../model/machine'
import { memberOf } from '../../model/machine'
import { attemptsOf } from '../../run/mock/answers'
import type { Member, Node, StringNode } from '../../syntax/node'
import { fileName } from '../names/fileName'
import type { LocatedDocument, Workspace } from '../types'

/**
 * A mock file by its names. Source: Step Functions Developer Guide, "Configuration file for mocked service integrations in Step
 * Functions". What has the wrong form is not here; core/language/mockFiles/problems.ts says so.
 */
export interface MockFile {
  readonly machines: readonly MockedMachine[]
  readonly responses: readonly MockedResponse[]
  /** The members at the root, where they are there. */
  readonly stateMachines: Member | undefined
  readonly mockedResponses: Member | undefined
}

/** A member of StateMachines: `member` is the key with the whole machine. */
export interface MockedMachine {
  readonly name: string
  readonly member: Member
  readonly testCases: readonly TestCase[]
}

/** A member of a machine's TestCases: which response each state of the test case gets. */
export interface TestCase {
  readonly name: string
  readonly member: Member
  readonly states: readonly MockedState[]
}

/** `"ProcessPayment": "PaymentAccepted"` */
interface MockedState {
  readonly name: string
  readonly member: Member
  /** The response's name, where it is a string. */
  readonly response: StringNode | undefined
}

/** A member of MockedResponses: what its name answers, attempt by attempt, in the order of the text. */
export interface MockedResponse {
  readonly name: string
  readonly member: Member
  readonly answers: readonly Answer[]
}

/** `"0"` or `"1-2"`: the attempts that an entry answers, from 0, both ends among them. */
export interface Answer {
  readonly member: Member
  /** Undefined where the key is no index and no range. */
  readonly attempts: { readonly first: number; readonly last: number } | undefined
}

/** The members of an object, those of one name too; none of anything else. */
export const membersOf = (node: Node | undefined): readonly Member[] => (node?.kind === 'object' ? node.members : [])

/**
 * Reads the tree of a mock file as far as it has the form: what is no object, or has no name, is left out. Never fails; of no tree nothing
 * comes.
 */
export function readMockFile(root: Node | undefined): MockFile {
  const stateMachines = memberOf(root, 'StateMachines')
  const mockedResponses = memberOf(root, 'MockedResponses')
  return {
    stateMachines,
    mockedResponses,
    machines: membersOf(stateMachines?.value).map((member) => ({
      name: member.key.value,
      member,
      testCases: membersOf(memberOf(member.value, 'TestCases')?.value).map((testCase) => ({
        name: testCase.key.value,
        member: testCase,
        states: membersOf(testCase.value).map((state) => ({
          name: state.key.value,
          member: state,
          response: state.value?.kind === 'string' ? state.value : undefined,
        })),
      })),
    })),
    responses: membersOf(mockedResponses?.value).map((member) => ({
      name: member.key.value,
      member,
      answers: membersOf(member.value).map((answer) => ({ member: answer, attempts: attemptsOf(answer.key.value) })),
    })),
  }
}

/** A state machine that a mock file's machine stands for, with the document that it is in. */
interface FoundMachine extends LocatedDocument {
  readonly machine: Machine
}

/**
 * The definition that a machine of a mock file names: in the folder of the file, one whose file or logical id has this name (case, dashes
 * and the like do not matter); else the only definition there; else one anywhere in the workspace that has the name. `uri`: the mock
 * file's. Undefined where there is none.
 */
export function findMachine(uri: string, name: string, workspace: Workspace): FoundMachine | undefined {
  const beside = workspace.siblings(uri).filter((sibling) => sibling !== uri && (isPlainName(sibling) || isDefinitionName(sibling)))
  const candidates = beside.flatMap((sibling) => machinesIn(sibling, workspace))
  const named = ({ names }: Candidate) => names.some((known) => plain(known) === plain(name))
  const found =
    candidates.find(named) ??
    (candidates.length === 1 ? candidates[0] : undefined) ??
    workspace
      .documents()
      .filter((known) => plain(fileName(known)).includes(plain(name)) || isTemplateName(fileName(known)))
      .flatMap((known) => machinesIn(known, workspace))
      .find(named)
  return found?.machine
}

interface Candidate {
  readonly names: readonly string[]
  readonly machine: FoundMachine
}

function machinesIn(uri: string, workspace: Workspace): Candidate[] {
  const name = fileName(uri)
  if (isMockName(name) || isInputName(name)) return []
  const document: AslDocument | undefined = workspace.document(uri)
  if (document === undefined || document.content === 'mock') return []
  return document.definitions
    .filter(({ machine }) => machine.states.size > 0)
    .map(({ machine, logicalId }) => ({
      names: logicalId === undefined ? [stemOf(name)] : [logicalId],
      machine: { uri, document, machine },
    }))
}

/** What a definition's file is called in a mock file: order-processing.asl.json is OrderProcessing. */
export const machineNameOf = (file: string): string =>
  stemOf(file).replace(/(^|[-_ .]+)([a-z0-9])/gi, (_, __, letter: string) => letter.toUpperCase())

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The states of a machine and of all machines in it, by name; where two nested machines have one name, the first. */
export function allStates(machine: Machine): Map<string, State> {
  const found = new Map<string, State>()
  for (const { states } of machinesOf(machine))
    for (const state of states.values()) if (!found.has(state.name)) found.set(state.name, state)
  return found
}

/** Every place that names a response, by the response's name. */
export function responseUses(file: MockFile): Map<string, StringNode[]> {
  const uses = new Map<string, StringNode[]>()
  for (const { testCases } of file.machines)
    for (const { states } of testCases)
      for (const { response } of states) {
        if (response === undefined) continue
        const list = uses.get(response.value)
        if (list === undefined) uses.set(response.value, [response])
        else list.push(response)
      }
  return uses
}
