import { dirname, relative, sep } from 'node:path'
import { isInside } from '../../../hosts/node/files'
import { foldersBelow } from '../../../hosts/node/projectFolders'
import { type Suite, suiteName } from '../../../hosts/node/tests/suite'
import { UnreadableFile } from '../../../hosts/node/unreadable'
import { UsageError } from '../../command'
import { inLine, paint, type Terminal } from '../../terminal'
import { type Chosen, countOf, type Ran } from '../once'
import { affected } from './affected'
import { nodeWatching } from './watching'

/** What is watched: which tests there are now, and what runs some of them. */
interface Watched {
  readonly choose: () => Promise<Chosen>
  readonly runSome: (chosen: Chosen) => Promise<Ran>
}

/** Runs all tests, and then those that are affected, whenever files change, until there is to be an end. Whether the last were good. */
export async function watchTests({ choose, runSome }: Watched, terminal: Terminal): Promise<boolean> {
  const { cwd, err } = terminal
  const watching = (terminal.watching ?? nodeWatching)()
  const failed = new Set<string>()
  let isGood = true
  const keyOf = (file: string, name: string) => JSON.stringify([file, name])
  const hasFailed = (suite: Suite, name: string) => failed.has(keyOf(relative(cwd, suite.path).replaceAll(sep, '/'), name))

  const run = async (chosen: Chosen) => {
    const ran = await runSome(chosen).catch(told)
    if (ran === undefined) return
    isGood = ran.isGood
    for (const { file, name, status } of ran.results)
      if (status === 'failed') failed.add(keyOf(file, name))
      else failed.delete(keyOf(file, name))
  }
  /** Undefined where what was named is not there, now. */
  const chosenNow = async () => {
    const chosen = await choose().catch(told)
    watching.look(foldersOf(cwd, chosen?.suites ?? []))
    return chosen
  }
  const told = (error: unknown): undefined => {
    if (!(error instanceof UsageError || error instanceof UnreadableFile)) throw error
    isGood = false
    err(`stepthrough: ${inLine(error.message)}\n`)
  }
  const runAll = async () => {
    const chosen = await chosenNow()
    if (chosen !== undefined) await run(chosen)
  }
  const runFailed = async () => {
    const chosen = await chosenNow()
    if (chosen === undefined) return
    const suites = chosen.suites.filter((suite) => suite.failures.length === 0 || hasFailed(suite, suiteName(suite)))
    const some = { ...chosen, suites, wanted: (test: { readonly name: string }, suite: Suite) => hasFailed(suite, test.name) }
    if (countOf(some) > 0) await run(some)
    else err('No test has failed.\n')
  }
  const runAffected = async (paths: ReadonlySet<string>) => {
    const chosen = await chosenNow()
    const suites = chosen === undefined ? [] : affected(chosen.suites, paths)
    if (chosen === undefined || suites.length === 0) return false
    err(`\n${paint(terminal)('dim', `Changed: ${[...paths].map((path) => inLine(relative(cwd, path))).join(', ')}`)}\n`)
    await run({ ...chosen, suites })
    return true
  }
  const keys = watching.hasKeys ? ' Enter runs all tests, f those that have failed, q ends.' : ''
  let isOver = false
  const wait = () => isOver || err(`Waits for changes.${keys}\n`)

  const stop = terminal.onInterrupt?.(() => {
    isOver = true
    watching.end()
  })
  try {
    await runAll()
    wait()
    for (let event = await watching.next(); event.kind !== 'end'; event = await watching.next()) {
      if (event.kind === 'changed') {
        if (await runAffected(event.paths)) wait()
        continue
      }
      if (event.key === 'q') break
      if (event.key === '\r' || event.key === '\n') await runAll()
      else if (event.key === 'f') await runFailed()
      else continue
      wait()
    }
    return isGood
  } finally {
    stop?.()
    watching.close()
  }
}

/** Where files may change that concern tests: the folders of the project, and those of what tests name elsewhere. */
function foldersOf(cwd: string, suites: readonly Suite[]): string[] {
  const named = suites.flatMap(({ path, definition, mockConfig }) => [path, definition, mockConfig]).filter((path) => path !== undefined)
  return [...new Set([...foldersBelow(cwd), ...named.filter((path) => !isInside(cwd, path)).map(dirname)])]
}
