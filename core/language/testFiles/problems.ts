import { errorNamed, errorNames } from '../../aws/errors'
import { nearestOften } from '../../base/nearest'
import type { Problem } from '../../base/problem'
import { meant } from '../../model/choose'
import { type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { checkTestFile, type TestReport, testReportTo } from '../../testFiles/check'
import { tooLarge } from '../../testFiles/read'
import { membersOf, readMockFile } from '../mockFiles/mockFile'
import { resultProblems } from '../mockFiles/results'
import type { LocatedDocument, Workspace } from '../types'
import { pathsFor } from './files'
import { casesAndDefaults, type NameKind, namesIn, type StatesAt, type TestName, textIn } from './names'
import { checkPath } from './pathProblems'
import { fitsPlace, machinesIn, mockedMachine, mockFileOf, type Target, targetOf } from './target'

/**
 * All that is wrong with a test file, in the order of its text: what the text says by itself, and then what the state machine, the mock file and other files
 * that it names do.
 */
export function testProblems(located: LocatedDocument, workspace: Workspace): Problem[] {
  const { root, syntaxProblems, text } = located.document
  if (root === undefined && text.trim() !== '') return syntaxProblems.length > 0 ? [...syntaxProblems] : [tooLarge]
  const problems = [...syntaxProblems, ...(syntaxProblems.length > 0 && root?.kind !== 'object' ? [] : checkTestFile(root))]
  const report = testReportTo(problems)
  const target = targetOf(located, workspace)
  const machine = typeof target === 'object' ? target : undefined
  if (typeof target === 'string') noMachine(located, target, report)
  const request: Request = { located, workspace, target: machine, report, suggest: nearestOften(50) }
  for (const name of namesIn(root)) if (name.name !== '') checks[name.place.kind]?.(name, request)
  if (machine !== undefined)
    for (const each of casesAndDefaults(root)) {
      checkPath(each, root, machine, report)
      checkResults(each, machine, report)
    }
  return problems.sort((a, b) => a.offset - b.offset)
}

interface Request {
  readonly located: LocatedDocument
  readonly workspace: Workspace
  readonly target: Target | undefined
  readonly report: TestReport
  readonly suggest: ReturnType<typeof nearestOften>
}

/** What is wrong with a name of a kind. */
const checks: { readonly [K in NameKind]?: (name: TestName, request: Request) => void } = {
  file: checkFile,
  state: checkState,
  testCase: checkTestCase,
  mockMachine: checkMockMachine,
  machine: checkMachine,
  error: checkError,
}

const hint = (near: string | undefined): string => (near === undefined ? '' : ` Did you mean "${near}"?`)

/** The definition is there, and what is meant in it is not. */
function noMachine({ document: { root } }: LocatedDocument, why: string, report: TestReport): void {
  const place = valueAt(root, 'definition')
  // one that is named and not there is told by its name
  if (place === undefined || (valueAt(root, 'stateMachine') !== undefined && !why.startsWith('There is no'))) return
  report(why.startsWith('There is no') ? 'TEST_FILE' : 'TEST_STATE_MACHINE', place, why)
}

function checkFile({ place, name, node }: TestName, { located: { uri }, workspace, report, suggest }: Request): void {
  const target = workspace.resolve(uri, name)
  // a path that leads out of the workspace is not looked at
  if (target === undefined || workspace.exists(target) || (place.path.at(-1) === 'definition' && isFolder(target, workspace))) return
  const near = suggest(name, pathsFor(uri, place.path.at(-1)!, workspace))
  report('TEST_FILE', node, `There is no file "${name}" here.${hint(near)}`, { suggestion: near })
}

/** A definition may be the one of its name in a folder: a module of Terraform, the CDK's `cdk.out`, which no workspace lists. */
const isFolder = (uri: string, workspace: Workspace): boolean =>
  /\/cdk\.out\/?$/.test(uri) || workspace.documents().some((each) => each.startsWith(`${uri.replace(/\/$/, '')}/`))

const mayHaveAny = ({ definition: { machine }, states }: Target): boolean =>
  machine.isOpen || [...states.values()].some((state) => state.machine.isOpen)

function checkState({ place, name, node }: TestName, { target, report, suggest }: Request): void {
  // a state whose name only the deployment knows may have any
  if (target === undefined || mayHaveAny(target)) return
  const at = place.states ?? 'any'
  const state = target.states.get(name)
  if (state === undefined) {
    const near = suggest(name, namesFor(target, at)) ?? suggest(name, target.states.keys())
    report('TEST_UNKNOWN_STATE', node, `The state machine has no state "${name}".${hint(near)}`, { suggestion: near, state: name })
  } else if (!fitsPlace(state, at, target)) wrongState(state, at, node, report)
}

function wrongState(state: State, at: StatesAt, node: Node, report: TestReport): void {
  const type = state.type ?? 'state without a type'
  if (at === 'top')
    report('TEST_PATH', node, `"${state.name}" is a state within "${state.machine.owner?.name}": a path has the states of the top level.`)
  else if (at === 'tried') report('TEST_NOT_A_TASK', node, `"${state.name}" is a ${type} state, which is never tried again.`)
  else if (state.type !== undefined) report('TEST_NOT_A_TASK', node, `"${state.name}" is a ${type} state, which calls nothing.`)
}

/** The names of the states that fit a place. */
const namesFor = (target: Target, at: StatesAt): string[] =>
  [...target.states.values()].filter((state) => fitsPlace(state, at, target)).map(({ name }) => name)

function checkTestCase({ name, node, of }: TestName, { located, workspace, report, suggest }: Request): void {
  const { document } = located
  const mock = mockFileOf(located, workspace)
  if (mock === undefined) {
    // of one that is named it has been told that it is not there
    if (valueAt(document.root, 'mockConfig') === undefined)
      report(
        'TEST_UNKNOWN_CASE',
        node,
        'A test case needs the mock file that it is in: "mockConfig" names it, here or in stepthrough.json.',
      )
    return
  }
  const machine = mockedMachine(mock, of, document.root)
  if (machine === undefined) {
    if (textIn(of, document.root, 'stateMachineName') === undefined && readMockFile(mock.document.root).machines.length > 1)
      report('TEST_STATE_MACHINE', node, 'The mock file has several state machines: "stateMachineName" says which one is meant.')
    return
  }
  const names = machine.testCases.map((each) => each.name)
  if (names.includes(name)) return
  const near = suggest(name, names)
  report('TEST_UNKNOWN_CASE', node, `The mock file has no test case "${name}" of "${machine.name}".${hint(near)}`, { suggestion: near })
}

function checkMockMachine({ name, node }: TestName, { located, workspace, report, suggest }: Request): void {
  const mock = mockFileOf(located, workspace)
  const names = readMockFile(mock?.document.root).machines.map((each) => each.name)
  if (mock === undefined || names.includes(name)) return
  const near = suggest(name, names)
  report('TEST_STATE_MACHINE', node, `The mock file has no state machine "${name}".${hint(near)}`, { suggestion: near })
}

function checkMachine({ name, node }: TestName, { located, workspace, report, suggest }: Request): void {
  const machines = machinesIn(located, workspace)
  if (machines.length === 0 || meant(machines, name) !== undefined) return
  const near = suggest(
    name,
    machines.flatMap(({ logicalId, otherNames = [] }) => [...otherNames, logicalId!]),
  )
  report('TEST_STATE_MACHINE', node, `The template has no state machine "${name}".${hint(near)}`, { suggestion: near })
}

/** Names that begin with `States.` are the language's own. */
function checkError({ place, name, node }: TestName, { report, suggest }: Request): void {
  const known = errorNamed(name)
  const isThrown = place.path.includes('Throw')
  if (known?.unanswerable && isThrown)
    report('TEST_ERROR_NAME', node, `No task fails with ${name}: it stands for other errors, or Step Functions itself raises it.`)
  if (known !== undefined || !name.startsWith('States.')) return
  const near = suggest(
    name,
    errorNames.map((each) => each.name),
  )
  report('TEST_ERROR_NAME', node, `"${name}" is no error of Step Functions.${hint(near)}`, { suggestion: near })
}

/** What the mocks of a case return is what their tasks could get. */
function checkResults(of: Node, { states }: Target, report: TestReport): void {
  for (const { key, value } of membersOf(valueAt(of, 'mocks'))) {
    const state = states.get(key.value)
    const answers = state === undefined ? [] : [value, ...membersOf(value).map((answer) => answer.value)]
    for (const returned of answers.flatMap(membersOf))
      if (returned.key.value === 'Return')
        for (const { place, message, suggestion } of resultProblems(returned, [state!]))
          report('TEST_API_RESULT', place, message, { suggestion })
  }
}
