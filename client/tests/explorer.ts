import * as vscode from 'vscode'
import { globs } from '../../core/model/fileNames'
import type { LanguageServer } from '../languageServer'
import type { Sessions } from '../sessions'
import { acceptActions } from './accept'
import { runOnChange } from './continuous'
import { loadDetailedCoverage } from './coverage'
import { debugTests } from './debugging'
import { Discovery, isTests, testGlobs } from './discovery'
import { TestItems } from './items'
import { ReachedStates } from './reachedStates'
import { TestResults } from './results'
import { Runner } from './runner'
import { type Chosen, chosenBy, type Running, runTests } from './running'
import { type CaseRef, TestedBy } from './testedBy'

/** State machines in VS Code's Test Explorer. It comes with the first file of tests: without one, nobody sees an empty list. */
export class TestExplorer implements vscode.Disposable {
  readonly results = new TestResults()
  private begun: vscode.Disposable | undefined
  private readonly waiting: vscode.Disposable

  private running: Running | undefined

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly sessions: Sessions,
    private readonly server: LanguageServer,
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

  /** Runs or debugs cases that a link names. */
  async start(manner: 'run' | 'debug', refs: readonly CaseRef[]): Promise<void> {
    const { running } = this
    const items = refs.flatMap(([path, id]) => running?.items.case(path, id) ?? [])
    if (running && items.length > 0)
      await handle(new vscode.TestRunRequest(items), undefined, running, manner === 'run' ? runPlain : debugTests)
  }

  /** The case that a link names. */
  case([path, id]: CaseRef): vscode.TestItem | undefined {
    return this.running?.items.case(path, id)
  }

  private begin(): void {
    this.waiting.dispose()
    if (this.begun) return
    const { context, sessions, results, server } = this
    const controller = vscode.tests.createTestController('stepthrough', 'State Machines')
    const items = new TestItems(controller)
    const reader = new Runner(context.extensionUri)
    const discovery = new Discovery(items, reader)
    const reached = new ReachedStates(context.workspaceState, items, results)
    const ended = () => void reached.save()
    this.running = { context, controller, items, results, sessions, ended, read: (file) => discovery.resolve(file) }
    const itemsAt = ({ uri }: vscode.TextDocument, range: vscode.Range) => items.at(uri.fsPath, range)
    this.begun = vscode.Disposable.from(
      beginProfiles(this.running, discovery),
      vscode.languages.registerCodeActionsProvider({ scheme: 'file', pattern: globs.tests }, acceptActions(itemsAt, results)),
      new TestedBy(context.extensionUri, server, reached),
      discovery,
      reader,
      controller,
    )
  }
}

const runPlain: Manner = (...args) => runTests(...args, false)

function beginProfiles(running: Running, discovery: Discovery): vscode.Disposable {
  const { controller } = running
  controller.resolveHandler = (item) => discovery.resolve(item)
  controller.refreshHandler = () => discovery.again()
  const { Run, Debug, Coverage } = vscode.TestRunProfileKind
  const profile = (label: string, kind: vscode.TestRunProfileKind, manner: Manner, continuous: boolean) =>
    controller.createRunProfile(label, kind, (request, token) => handle(request, token, running, manner), true, undefined, continuous)
  const coverage = profile('Run with Coverage', Coverage, (...args) => runTests(...args, true), true)
  coverage.loadDetailedCoverage = loadDetailedCoverage
  const run = profile('Run', Run, runPlain, true)
  const debug = profile('Debug', Debug, debugTests, false)
  return vscode.Disposable.from(run, debug, coverage)
}

/** How a profile runs what is chosen. */
type Manner = (chosen: Chosen, run: vscode.TestRun, running: Running) => Promise<void>

/** Once, or whenever something has changed. */
async function handle(
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken | undefined,
  running: Running,
  manner: Manner,
): Promise<void> {
  const chosen = chosenBy(request, running.items)
  if (request.continuous && token)
    runOnChange(chosen, running.items, token, (again) => runOnce(requestOf(again, request), again, running, manner))
  else await runOnce(request, chosen, running, manner)
}

/** A request of its own each time: VS Code adds a second run of the same one to what is over, and shows nothing of it. */
const requestOf = (chosen: Chosen, { profile, preserveFocus }: vscode.TestRunRequest) =>
  new vscode.TestRunRequest(
    [...chosen].flatMap(([file, cases]) => cases ?? [file]),
    undefined,
    profile,
    true,
    preserveFocus,
  )

async function runOnce(request: vscode.TestRunRequest, chosen: Chosen, running: Running, manner: Manner): Promise<void> {
  const run = running.controller.createTestRun(request)
  try {
    if (vscode.workspace.isTrusted) return await manner(chosen, run, running)
    const message = new vscode.TestMessage('Tests run the code of functions: they do not run before the workspace is trusted.')
    for (const [file, cases] of chosen) for (const item of cases ?? [file]) run.errored(item, message)
  } finally {
    run.end()
    running.ended()
  }
}
