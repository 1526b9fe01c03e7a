import { type BindingProblem, problemText } from '../../../core/run/bound'
import type { Program } from '../../../core/run/program'
import type { Failure } from '../../../core/testFiles/types'
import type { Reader } from '../program'
import { bindTasks } from '../tasks/bind'
import { nobody } from '../tasks/nobody'
import { type CheckOptions, openChecks } from './checks'
import type { TestCoverage } from './coverage'
import { configOf, mockFileOf } from './mockFile'
import { readNamed } from './named'
import type { Outcome, Shared } from './runCase'
import type { Suite } from './suite'

export interface SharedOptions extends CheckOptions {
  /** The working folder, an absolute path. */
  readonly root: string
  readonly reader: Reader
  /** Nobody but mocks answers, whatever the files say. */
  readonly mocksOnly?: boolean
  /** What a run exports to a bucket is dropped. */
  readonly readOnly?: boolean
  /** A stepthrough.json in the place of those that test files name, or `none`. */
  readonly config?: string
  readonly allowRemote: boolean
  /** What would allow a remote call, in the host's own words. */
  readonly howToAllow: string
  /** Counts what the tests reach. */
  readonly coverage?: TestCoverage
  /** Executions can be saved, without the values of keys with these patterns. */
  readonly save?: readonly string[]
  /** A line that a function has printed. */
  readonly print: (from: string, line: string) => void
  /** Ends what runs. */
  readonly signal?: AbortSignal
  readonly open: (path: string, stateMachine: string | undefined) => Promise<{ readonly path: string; readonly program: Program }>
}

/** What the cases of a suite share, or why none of them can run. Throws UnreadableFile. */
export async function openShared(suite: Suite, options: SharedOptions): Promise<Shared | Outcome> {
  const { root, allowRemote, howToAllow, print, coverage, save, reader, mocksOnly, readOnly, signal } = options
  const { definition, file } = suite
  if (definition === undefined) return { failures: [{ what: 'definition', message: 'It names no definition.' }] }
  const { path, program } = await options.open(definition, file.stateMachine)
  const config = configOf(suite, options.config)
  const mockFile = await mockFileOf(suite, root, options.config)
  const mockConfig = mockFile === undefined ? undefined : readNamed(mockFile, 'mocks', reader)
  if (mockConfig !== undefined && 'what' in mockConfig) return { failures: [mockConfig] }
  const request = {
    program: path,
    root,
    ...(config !== undefined && { config }),
    region: 'us-east-1',
    account: '123456789012',
    remote: allowRemote,
    howToAllow,
    print: (from: string, line: string) => void print(from, line),
  }
  const opened = mocksOnly ? { tasks: nobody } : await bindTasks(request)
  if ('problems' in opened) return { failures: opened.problems.map((problem) => failureOf(problem, reader)) }
  coverage?.add({ path, program, bound: opened.tasks })
  const checks = await openChecks(options, request, opened.tasks, mockConfig).catch(async (error) => {
    await opened.tasks.close()
    throw error
  })
  if (typeof checks === 'string') {
    await opened.tasks.close()
    return { failures: [{ what: 'case', message: checks }] }
  }
  return {
    suite,
    path,
    program,
    reader,
    bound: opened.tasks,
    mockConfig,
    inputs: new Map(),
    coverage,
    checks,
    signal,
    ...(save && { save }),
    ...(readOnly && { readOnly }),
  }
}

/** It is wrong elsewhere than in the test file, so its place is part of the sentence. */
const failureOf = (problem: BindingProblem, { show }: Reader): Failure => ({
  what: 'file',
  message: problemText({ ...problem, file: show(problem.file) }),
})
