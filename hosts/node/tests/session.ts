import { dirname, relative, resolve } from 'node:path'
import type { BindingProblem } from '../../../core/run/bound'
import type { Failure, TestCase } from '../../../core/testFiles/types'
import { readText, reason } from '../files'
import { openProgramAt, type Reader, UnreadableFile } from '../program'
import { bindTasks } from '../tasks/bind'
import { type Outcome, runCase, type Shared } from './runCase'
import type { Suite } from './suite'

/** How the tests of a session run. */
export interface SessionOptions {
  /** The working folder, an absolute path. */
  readonly root: string
  /** A stepthrough.json in the place of those that test files name, or `none`. */
  readonly config?: string
  readonly allowRemote: boolean
  /** What would allow a remote call, in the host's own words. */
  readonly howToAllow: string
  /** A line that a function has printed. */
  readonly print: (from: string, line: string) => void
}

/** What is told of each case, in the order of the suites and of their cases. */
export interface Listener {
  began?(suite: Suite, test: TestCase): void
  ended(suite: Suite, test: TestCase, result: Ended): void
}

/** `milliseconds`: of real time. */
export interface Ended extends Outcome {
  readonly milliseconds: number
}

/** Runs suites, one after the other; each opens its definition and those who answer its tasks once. */
export class TestSession {
  constructor(private readonly options: SessionOptions) {}

  get reader(): Reader {
    const { root } = this.options
    return { root, show: (path) => relative(root, path) || path }
  }

  /** Never rejects for what is wrong with a suite: then all its cases fail. `wanted`: which cases run. */
  async run(suite: Suite, listener: Listener, wanted: (test: TestCase) => boolean = () => true): Promise<void> {
    const tests = suite.cases.filter((test) => !test.skip && wanted(test))
    if (tests.length === 0) return
    const shared = await this.open(suite)
    try {
      let checked = false
      for (const test of tests) {
        listener.began?.(suite, test)
        const since = performance.now()
        const outcome: Outcome = 'failures' in shared ? shared : await runCase(test, { ...shared, checked })
        checked ||= outcome.ran !== undefined
        listener.ended(suite, test, { ...outcome, milliseconds: performance.now() - since })
      }
    } finally {
      if ('bound' in shared) await shared.bound.close()
    }
  }

  private async open(suite: Suite): Promise<Shared | Outcome> {
    const { root, allowRemote, howToAllow, print } = this.options
    const { definition, file, mockConfig } = suite
    if (definition === undefined) return { failures: [{ what: 'definition', message: 'It names no definition.' }] }
    try {
      const { path, program } = await openProgramAt(definition, file.stateMachine, this.reader)
      const config = this.options.config ?? (file.config === false ? 'none' : file.config && resolve(dirname(suite.path), file.config))
      const opened = await bindTasks({
        program: path,
        root,
        ...(config !== undefined && { config }),
        region: 'us-east-1',
        account: '123456789012',
        remote: allowRemote,
        howToAllow,
        print: (from, line) => void print(from, line),
      })
      if ('problems' in opened) return { failures: opened.problems.map(problemOf) }
      const mocks = mockConfig === undefined ? undefined : { text: readMockFile(mockConfig), file: true }
      return { suite, path, program, bound: opened.tasks, mockConfig: mocks, checked: false }
    } catch (error) {
      if (error instanceof UnreadableFile) return { failures: [{ what: 'definition', message: error.message }] }
      throw error
    }
  }
}

const problemOf = ({ file, message, line, column }: BindingProblem): Failure => ({
  what: 'file',
  message: `${file}: ${message}`,
  ...(line !== undefined && { line }),
  ...(column !== undefined && { column }),
})

function readMockFile(path: string): string {
  try {
    return readText(path)
  } catch (error) {
    throw new UnreadableFile(`cannot read ${path}: ${reason(error)}`)
  }
}
