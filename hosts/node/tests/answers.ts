import { dirname, resolve } from 'node:path'
import { acceptCame, cameOfFailure } from '../../../core/language/testFiles/update'
import { isMockName } from '../../../core/model/fileNames'
import { ListedTests, rawFailure } from '../../../core/testFiles/listed'
import { type Reader, readDocumentAt } from '../program'
import { newRunFile, pruneRuns } from '../savedRuns'
import { TestCoverage } from './coverage'
import { findTests } from './find'
import type { AcceptArguments, RunnerRequests, RunTests, TestEvent, TestsBody } from './protocol'
import { reachedBy } from './reached'
import { type Ended, TestSession } from './session'
import { type Suite, suitesAt } from './suite'

type Answers = {
  [K in keyof RunnerRequests]: (
    args: RunnerRequests[K]['arguments'],
    tell: (event: TestEvent) => void,
  ) => Promise<RunnerRequests[K]['body']>
}

/** Executions that one run keeps: nobody looks at more. */
const mostKept = 200
/** Bytes of the executions that are kept: the latest. */
const mostSaved = 64 * 1024 * 1024

/** What the extension asks of its runner. */
export const runnerAnswers: Answers = { read, accept, run }

async function read({ path, root, text }: RunnerRequests['read']['arguments']): Promise<TestsBody> {
  const textOf = (asked: string) => (asked === path ? text : undefined)
  const suites = await suitesOf(path, { root, show: () => path, textOf })
  return bodyOf(path, suites, listed(path, suites))
}

async function accept({ path, root, text, name, came, failure }: AcceptArguments) {
  const document = await readDocumentAt(path, { root, show: () => path, textOf: (asked) => (asked === path ? text : undefined) })
  const one = failure && cameOfFailure(document, name, rawFailure(failure))
  const edits = acceptCame(document, [{ name, came: failure === undefined ? came : one === undefined ? [] : [one] }])
  if (typeof edits === 'string') throw new Error(edits)
  if (edits.length === 0) throw new Error('There is nothing to accept: the test file says so already.')
  return edits
}

/** Of a mock file those that no test file says more of. */
async function suitesOf(path: string, reader: Reader): Promise<readonly Suite[]> {
  if (!isMockName(path)) return suitesAt(path, reader)
  const found = await findTests([path], reader)
  return found.suites.filter((suite) => suite.path === path)
}

const listed = (path: string, suites: readonly Suite[]): ListedTests => new ListedTests(path, suites[0]?.text ?? '', suites)

function bodyOf(path: string, suites: readonly Suite[], { cases, problems }: ListedTests): TestsBody {
  const named = suites.flatMap(({ definition, mockConfig, file, cases }) => [
    definition,
    mockConfig,
    ...[file.config, ...cases.map(({ inputFile }) => inputFile)].map((name) =>
      typeof name === 'string' ? resolve(dirname(path), name) : undefined,
    ),
  ])
  return { path, cases, problems, files: [...new Set(named.filter((name) => name !== undefined))] }
}

async function run({ files, allowRemote, howToAllow, coverage, save }: RunTests, tell: (event: TestEvent) => void): Promise<undefined> {
  const counted = coverage ? new TestCoverage((path) => path) : undefined
  const keeping = new Keeping(save?.folder)
  for (const { path, root, cases } of files) {
    let now: { readonly path: string; readonly id: string } | undefined
    const print = (from: string, line: string) => tell({ kind: 'printed', text: `[${from}] ${line}`, ...now })
    const session = new TestSession({
      root,
      allowRemote,
      howToAllow,
      print,
      ...(save && { save: save.redact }),
      ...(counted && { coverage: counted }),
    })
    const suites = await suitesOf(path, session.reader)
    const list = listed(path, suites)
    tell({ kind: 'read', tests: bodyOf(path, suites, list) })
    const wanted = cases && new Set(cases)
    for (const suite of suites) {
      await session.run(
        suite,
        {
          began: (_suite, test) => {
            now = { path, id: list.id(test) }
            tell({ kind: 'began', ...now })
          },
          ended: (_suite, test, ended) => {
            const { milliseconds } = ended
            const failures = ended.failures.map((failure) => list.failure(test, failure))
            const saved = failures.length === 0 ? undefined : keeping.keep(test.name, ended)
            const came = failures.length === 0 || isMockName(path) ? [] : (ended.came?.() ?? [])
            tell({
              kind: 'ended',
              path,
              id: list.id(test),
              name: test.name,
              milliseconds,
              failures,
              ...(came.length > 0 && { came }),
              ...(ended.ran && ended.file !== undefined && { reached: reachedBy(ended.ran, ended.file) }),
              ...(saved !== undefined && { run: saved }),
            })
          },
          skipped: (_suite, test) => tell({ kind: 'skipped', path, id: list.id(test) }),
        },
        (test) => wanted?.has(list.id(test)) ?? true,
      )
    }
  }
  keeping.end()
  if (counted) tell({ kind: 'coverage', definitions: counted.definitions })
  return undefined
}

/** Keeps executions that are not what is expected. */
class Keeping {
  private count = 0
  private last: string | undefined

  constructor(private readonly folder: string | undefined) {}

  /** The file in which one is kept. A folder that cannot be written to keeps none: the failure is told all the same. */
  keep(name: string, { saved }: Ended): string | undefined {
    if (this.folder === undefined || saved === undefined || this.count === mostKept) return undefined
    try {
      const file = newRunFile(this.folder, name)
      try {
        file.write(saved())
      } finally {
        file.close()
      }
      this.count++
      this.last = file.path
      return file.path
    } catch {
      return undefined
    }
  }

  /** Those of before make room. */
  end(): void {
    try {
      if (this.folder !== undefined && this.last !== undefined) pruneRuns(this.folder, mostSaved, this.last)
    } catch {
      // it is gone, or cannot be read any more: the next run makes room
    }
  }
}
