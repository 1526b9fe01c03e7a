import { launchFaults } from '../analysis/launchFaults'
import type { Json, JsonObject } from '../base/json'
import type { Problem } from '../base/problem'
import {
  createExecution,
  type Execution,
  type ExecutionOptions,
  type Journal,
  type Plan,
  type Ports,
  plan,
  resumeExecution,
  type Thread,
} from '../interpreter'
import type { AslDocument, Definition } from '../model/document'
import type { Machine } from '../model/machine'
import { type JsonFault, readJson } from '../syntax/readJson'
import { type MockAnswerer, readMocks } from './mock/answers'
import { firstMocks, readInlineMocks } from './mock/inline'
import { withNested } from './mock/nested'
import type { Program } from './program'
import { drawing, type Replay } from './replay/drawn'
import { readTime } from './settings'

/** JSON that is given as a text or as a value. `file`: the line breaks that end the text belong to its file. */
export type Given = { readonly text: string; readonly file?: boolean } | { readonly value: Json }

type Chosen =
  | 'remember'
  | 'stateMachineName'
  | 'executionName'
  | 'roleArn'
  | 'region'
  | 'account'
  | 'context'
  | 'variables'
  | 'limits'
  | 'type'

/** What is asked to run. Names, context, variables and limits are those of `ExecutionOptions`. */
export interface RunRequest extends Pick<ExecutionOptions, Chosen> {
  readonly program: Program
  /** Default `{}`. */
  readonly input?: Given
  /** A mock file of Step Functions Local, and the test case in it: one does not go without the other. `stateMachineName` names its machine. */
  readonly mockConfig?: Given
  readonly testCase?: string
  /** Answers by the names of states, as a case of a test file has them: they come before those of the test case, state by state. */
  readonly mocks?: JsonObject
  /** Milliseconds since the epoch, or a time such as 2026-01-31T12:00:00Z. */
  readonly startTime?: number | string
  /** The definition is known to be good: its rules are not checked again. */
  readonly checked?: boolean
}

/**
 * What keeps a run from beginning. Its wording is the host's. Offsets are UTF-16 units: of a fault in the text of the program's document,
 * else in what was given.
 */
export type RunProblem =
  /** An error for which AWS would not create the state machine. */
  | { readonly code: 'fault'; readonly role: 'definition'; readonly message: string; readonly offset: number; readonly fault: Problem }
  /** Which state machine is meant is not known, or there is none. */
  | { readonly code: 'noMachine'; readonly role: 'definition'; readonly message: string }
  /** `text`: what was given, where the offset is. */
  | ({ readonly code: 'notJson'; readonly role: 'input' | 'mockConfig'; readonly text: string } & JsonFault)
  /** The mock file, what was chosen in it, or the request's own answers are wrong. */
  | { readonly code: 'wrongMocks'; readonly role: 'testCase' | 'mocks'; readonly message: string }
  /** One of the two is given without the other. */
  | { readonly code: 'alone'; readonly role: 'testCase' | 'mockConfig'; readonly message: string }
  /** The time is neither a number nor a text that is one. */
  | { readonly code: 'notTime'; readonly role: 'startTime'; readonly message: string }

/** A run that may begin. For one execution: the answers of a test case are taken one by one. */
export interface Run {
  readonly kind: 'run'
  readonly document: AslDocument
  readonly definition: Definition
  readonly plan: Plan
  readonly options: Omit<ExecutionOptions, 'ports'>
  /** The answers of the test case; undefined without one. */
  readonly mock: MockAnswerer | undefined
  /** The names of the states that it answers. */
  readonly mocked: ReadonlySet<string>
  /** A sentence for each state of the test case that the machine does not have. */
  readonly strangers: readonly string[]
  /** What it follows: `replaying` makes it do so. */
  readonly replay?: Replay
}

type Prepared = Run | { readonly kind: 'refused'; readonly problems: readonly RunProblem[] }

/** Makes a run of what is asked. All that is wrong comes back at once: faults of the definition first, in the order of its text. Never throws. */
export function prepareRun(request: RunRequest): Prepared {
  const { program, type } = request
  const problems: RunProblem[] = []
  const definition = machineOf(request, problems)
  const startTime = request.startTime === undefined ? undefined : readTime(request.startTime)
  if (Number.isNaN(startTime)) problems.push({ code: 'notTime', role: 'startTime', message: `"${request.startTime}" is no time.` })
  const input = request.input === undefined ? {} : read(request.input, 'input', problems)
  const mocks = mocksOf(request, definition, problems)
  if (problems.length > 0 || definition === undefined) return { kind: 'refused', problems }
  const own = type ?? definition.type
  return {
    kind: 'run',
    document: program.document,
    definition,
    plan: planOf(definition.machine),
    options: {
      ...chosen(request),
      ...(own && { type: own }),
      input: input ?? null,
      ...textOf(request.input),
      ...(startTime !== undefined && { startTime }),
    },
    mock: mocks?.answer,
    mocked: mocks?.states ?? new Set(),
    strangers: mocks?.strangers ?? [],
  }
}

const plans = new WeakMap<Machine, Plan>()

/** A machine is planned once, however often it is run. */
function planOf(machine: Machine): Plan {
  const known = plans.get(machine)
  if (known !== undefined) return known
  const made = plan(machine)
  plans.set(machine, made)
  return made
}

/** The execution of a run, at its beginning, or where a journal has brought it; `look` as for `resumeExecution`. */
export function beginRun({ plan, options, replay }: Run, ports: Ports, journal?: Journal, look?: (next: Thread) => void): Execution {
  const asked = { ...options, ports: replay === undefined ? ports : drawing(ports, replay) }
  return journal === undefined ? createExecution(plan, asked) : resumeExecution(plan, asked, journal, look)
}

function machineOf({ program, type, checked }: RunRequest, problems: RunProblem[]): Definition | undefined {
  const { document, definition } = program
  const found = checked ? [] : launchFaults(document, typeof definition === 'string' ? undefined : definition, type && { type })
  for (const fault of found) problems.push({ code: 'fault', role: 'definition', message: fault.message, offset: fault.offset, fault })
  if (typeof definition !== 'string') return definition
  if (found.length === 0) problems.push({ code: 'noMachine', role: 'definition', message: definition })
  return undefined
}

function read(given: Given, role: 'input' | 'mockConfig', problems: RunProblem[]): Json | undefined {
  if ('value' in given) return given.value
  const found = readJson(given.text)
  if ('value' in found) return found.value
  problems.push({ code: 'notJson', role, text: given.text, ...found.fault })
  return undefined
}

/** The text that the history keeps. */
function textOf(input: Given | undefined): { readonly inputText?: string } {
  if (input === undefined || 'value' in input) return {}
  const text = input.text.replace(/^\uFEFF/, '')
  return { inputText: input.file ? text.replace(/[\r\n]+$/, '') : text }
}

/** The answers of the request itself before those of the test case. */
function mocksOf(request: RunRequest, definition: Definition | undefined, problems: RunProblem[]) {
  const ofFile = testCaseOf(request, definition, problems)
  if (request.mocks === undefined) return ofFile
  // of states that are broken nobody knows whether they are there
  const isSound = problems.every(({ role }) => role !== 'definition')
  const own = readInlineMocks(request.mocks, isSound ? definition?.machine : undefined)
  if (own.kind === 'wrong') {
    problems.push({ code: 'wrongMocks', role: 'mocks', message: own.message })
    return undefined
  }
  if (ofFile === undefined) return own
  return {
    answer: firstMocks(own.answer, ofFile.answer),
    states: new Set([...own.states, ...ofFile.states]),
    strangers: [...own.strangers, ...ofFile.strangers],
  }
}

function testCaseOf(request: RunRequest, definition: Definition | undefined, problems: RunProblem[]) {
  const { mockConfig, testCase, stateMachineName } = request
  if (mockConfig === undefined && testCase === undefined) return undefined
  if (mockConfig === undefined || testCase === undefined) {
    const alone =
      mockConfig === undefined
        ? ({ role: 'testCase', message: 'A test case needs the mock file that it is in.' } as const)
        : ({ role: 'mockConfig', message: 'A mock file needs a test case in it.' } as const)
    problems.push({ code: 'alone', ...alone })
    return undefined
  }
  const config = read(mockConfig, 'mockConfig', problems)
  if (config === undefined) return undefined
  const mocks = readMocks(config, {
    testCase,
    ...(stateMachineName !== undefined && { stateMachineName }),
    ...(definition !== undefined && { machine: definition.machine }),
  })
  if (mocks.kind === 'answers') return { ...mocks, answer: withNested(mocks.answer, config, testCase) }
  problems.push({ code: 'wrongMocks', role: 'testCase', message: mocks.message })
  return undefined
}

const passedOn = [
  'remember',
  'stateMachineName',
  'executionName',
  'roleArn',
  'region',
  'account',
  'context',
  'variables',
  'limits',
] as const

/** What goes on to the execution as it is; an optional member is absent, never undefined. */
const chosen = (request: RunRequest): Partial<ExecutionOptions> =>
  Object.fromEntries(passedOn.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])))
