import { basename, dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchFaults } from '../core/analysis/launchFaults'
import { isObject, type Json, type JsonObject } from '../core/base/json'
import type { Problem } from '../core/base/problem'
import type { Limits } from '../core/interpreter/api'
import { chooseDefinition, isInFile } from '../core/model/choose'
import type { Definition } from '../core/model/document'
import { optionsOf } from '../core/model/optionsOf'
import type { ParseOptions } from '../core/model/parse'
import type { DefinitionFile } from '../core/model/template'
import { reason } from '../hosts/files'
import { type Documents, pathOf, placeText, type SourceFile } from './documents'
import { errors } from './errors'
import { type Input, readInput } from './input'
import { type Mock, readMock } from './mock'
import type { LaunchAttributes, StepBy, Unmocked } from './protocol'
import type { Answerer } from './tasks'

/** A launch configuration that has been read and found good. */
export interface LaunchPlan {
  readonly program: SourceFile
  readonly definition: Definition
  /** What the machine is called: in the launch, in the template, else as its file. */
  readonly name: string
  readonly input: Json
  /** The text of the input, where there is one. */
  readonly inputText: string | undefined
  /** Answers from the mock file; nothing where there is none. */
  readonly answerer: Answerer
  /** What of the mock file is for no state. */
  readonly strangers: readonly string[]
  readonly stateMachineName: string | undefined
  readonly unmocked: Unmocked
  /** Real seconds per virtual second; 0: no waiting at all. */
  readonly scale: number
  readonly stopOnEntry: boolean
  readonly stepBy: StepBy
  readonly executionName: string | undefined
  readonly startTime: number | undefined
  readonly seed: string | number | undefined
  readonly context: JsonObject | undefined
  readonly variables: JsonObject | undefined
  readonly limits: Partial<Limits> | undefined
  readonly trace: boolean
  readonly noDebug: boolean
}

type Check = (value: unknown) => string | undefined
const check = (good: (value: unknown) => boolean, problem: string): Check => {
  return (value) => (good(value) ? undefined : problem)
}
const text = check((value) => typeof value === 'string' && value !== '', 'has to be a text')
const flag = check((value) => typeof value === 'boolean', 'has to be true or false')
const object = check((value) => isObject(value as Json), 'has to be a JSON object')
const oneOf = (...values: string[]) =>
  check((value) => values.includes(value as string), `has to be one of ${values.map((v) => `"${v}"`).join(', ')}`)

const limits: { readonly [K in keyof Limits]: true } = {
  payloadBytes: true,
  historyEvents: true,
  executionSeconds: true,
  jsonataTime: true,
  jsonataDepth: true,
}

const isLimits = (value: unknown): boolean =>
  isObject(value as Json) &&
  Object.entries(value as object).every(([name, limit]) => Object.hasOwn(limits, name) && Number.isFinite(limit) && limit > 0)

/** What each attribute may be. An attribute that is no row belongs to the client. */
export const attributes: { readonly [K in keyof LaunchAttributes]-?: Check } = {
  program: text,
  input: () => undefined,
  inputFile: text,
  mockConfig: text,
  testCase: text,
  stateMachineName: text,
  unmocked: oneOf('prompt', 'fail', 'echo'),
  time: check(
    (value) => value === 'virtual' || value === 'real' || (typeof value === 'number' && value >= 0 && Number.isFinite(value)),
    'has to be "virtual", "real" or a scale such as 0.01',
  ),
  stopOnEntry: flag,
  stepBy: oneOf('state', 'stage'),
  executionName: text,
  startTime: check((value) => !Number.isNaN(milliseconds(value)), 'has to be a time such as "2026-01-01T00:00:00Z"'),
  seed: check((value) => typeof value === 'string' || Number.isFinite(value), 'has to be a number or a text'),
  context: object,
  variables: object,
  limits: check(isLimits, `has to be an object of positive numbers by the names ${Object.keys(limits).join(', ')}`),
  trace: flag,
  noDebug: flag,
}

const milliseconds = (value: unknown): number =>
  typeof value === 'number' ? new Date(value).getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN

/** Reads a launch configuration and the files that it names. Throws a UserError that says what is wrong, and where. */
export async function prepareLaunch(asked: Partial<LaunchAttributes>, documents: Documents): Promise<LaunchPlan> {
  if (asked.program === undefined) throw errors.attribute('program', 'is missing: name the definition to run')
  for (const [name, isGood] of Object.entries(attributes)) {
    const value = (asked as Record<string, unknown>)[name]
    const problem = value === undefined || value === null ? undefined : isGood(value)
    if (problem !== undefined) throw errors.attribute(name, problem)
  }
  const path = resolve(pathOf(asked.program))
  const near = (file: string) => resolve(dirname(path), pathOf(file))
  const { program, definition } = await openDefinition(path, asked.stateMachineName, documents)
  if (asked.testCase !== undefined && asked.mockConfig === undefined) {
    throw errors.attribute('testCase', 'needs "mockConfig", the file that it is in')
  }
  if (asked.mockConfig !== undefined && asked.testCase === undefined)
    throw errors.attribute('mockConfig', 'needs "testCase", a test case in it')
  refuseBroken(program, definition)
  return {
    program,
    definition,
    name: asked.stateMachineName ?? definition.logicalId ?? basename(path).replace(/(\.asl)?\.(json|ya?ml)$|\.asl$/i, ''),
    ...inputOf(asked, near),
    ...(asked.mockConfig === undefined ? noMock : readMock(near(asked.mockConfig), asked.testCase!, definition.machine, asked)),
    stateMachineName: asked.stateMachineName,
    unmocked: asked.unmocked ?? 'fail',
    scale: asked.time === 'real' ? 1 : typeof asked.time === 'number' ? asked.time : 0,
    stopOnEntry: asked.stopOnEntry ?? false,
    stepBy: asked.stepBy ?? 'state',
    executionName: asked.executionName,
    startTime: asked.startTime === undefined ? undefined : milliseconds(asked.startTime),
    seed: asked.seed,
    context: asked.context,
    variables: asked.variables,
    limits: asked.limits,
    trace: asked.trace ?? false,
    noDebug: asked.noDebug ?? false,
  }
}

const noMock: Mock = { answerer: () => undefined, strangers: [] }

/** The definition that runs, in its file: the program's own, or the one in the file that a template names for it. */
async function openDefinition(
  path: string,
  name: string | undefined,
  documents: Documents,
): Promise<Pick<LaunchPlan, 'program' | 'definition'>> {
  const program = await openFile(path, documents)
  const chosen = definitionOf(program, name)
  if (!isInFile(chosen)) return { program, definition: chosen }
  const file = await openFile(resolve(dirname(path), chosen.path), documents, optionsOf(chosen, pathToFileURL(path).href))
  const [definition] = file.document.definitions
  if (definition === undefined) throw noDefinition(file, `There is no state machine in it, which ${program.path} names.`)
  return { program: file, definition: { ...definition, logicalId: chosen.logicalId } }
}

async function openFile(path: string, documents: Documents, options?: ParseOptions): Promise<SourceFile> {
  try {
    return await documents.open(path, options)
  } catch (error) {
    throw errors.unreadable('definition', path, reason(error))
  }
}

function definitionOf(program: SourceFile, name: string | undefined): Definition | DefinitionFile {
  const chosen = chooseDefinition(program.document, name)
  if (typeof chosen === 'string') throw noDefinition(program, chosen)
  return chosen
}

function noDefinition(file: SourceFile, why: string): Error {
  const { definitions, syntaxProblems, template } = file.document
  const [problem] = definitions.length === 0 ? syntaxProblems : []
  if (problem !== undefined) return errors.definition(problemLine(file, problem))
  return errors.whichDefinition(file.path, why, definitions.length + (template?.files.length ?? 0) > 1)
}

/** A definition with errors does not run: the service would not have taken it. */
function refuseBroken(program: SourceFile, definition: Definition): void {
  const faults = launchFaults(program.document, definition)
  if (faults.length === 0) return
  const shown = faults.slice(0, 3).map((fault) => problemLine(program, fault))
  if (faults.length > shown.length) shown.push(`and ${faults.length - shown.length} more`)
  throw errors.definition(shown.join('\n'))
}

const problemLine = (file: SourceFile, problem: Problem): string => `${placeText(file, problem)} ${problem.message}`

function inputOf({ input, inputFile }: Partial<LaunchAttributes>, near: (file: string) => string): Input {
  if (input !== undefined && inputFile !== undefined) throw errors.attribute('input', 'and "inputFile" exclude each other')
  return readInput(input, inputFile === undefined ? undefined : near(inputFile))
}
