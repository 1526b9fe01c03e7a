import { newRunFile, pruneRuns } from '../savedRuns'
import { Listed } from './listed'
import type { RunnerRequests, RunTests, SuiteBody, TestEvent } from './protocol'
import { type Ended, TestSession } from './session'
import { openTestFile } from './suite'

type Answers = {
  [K in keyof RunnerRequests]: (
    args: RunnerRequests[K]['arguments'],
    tell: (event: TestEvent) => void,
  ) => Promise<RunnerRequests[K]['body']>
}

/** Bytes of the executions that are kept: the latest. */
const mostSaved = 64 * 1024 * 1024

/** What the extension asks of its runner. */
export const runnerAnswers: Answers = { read, run }

async function read({ path, root, text }: RunnerRequests['read']['arguments']): Promise<SuiteBody> {
  const textOf = (asked: string) => (asked === path ? text : undefined)
  return new Listed(await openTestFile(path, { root, show: () => path, textOf })).body
}

async function run(args: RunTests, tell: (event: TestEvent) => void): Promise<undefined> {
  const { files, allowRemote, howToAllow, save } = args
  for (const { path, root, cases } of files) {
    let now: { readonly path: string; readonly id: string } | undefined
    const print = (from: string, line: string) => tell({ kind: 'printed', text: `[${from}] ${line}`, ...now })
    const session = new TestSession({ root, allowRemote, howToAllow, print, ...(save && { save: save.redact }) })
    const suite = await openTestFile(path, session.reader)
    const listed = new Listed(suite)
    tell({ kind: 'suite', suite: listed.body })
    const wanted = new Set(cases ?? suite.cases.map((test) => listed.id(test)))
    for (const test of suite.cases) if (test.skip && wanted.has(listed.id(test))) tell({ kind: 'skipped', path, id: listed.id(test) })
    await session.run(
      suite,
      {
        began: (_suite, test) => {
          now = { path, id: listed.id(test) }
          tell({ kind: 'began', ...now })
        },
        ended: (_suite, test, ended) => {
          const { milliseconds } = ended
          const failures = ended.failures.map((failure) => listed.failure(test, failure))
          const saved = failures.length === 0 ? undefined : savedIn(save?.folder, test.name, ended)
          tell({ kind: 'ended', path, id: listed.id(test), milliseconds, failures, ...(saved !== undefined && { run: saved }) })
        },
      },
      (test) => wanted.has(listed.id(test)),
    )
  }
  return undefined
}

/** The file in which the execution of a case is kept. A folder that cannot be written to keeps none: the failure is told all the same. */
function savedIn(folder: string | undefined, name: string, { saved }: Ended): string | undefined {
  if (folder === undefined || saved === undefined) return undefined
  try {
    const file = newRunFile(folder, name)
    try {
      file.write(saved())
    } finally {
      file.close()
    }
    pruneRuns(folder, mostSaved, file.path)
    return file.path
  } catch {
    return undefined
  }
}
