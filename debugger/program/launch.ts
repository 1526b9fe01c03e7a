import type { Limits } from '../../core/aws/quotas'
import { isObject, type Json, type JsonObject } from '../../core/base/json'
import type { Ports } from '../../core/interpreter/api'
import { stemOf } from '../../core/model/fileNames'
import { optionsOf } from '../../core/model/optionsOf'
import type { ParseOptions } from '../../core/model/parse'
import { type Given, prepareRun, type Run } from '../../core/run/prepare'
import { openProgram, type Program } from '../../core/run/program'
import { replaying } from '../../core/run/replay/replay'
import { recordedRequest } from '../../core/run/replay/request'
import type { SavedRun } from '../../core/run/saved/read'
import { askedAs } from '../../core/run/saved/resume'
import { readScale, readTime } from '../../core/run/settings'
import { errors } from '../errors'
import type { LaunchAttributes, SaveAttribute, StepBy, Unmocked } from '../protocol'
import type { Files } from '../system'
import type { Documents, SourceFile } from './documents'
import { recordingOf, redrivenBy, savedRunAt } from './launchRecording'
import { refusal } from './launchRefusal'
import { type AskedTest, attributesOf, testOf, testRun } from './launchTest'

/** A launch configuration that has been read and found good. */
export interface LaunchPlan {
  readonly program: SourceFile
  readonly run: Run
  /** The run that a redrive goes on with. */
  readonly redrives: SavedRun | undefined
  /** The case that it is held against. */
  readonly tested: AskedTest | undefined
  /** What the machine is called: in the launch, in the template, else as its file. */
  readonly name: string
  /** What of the mock file is for no state, each with its file. */
  readonly strangers: readonly string[]
  readonly stateMachineName: string | undefined
  readonly unmocked: Unmocked
  /** A config file's path, or `none`; undefined: the nearest. */
  readonly config: string | undefined
  readonly allowRemote: boolean | 'ask'
  readonly debugFunctions: readonly string[]
  /** Real seconds per virtual second; 0: no waiting at all. */
  readonly scale: number
  readonly stopOnEntry: boolean
  readonly stepBy: StepBy
  readonly stepOthersFirst: boolean
  readonly seed: string | number | undefined
  readonly save: SaveAttribute | undefined
  /** What is to be asked for again with the same input: who answers tasks, and how time passes. Paths are whole. */
  readonly again: JsonObject
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

const isSave = (value: unknown): boolean => {
  if (!isObject(value as Json)) return value === false
  const { folder, maxSize = 1, redact = [], ...others } = value as Record<string, unknown>
  const isWritable = typeof folder === 'string' && folder !== '' && Number.isFinite(maxSize) && (maxSize as number) > 0
  return isWritable && isTexts(redact) && Object.keys(others).length === 0
}

const isTest = (value: unknown): boolean => {
  if (!isObject(value as Json)) return false
  const { file, case: name, ...others } = value as Record<string, unknown>
  return typeof file === 'string' && file !== '' && typeof name === 'string' && Object.keys(others).length === 0
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')

/** Whether a value is a `Time`, and what it is called where it is none. */
export const timeForm = '"virtual", "real" or a scale such as 0.01'
export function isTime(value: unknown): boolean {
  return (typeof value === 'number' || value === 'virtual' || value === 'real') && readScale(value) !== undefined
}

/** What each attribute may be. An attribute that is no row belongs to the client. */
export const attributes: { readonly [K in keyof LaunchAttributes]-?: Check } = {
  program: text,
  test: check(isTest, 'has to be an object with the texts "file" and "case"'),
  input: () => undefined,
  inputFile: text,
  historyFile: text,
  redrive: text,
  mockConfig: text,
  testCase: text,
  stateMachineName: text,
  unmocked: oneOf('prompt', 'fail', 'echo'),
  config: text,
  debugFunctions: check(isTexts, 'has to be a list of paths'),
  allowRemote: check((value) => typeof value === 'boolean' || value === 'ask', 'has to be true, false or "ask"'),
  time: check(isTime, `has to be ${timeForm}`),
  stopOnEntry: flag,
  stepBy: oneOf('state', 'stage'),
  stepOthersFirst: flag,
  executionName: text,
  startTime: check((value) => !Number.isNaN(readTime(value)), 'has to be a time such as "2026-01-01T00:00:00Z"'),
  seed: check((value) => typeof value === 'string' || Number.isFinite(value), 'has to be a number or a text'),
  context: object,
  variables: object,
  limits: check(isLimits, `has to be an object of positive numbers by the names ${Object.keys(limits).join(', ')}`),
  save: check(isSave, 'has to be false, or an object with the text "folder", and maybe a number "maxSize" and a list of texts "redact"'),
  trace: flag,
  noDebug: flag,
}

/** Reads a launch configuration and the files that it names. Throws a UserError that says what is wrong, and where. */
export async function prepareLaunch(
  launch: Partial<LaunchAttributes>,
  documents: Documents,
  ports: Omit<Ports, 'task'>,
): Promise<LaunchPlan> {
  for (const [name, isGood] of Object.entries(attributes)) {
    const value = (launch as Record<string, unknown>)[name]
    const problem = value === undefined || value === null ? undefined : isGood(value)
    if (problem !== undefined) throw errors.attribute(name, problem)
  }
  const files = documents.system
  const tested = await testOf(launch, files)
  const asked = tested === undefined ? launch : { ...launch, ...attributesOf(tested, files) }
  if (asked.program === undefined || asked.program === null)
    throw errors.attribute('program', 'is missing: name the definition to run, or a case of a test file in "test"')
  const path = files.resolve(files.pathOf(asked.program))
  const near = (file: string) => files.resolve(files.pathOf(file), path)
  const { source, program } = await openDefinition(path, asked.stateMachineName, documents)
  const config = asked.config === undefined || asked.config === 'none' ? asked.config : near(asked.config)
  const mockFile = asked.mockConfig ?? (asked.testCase === undefined ? undefined : await configuredMocks(path, config, files))
  const followed = asked.historyFile === undefined ? undefined : await recordingOf(near(asked.historyFile), asked, files, ports)
  const recording = followed?.recording
  const redrives = asked.redrive === undefined ? undefined : await savedRunAt(near(asked.redrive), asked, files)
  const given = {
    ...(recording === undefined ? { input: await inputOf(asked, files, near) } : recordedRequest(recording)),
    mockConfig: await fileOf('mock file', mockFile, files, near),
  }
  const { executionName, stateMachineName, context, variables, limits, startTime, testCase, save } = asked
  const isSaved = save !== undefined && save !== null && save !== false
  const named = { input: asked.inputFile && near(asked.inputFile), mockConfig: mockFile && near(mockFile) }
  const remember = !asked.noDebug || isSaved
  const prepared =
    tested !== undefined
      ? testRun(tested, { program, definition: path, remember, ...present(namedTexts(given, named)) })
      : prepareRun(
          present({
            program,
            ...given,
            remember,
            // the recording has its own, by which it may have been chosen
            executionName: recording?.arn === undefined ? executionName : undefined,
            stateMachineName,
            context,
            variables,
            limits,
            startTime,
            testCase,
          }),
        )
  if (prepared.kind === 'refused') throw refusal(prepared.problems, source, named)
  const known = followed?.saved === undefined ? prepared : askedAs(prepared, followed.saved)
  const run =
    redrives !== undefined
      ? redrivenBy(near(asked.redrive!), prepared, redrives, ports)
      : recording
        ? replaying(known, recording, ports)
        : prepared
  return {
    program: source,
    run,
    redrives,
    tested,
    name: asked.stateMachineName ?? run.definition.logicalId ?? stemOf(path),
    strangers: run.strangers.map((stranger) => `${named.mockConfig}: ${stranger}`),
    stateMachineName: asked.stateMachineName,
    unmocked: asked.unmocked ?? 'fail',
    config,
    allowRemote: asked.allowRemote ?? false,
    debugFunctions: (asked.debugFunctions ?? []).map(near),
    scale: readScale(asked.time) ?? 0,
    stopOnEntry: asked.stopOnEntry ?? false,
    stepBy: asked.stepBy ?? 'state',
    stepOthersFirst: asked.stepOthersFirst ?? false,
    seed: asked.seed,
    again: present({
      ...(mockFile !== undefined && { mockConfig: near(mockFile) }),
      testCase,
      config,
      stateMachineName,
      unmocked: asked.unmocked,
      allowRemote: asked.allowRemote,
      time: asked.time,
    }),
    save: isSaved ? { ...save, folder: near(save.folder) } : undefined,
    trace: asked.trace ?? false,
    noDebug: asked.noDebug ?? false,
  }
}

async function configuredMocks(path: string, config: string | undefined, files: Files): Promise<string | undefined> {
  const found = await files.configuredMocks?.(path, config)
  if (typeof found === 'object') throw errors.config(found.problems)
  return found
}

type Named = { readonly [K in 'input' | 'mockConfig']: string | undefined }

/** The texts of files with their paths. */
function namedTexts(given: { readonly [K in keyof Named]?: Given | undefined }, named: Named) {
  const text = (name: keyof Named) => {
    const [from, file] = [given[name], named[name]]
    return from !== undefined && 'text' in from && file !== undefined ? { text: from.text, file } : undefined
  }
  return { input: text('input'), mockConfig: text('mockConfig') }
}

type Near = (file: string) => string

/** The members that are there: an attribute that is missing may also be null. */
function present<T extends object>(object: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== null)) as never
}

/** What runs, in its file: the program's own, or the one that a template names for it. */
async function openDefinition(
  path: string,
  name: string | undefined,
  documents: Documents,
): Promise<{ readonly source: SourceFile; readonly program: Program }> {
  let source = await openFile(path, documents, await documents.system.optionsNear?.(path, name))
  const program = await openProgram(source.document, name, async (file) => {
    source = await openFile(documents.system.resolve(file.path, path), documents, optionsOf(file, documents.system.uriOf(path)))
    return source.document
  })
  return { source, program }
}

async function openFile(path: string, documents: Documents, options?: ParseOptions): Promise<SourceFile> {
  try {
    return await documents.open(path, options)
  } catch (error) {
    throw errors.unreadable('definition', path, documents.system.reason(error))
  }
}

async function inputOf({ input, inputFile }: Partial<LaunchAttributes>, files: Files, near: Near): Promise<Given | undefined> {
  if (input !== undefined && inputFile !== undefined) throw errors.attribute('input', 'and "inputFile" exclude each other')
  if (input === undefined) return fileOf('input file', inputFile, files, near)
  return typeof input === 'string' ? { text: input } : { value: input as Json }
}

async function fileOf(what: string, file: string | undefined, files: Files, near: Near): Promise<Given | undefined> {
  if (file === undefined) return undefined
  try {
    return { text: await files.read(near(file)), file: true }
  } catch (error) {
    throw errors.unreadable(what, near(file), files.reason(error))
  }
}
