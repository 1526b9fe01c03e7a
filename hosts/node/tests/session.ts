import { setMaxListeners } from 'node:events'
import { availableParallelism } from 'node:os'
import { relative } from 'node:path'
import type { Failure, TestCase } from '../../../core/testFiles/types'
import { openProgramAt, type Reader } from '../program'
import { UnreadableFile } from '../unreadable'
import { inOrder } from './inOrder'
import { openShared, type SharedOptions } from './open'
import { type Outcome, runCase } from './runCase'
import type { Suite } from './suite'

/** How the tests of a session run. `signal` ends what runs: what has not been told by then is not told. */
export interface SessionOptions extends Omit<SharedOptions, 'open' | 'reader'> {
  /** Whether a file may be read. Absent: all may. */
  readonly mayRead?: Reader['mayRead']
}

/** What is told of each case, in the order of the suites and of their cases. */
export interface Listener {
  began?(suite: Suite, test: TestCase): void
  ended(suite: Suite, test: TestCase, result: Ended): void
  /** A case that says that it is left out. */
  skipped?(suite: Suite, test: TestCase): void
  /** A file that cannot be read as tests. */
  wrong?(suite: Suite): void
}

/** `milliseconds`: of real time. */
export interface Ended extends Outcome {
  readonly milliseconds: number
}

/** Which cases run. */
export type Wanted = (test: TestCase, suite: Suite) => boolean

/** Suites whose tasks wait for others at the same time. More of them only wait for processors. */
const mostAtOnce = Math.max(8, availableParallelism())

type OpenedProgram = Awaited<ReturnType<typeof openProgramAt>>

/** Runs suites. Definitions are read and planned once in a session, so a new session sees what has changed in files. */
export class TestSession {
  private readonly programs = new Map<string, Promise<OpenedProgram>>()

  constructor(private readonly options: SessionOptions) {
    // each execution under way listens
    if (options.signal !== undefined) setMaxListeners(0, options.signal)
  }

  get reader(): Reader {
    const { root, mayRead } = this.options
    return { root, show: (path) => relative(root, path) || '.', mayRead }
  }

  /**
   * Suites at the same time, the cases of each one after the other: so they find their functions warm, and each as the case before has left it. Never rejects for what is
   * wrong with a suite.
   */
  async runAll(suites: readonly Suite[], listener: Listener, wanted: Wanted = () => true): Promise<void> {
    const { signal } = this.options
    await inOrder(suites, mostAtOnce, (suite, tell) => {
      const told = (what: () => void) => tell(() => void (signal?.aborted || what()))
      return this.run(
        suite,
        {
          began: (...args) => told(() => listener.began?.(...args)),
          ended: (...args) => told(() => listener.ended(...args)),
          skipped: (...args) => told(() => listener.skipped?.(...args)),
          wrong: (...args) => told(() => listener.wrong?.(...args)),
        },
        wanted,
      )
    })
  }

  /** One suite. */
  async run(suite: Suite, listener: Listener, wanted: Wanted = () => true): Promise<void> {
    if (suite.failures.length > 0) return listener.wrong?.(suite)
    const tests = suite.cases.filter((test) => wanted(test, suite))
    const shared = tests.some(({ skip }) => !skip) ? await this.open(suite) : undefined
    const turn = turns()
    try {
      for (const test of tests) {
        if (this.options.signal?.aborted) return
        if (test.skip || shared === undefined) {
          listener.skipped?.(suite, test)
          continue
        }
        listener.began?.(suite, test)
        const since = performance.now()
        const outcome = 'failures' in shared ? shared : await this.orAborted(runCase(test, shared).catch(ourFault))
        if (outcome === undefined) return
        listener.ended(suite, test, { ...outcome, milliseconds: performance.now() - since })
        await turn()
      }
    } finally {
      if (shared !== undefined && 'bound' in shared) await Promise.all([shared.bound.close(), shared.checks?.close()])
    }
  }

  private open(suite: Suite) {
    return openShared(suite, {
      ...this.options,
      reader: this.reader,
      open: (path, stateMachine) => {
        const key = JSON.stringify([path, stateMachine])
        const known = this.programs.get(key) ?? openProgramAt(path, stateMachine, this.reader)
        this.programs.set(key, known)
        return known
      },
    }).catch((error): Outcome => {
      if (error instanceof UnreadableFile) return { failures: [{ what: 'definition', message: error.message }] }
      return ourFault(error)
    })
  }

  /** Undefined where the session has been ended before. */
  private orAborted<T>(work: Promise<T>): Promise<T | undefined> {
    const { signal } = this.options
    if (signal === undefined) return work
    return new Promise((resolve, reject) => {
      const abort = () => resolve(undefined)
      signal.addEventListener('abort', abort, { once: true })
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
    })
  }
}

/** Gives the others of this process their turn, some times a second: what is told goes out, and who wants to end it is heard. */
function turns(): () => Promise<void> | undefined {
  let last = performance.now()
  return () => {
    if (performance.now() - last < 50) return undefined
    return new Promise((resolve) =>
      setImmediate(() => {
        last = performance.now()
        resolve()
      }),
    )
  }
}

/** A throw is a bug of ours: it fails this case alone. */
function ourFault(error: unknown): Outcome {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const where = told.split('\n').slice(0, 3).join(' ')
  const failure: Failure = { what: 'case', message: `Stepthrough itself has failed here, which is a bug of Stepthrough: ${where}` }
  return { failures: [failure] }
}
