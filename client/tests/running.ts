import * as vscode from 'vscode'
import { isUnable } from '../../core/testFiles/unable'
import type { EndedCase, RunTests, TestEvent, TestsBody } from '../../hosts/node/tests/protocol'
import { inLine } from '../runs/words'
import type { Sessions } from '../sessions'
import { addCoverage } from './coverage'
import { rootOf } from './discovery'
import type { TestItems } from './items'
import { messagesOf } from './messages'
import type { TestResults } from './results'
import { Runner } from './runner'

/** What runs share. */
export interface Running {
  readonly context: vscode.ExtensionContext
  readonly controller: vscode.TestController
  readonly items: TestItems
  readonly results: TestResults
  readonly sessions: Sessions
  /** Hears that a run is over. */
  readonly ended: () => void
  /** Reads the cases of a file. */
  readonly read: (file: vscode.TestItem) => Promise<void>
}

/** The cases of a request, by their files; no cases: all of the file. */
export type Chosen = ReadonlyMap<vscode.TestItem, readonly vscode.TestItem[] | undefined>

/** What a request means: files and cases, without what is left out. Of none: all there are. */
export function chosenBy({ include, exclude = [] }: vscode.TestRunRequest, items: TestItems): Chosen {
  const chosen = new Map<vscode.TestItem, vscode.TestItem[] | undefined>()
  for (const item of include ?? items.files) {
    const file = item.parent ?? item
    if (exclude.includes(item) || exclude.includes(file)) continue
    if (item === file) chosen.set(file, undefined)
    else if (!chosen.has(file)) chosen.set(file, [item])
    else chosen.get(file)?.push(item)
  }
  for (const [file, cases] of chosen) {
    const all = cases ?? [...file.children].map(([, item]) => item)
    if (exclude.some((item) => item.parent === file))
      chosen.set(
        file,
        all.filter((item) => !exclude.includes(item)),
      )
  }
  return chosen
}

/** Runs what is chosen, in a process of its own, until it is over or cancelled. */
export async function runTests(chosen: Chosen, run: vscode.TestRun, running: Running, coverage: boolean): Promise<void> {
  const { context } = running
  const { token } = run
  const runner = new Runner(context.extensionUri)
  const cancelled = token.onCancellationRequested(() => runner.dispose())
  const open = new Set<vscode.TestItem>()
  for (const [file, cases] of chosen) for (const item of cases ?? casesOf(file)) open.add(item)
  for (const item of open) run.enqueued(item)
  try {
    await runner.ask('run', askedOf(chosen, context, coverage), (event) => tell(event, run, running, open))
    // a case that is not in the file any more has not run
    for (const item of open) run.skipped(item)
  } catch (error) {
    if (!token.isCancellationRequested) for (const item of open) run.errored(item, new vscode.TestMessage((error as Error).message))
  } finally {
    cancelled.dispose()
    runner.dispose()
  }
}

/** Of a file whose cases are not known it is the file itself that is told about. */
const casesOf = (file: vscode.TestItem): vscode.TestItem[] =>
  file.children.size === 0 ? [file] : [...file.children].map(([, item]) => item)

function askedOf(chosen: Chosen, { storageUri, globalStorageUri }: vscode.ExtensionContext, coverage: boolean): RunTests {
  const settings = vscode.workspace.getConfiguration('stepthrough')
  return {
    files: [...chosen].map(([{ uri }, cases]) => ({
      path: uri!.fsPath,
      root: rootOf(uri!),
      ...(cases && { cases: cases.map(({ id }) => id) }),
    })),
    allowRemote: settings.get<boolean>('tests.allowRemote') ?? false,
    coverage,
    howToAllow: 'the setting stepthrough.tests.allowRemote',
    save: {
      folder: vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'testRuns').fsPath,
      redact: settings.get<string[]>('runs.redact') ?? [],
    },
  }
}

function tell(event: TestEvent, run: vscode.TestRun, { items, results }: Running, open: Set<vscode.TestItem>): void {
  switch (event.kind) {
    case 'read':
      read(items.fill(event.tests), event.tests, run, open)
      break
    case 'coverage':
      addCoverage(run, event.definitions)
      break
    case 'printed': {
      const item = event.path === undefined || event.id === undefined ? undefined : items.case(event.path, event.id)
      run.appendOutput(`${event.text.replace(/\r?\n/g, '\r\n')}\r\n`, undefined, item)
      break
    }
    default: {
      const item = items.case(event.path, event.id)
      if (item === undefined) break
      if (event.kind !== 'began') open.delete(item)
      done(event, item, run, results)
    }
  }
}

function done(
  event: Exclude<TestEvent, { readonly kind: 'read' | 'coverage' | 'printed' }>,
  item: vscode.TestItem,
  run: vscode.TestRun,
  results: TestResults,
): void {
  if (event.kind === 'began') run.started(item)
  else if (event.kind === 'skipped') run.skipped(item)
  else tellEnd(event, item, run, results)
}

/** Lines of the output that tell of one case. */
const mostLines = 20

/** The output is a terminal: nothing of a test may speak to it. */
const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')

/** A case is over: what came of it stands at its item. */
export function tellEnd(ended: EndedCase, item: vscode.TestItem, run: vscode.TestRun, results: TestResults): void {
  const number = results.keep(ended)
  if (ended.failures.length === 0) run.passed(item, ended.milliseconds)
  else run[isUnable(ended.failures) ? 'errored' : 'failed'](item, messagesOf(ended, number), ended.milliseconds)
  for (const { message } of ended.failures.slice(0, mostLines))
    run.appendOutput(`${inLine(ended.name)}: ${plain(message)}\r\n`, undefined, item)
}

/** A file that is broken fails with all its cases. */
function read(file: vscode.TestItem, { problems }: TestsBody, run: vscode.TestRun, open: Set<vscode.TestItem>): void {
  const message = new vscode.TestMessage(problems.map(({ message }) => message).join('\n'))
  for (const item of problems.length > 0 ? [file, ...casesOf(file).filter((each) => open.has(each))] : []) {
    open.delete(item)
    run.errored(item, message)
  }
  open.delete(file)
}
