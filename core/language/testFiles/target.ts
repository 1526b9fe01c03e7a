import { configIn } from '../../config/read'
import { chooseDefinition, isInFile } from '../../model/choose'
import type { DefinitionFile } from '../../model/deploymentTemplate'
import type { AslDocument, Definition } from '../../model/document'
import { kindOf } from '../../model/fileKind'
import { isTask, type Machine, type State, valueAt } from '../../model/machine'
import { optionsOf } from '../../model/optionsOf'
import { parseDocument } from '../../model/parse'
import type { Node } from '../../syntax/node'
import { nearestConfig } from '../configFiles/links'
import { allStates, type MockedMachine, readMockFile } from '../mockFiles/mockFile'
import type { LocatedDocument, Workspace } from '../types'
import { type StatesAt, textIn } from './names'

/** The state machine that a test file is of. */
export interface Target extends LocatedDocument {
  readonly definition: Definition
  /** Its states and those of the machines in it, by name. */
  readonly states: ReadonlyMap<string, State>
}

const text = (root: Node | undefined, name: string): string | undefined => {
  const node = valueAt(root, name)
  return node?.kind === 'string' ? node.value : undefined
}

/** The state machine that a test file names, or a sentence that says why there is none; undefined where its file is not there. */
export function targetOf({ uri, document: { root } }: LocatedDocument, workspace: Workspace): Target | string | undefined {
  const path = text(root, 'definition')
  return path === undefined ? undefined : machineOf(workspace.resolve(uri, path), text(root, 'stateMachine'), workspace)
}

/** The same of a file and a logical id in it. */
export function machineOf(uri: string | undefined, name: string | undefined, workspace: Workspace): Target | string | undefined {
  const document = uri === undefined ? undefined : workspace.document(uri)
  if (uri === undefined || document === undefined) return undefined
  if (document.content !== 'definition' && document.content !== 'template') return 'There is no state machine in it.'
  const chosen = chooseDefinition(document, name)
  if (typeof chosen === 'string') return chosen
  if (isInFile(chosen)) return inFile(workspace.resolve(uri, chosen.path), chosen, uri, workspace)
  return { uri, document, definition: chosen, states: allStates(chosen.machine) }
}

/** The definition in a file that a template names; Terraform makes another text of it. */
function inFile(uri: string | undefined, file: DefinitionFile, template: string, workspace: Workspace): Target | string | undefined {
  const own = uri === undefined || file.terraform?.variables === undefined ? undefined : workspace.text(uri)
  if (uri === undefined || own === undefined) return machineOf(uri, undefined, workspace)
  const document = parseDocument(own, { ...kindOf(uri, own), content: 'definition' }, optionsOf(file, template))
  const [definition] = document.definitions
  return definition && { uri, document, definition, states: allStates(definition.machine) }
}

/** The state machines of the template that a test file names; none of anything else. */
export function machinesIn({ uri, document: { root } }: LocatedDocument, workspace: Workspace): (Definition | DefinitionFile)[] {
  const path = text(root, 'definition')
  const at = path === undefined ? undefined : workspace.resolve(uri, path)
  const document = at === undefined ? undefined : workspace.document(at)
  return [...(document?.definitions ?? []), ...(document?.template?.files ?? [])].filter(({ logicalId }) => logicalId !== undefined)
}

/** Their logical ids. */
export const logicalIds = (located: LocatedDocument, workspace: Workspace): string[] =>
  machinesIn(located, workspace).flatMap(({ logicalId }) => logicalId ?? [])

/** The state machine that a test file names, where there is one. */
export function foundTarget(located: LocatedDocument, workspace: Workspace): Target | undefined {
  const target = targetOf(located, workspace)
  return typeof target === 'string' ? undefined : target
}

/** Which states there can be at a place. */
const fits: Readonly<Record<StatesAt, (state: State, machine: Machine) => boolean>> = {
  any: () => true,
  top: (state, machine) => state.machine === machine,
  task: isTask,
  tried: ({ type }) => type === 'Task' || type === 'Parallel' || type === 'Map',
}

/** Whether a state is one of those that a place has. */
export const fitsPlace = (state: State, at: StatesAt, { definition }: Target): boolean => fits[at](state, definition.machine)

/** The mock file that a test file names, else the one that its stepthrough.json does. */
export function mockFileOf(located: LocatedDocument, workspace: Workspace): LocatedDocument | undefined {
  const { uri, document } = located
  const path = text(document.root, 'mockConfig')
  const at = path === undefined ? mockOfConfig(located, workspace) : workspace.resolve(uri, path)
  const mocks: AslDocument | undefined = at === undefined ? undefined : workspace.document(at)
  return at === undefined || mocks?.content !== 'mock' ? undefined : { uri: at, document: mocks }
}

function mockOfConfig({ uri, document: { root } }: LocatedDocument, workspace: Workspace): string | undefined {
  const [named, definition] = [valueAt(root, 'config'), text(root, 'definition')]
  if (named !== undefined && named.kind !== 'string') return undefined
  const beside = definition === undefined ? undefined : workspace.resolve(uri, definition)
  const at = named === undefined ? nearestConfig(beside ?? uri, workspace) : workspace.resolve(uri, named.value)
  const document = at === undefined ? undefined : workspace.document(at)
  const mocks = document && configIn(document, '/')?.mockConfig
  return at === undefined || mocks === undefined ? undefined : workspace.resolve(at, mocks)
}

/** The machine of a mock file whose test cases a case means: the one that it names, else the only one. */
export function mockedMachine(mock: LocatedDocument, of: Node | undefined, root: Node | undefined): MockedMachine | undefined {
  const { machines } = readMockFile(mock.document.root)
  const name = textIn(of, root, 'stateMachineName')?.value
  return name === undefined ? (machines.length === 1 ? machines[0] : undefined) : machines.find((machine) => machine.name === name)
}
