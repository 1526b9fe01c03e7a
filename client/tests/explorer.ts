import * as vscode from 'vscode'
import { globs } from '../../core/model/fileNames'
import type { Sessions } from '../sessions'
import { runOnChange } from './continuous'
import { loadDetailedCoverage } from './coverage'
import { debugTests } from './debugging'
import { Discovery, isTests, testGlobs } from './discovery'
import { TestItems } from './items'
import { TestResults } from './results'
import { Runner } from './runner'
import { type Chosen, chosenBy, type Running, runTests } from './running'

/** State machines in VS Code's Test Explorer. It comes with the first file of tests: without one, nobody sees an empty list. */
export class TestExplorer implements vscode.Disposable {
  readonly results = new TestResults()
  private begun: vscode.Disposable | undefined
  private readonly waiting: vscode.Disposable

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly sessions: Sessions,
  ) {
    const opened = ({ uri }: vscode.TextDocument) => isTests(uri) && this.begin()
    const watchers = testGlobs.flatMap((glob) => {
      const watcher = vscode.workspace.createFileSystemWatcher(glob, false, true, true)
      return [watcher, watcher.onDidCreate((uri) => isTests(uri) && this.begin())]
    })
    this.waiting = vscode.Disposable.from(...watchers, vscode.workspace.onDidOpenTextDocument(opened))
    vscode.workspace.textDocuments.forEach(opened)
    for (const glob of testGlobs) void vscode.workspace.findFiles(glob, globs.copies, 1).then((found) => found.length > 0 && this.begin())
  }

  dispose(): void {
    this.waiting.dispose()
    this.begun?.dispose()
  }

  private begin(): void {
    this.waiting.dispose()
    this.begun ??= beginExplorer(this.context, this.sessions, this.results)
  }
}

function beginExplorer(context: vscode.ExtensionContext, sessions: Sessions, results: TestResults): vscode.Disposable {
  const controller = vscode.tests.createTestController('stepthrough', 'State Machines')
  const items = new TestItems(controller)
  const reader = new Runner(context.extensionUri)
  const discovery = new Discovery(items, reader)
  controller.resolveHandler = (item) => discovery.resolve(item)
  controller.refreshHandler = () => discovery.again()
  const running: Running = { context, controller, items, results, sessions, read: (file) => discovery.resolve(file) }
  const { Run, Debug, Coverage } = vscode.TestRunProfileKind
  const profile = (label: string, kind: vscode.TestRunProfileKind, manner: Manner, continuous: boolean) =>
    controller.createRunProfile(label, kind, (request, token) => handle(request, token, running, manner), true, undefined, continuous)
  const coverage = profile('Run with Coverage', Coverage, (...args) => runTests(...args, true), true)
  coverage.loadDetailedCoverage = loadDetailedCoverage
  const run = profile('Run', Run, (...args) => runTests(...args, false), true)
  const debug = profile('Debug', Debug, debugTests, false)
  return vscode.Disposable.from(discovery, reader, run, debug, coverage, controller)
}

/** How a profile runs what is chosen. */
type Manner = (chosen: Chosen, run: vscode.TestRun, running: Running) => Promise<void>

/** Once, or whenever something has changed. */
async function handle(request: vscode.TestRunRequest, token: vscode.CancellationToken, running: Running, manner: Manner): Promise<void> {
  const chosen = chosenBy(request, running.items)
  if (request.continuous) runOnChange(chosen, running.items, token, (again) => runOnce(request, again, running, manner))
  else await runOnce(request, chosen, running, manner)
}

async function runOnce(request: vscode.TestRunRequest, chosen: Chosen, running: Running, manner: Manner): Promise<void> {
  const run = running.controller.createTestRun(request)
  try {
    if (vscode.workspace.isTrusted) return await manner(chosen, run, running)
    const message = new vscode.TestMessage('Tests run the code of functions: they do not run before the workspace is trusted.')
    for (const [file, cases] of chosen) for (const item of cases ?? [file]) run.errored(item, message)
  } finally {
    run.end()
  }
}
