import type { JsonObject } from '../core/base/json'
import { Lines } from '../core/base/lines'
import type { Problem } from '../core/base/problem'
import type { History } from '../core/history/types'
import { type RunRequest as Prepared, prepareRun, type Run, type RunProblem } from '../core/run/prepare'
import { readScale } from '../core/run/settings'
import { execute, refusedCalls } from '../hosts/node/execute'
import { bind, configuredMocks } from './bind'
import { located } from './diagnostics'
import { fileText, folderOf, jsonOf, mayReadIn, nameOf, openSource, type ReadPlace } from './given'
import { checkStates, functionMocks, mocksOf } from './mocks'
import * as kind from './options'
import { checkOptions, type Options } from './options'
import { notRun, resultOf } from './result'
import type { Json, RunRequest, RunResult } from './types'
import { UsageError } from './usageError'

const members: Options<RunRequest> = {
  file: kind.path,
  definition: kind.source,
  ...kind.answered,
  input: kind.anything,
  inputFile: kind.path,
  mocks: kind.object,
  mockConfig: kind.fileOrObject,
  testCase: kind.text,
  stateMachineName: kind.text,
  unmocked: kind.oneOf('fail', 'echo'),
  type: kind.oneOf('STANDARD', 'EXPRESS'),
  time: kind.textOrNumber,
  name: kind.text,
  startTime: kind.moment,
  seed: kind.textOrNumber,
  variables: kind.object,
  context: kind.object,
  readOnly: kind.flag,
  signal: kind.signal,
}

/**
 * Runs a state machine on this computer to its end. How it ends is a value, also by an error, and so is what is wrong with its definition (status
 * `INVALID`). Nothing is called that is not on this computer unless `allowRemote` is set.
 *
 * Rejects with `UsageError` where the request is wrong, and with what a function among `mocks` has thrown that is no `TaskError`.
 */
export async function run<Output = Json>(request: RunRequest): Promise<RunResult<Output>> {
  checkOptions('run', request, members)
  const cwd = folderOf(request.cwd)
  const place = { cwd, mayRead: mayReadIn(request.within, cwd) }
  const { file, path, program } = await openSource(request, place, request.stateMachineName)
  const scale = readScale(request.time)
  if (scale === undefined) throw new UsageError(`time is virtual, real or a scale such as 0.01, not "${request.time}"`)
  const mocks = mocksOf(request.mocks)
  const prepared = prepareRun({ program, ...(await askedOf(request, place, path)), ...(mocks.answers && { mocks: mocks.answers }) })
  if (prepared.kind === 'refused') {
    const faults = faultsOf(prepared.problems)
    if (faults.length > 0) return notRun(located(file, new Lines(program.document.text), faults))
    if (typeof program.definition !== 'string') checkStates(request.mocks, program.definition.machine)
    throw wrongRequest(prepared.problems)
  }
  checkStates(request.mocks, prepared.definition.machine)
  const bound = await bind(request, cwd, path)
  try {
    const [first, ...more] = await refusedCalls(prepared, bound, mocks.functions)
    if (first !== undefined) throw new UsageError(first, ...more)
    return await carriedOut(prepared, { request, path, bound, scale, functions: mocks.functions })
  } finally {
    await bound.close()
  }
}

interface About {
  readonly request: RunRequest
  readonly path: string
  readonly bound: Awaited<ReturnType<typeof bind>>
  readonly scale: number
  readonly functions: ReturnType<typeof mocksOf>['functions']
}

async function carriedOut<Output>(prepared: Run, { request, path, bound, scale, functions }: About): Promise<RunResult<Output>> {
  const { unmocked = 'fail', seed, signal, readOnly = false } = request
  const stop = new AbortController()
  const errors: unknown[] = []
  const broken = (error: unknown) => {
    errors.push(error)
    stop.abort()
  }
  const end = () => stop.abort()
  signal?.addEventListener('abort', end, { once: true })
  if (signal?.aborted) end()
  const calls = new Map<string, Json[]>()
  const within: History[] = []
  const execution = await execute(prepared, {
    path,
    bound,
    scale,
    unmocked,
    seed,
    readOnly,
    signal: stop.signal,
    ...(functions.size > 0 && { first: functionMocks(functions, broken) }),
    over: (history) => void within.push(history),
    asked: ({ stateName, input, thread }) => {
      if (thread.nested !== undefined) return
      const known = calls.get(stateName)
      if (known === undefined) calls.set(stateName, [input])
      else known.push(input)
    },
  }).finally(() => signal?.removeEventListener('abort', end))
  if (errors.length > 0) throw errors[0]
  return resultOf(prepared, execution, { calls, within })
}

async function askedOf(request: RunRequest, place: ReadPlace, path: string): Promise<Omit<Prepared, 'program'>> {
  const { input, inputFile, testCase, stateMachineName, name, startTime, type, context, variables } = request
  if (input !== undefined && inputFile !== undefined) throw new UsageError('either input or inputFile says the input')
  const mockConfig = request.mockConfig ?? (testCase === undefined ? undefined : await configuredMocks(request, place.cwd, path))
  return {
    ...(input !== undefined && { input: { value: jsonOf(input, 'input') } }),
    ...(inputFile !== undefined && { input: { text: fileText(nameOf(inputFile), place), file: true } }),
    ...(mockConfig !== undefined && { mockConfig: givenMocks(place, mockConfig) }),
    ...(testCase !== undefined && { testCase }),
    ...(stateMachineName !== undefined && { stateMachineName }),
    ...(name !== undefined && { executionName: name }),
    ...(startTime !== undefined && { startTime: startTime instanceof Date ? startTime.getTime() : startTime }),
    ...(type !== undefined && { type }),
    ...(context !== undefined && { context: objectOf(context, 'context') }),
    ...(variables !== undefined && { variables: objectOf(variables, 'variables') }),
  }
}

const givenMocks = (place: ReadPlace, mocks: NonNullable<RunRequest['mockConfig']>) =>
  typeof mocks === 'string' || mocks instanceof URL
    ? { text: fileText(nameOf(mocks), place), file: true }
    : { value: jsonOf(mocks, 'mockConfig') }

function objectOf(value: object, name: string): JsonObject {
  const json = jsonOf(value, name)
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as JsonObject
  throw new UsageError(`${name} is an object`)
}

/** The errors of the definition. */
const faultsOf = (problems: readonly RunProblem[]): Problem[] =>
  problems.flatMap((problem) => (problem.code === 'fault' ? [problem.fault] : []))

/** What else keeps a run from beginning is the caller's. */
function wrongRequest(problems: readonly RunProblem[]): UsageError {
  const [first = '', ...more] = problems.flatMap((problem) => (problem.code === 'fault' ? [] : [wrong(problem)]))
  return new UsageError(first, ...more)
}

function wrong(problem: Exclude<RunProblem, { readonly code: 'fault' }>): string {
  switch (problem.code) {
    case 'notTime':
      return `startTime is a time such as 2026-01-31T12:00:00Z: ${problem.message}`
    case 'notJson': {
      const { line, character } = new Lines(problem.text).position(problem.offset)
      return `${problem.role === 'input' ? 'inputFile' : problem.role} is no JSON: ${line + 1}:${character + 1} ${problem.message}`
    }
    default:
      return problem.message
  }
}
