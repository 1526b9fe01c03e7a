import * as vscode from 'vscode'
import { globs } from '../../core/model/fileNames'
import { Discovery, isTests, testGlobs } from './discovery'
import { TestItems } from './items'
import { Runner } from './runner'
import { chosenBy, type Running, runTests } from './running'

/** State machines in VS Code's Test Explorer. It comes with the first file of tests: without one, nobody sees an empty list. */
export function registerTests(context: vscode.ExtensionContext): vscode.Disposable {
  let explorer: vscode.Disposable | undefined
  const begin = () => {
    waiting.dispose()
    explorer ??= beginExplorer(context)
  }
  const opened = (document: vscode.TextDocument) => isTests(document.uri) && begin()
  const watchers = testGlobs.flatMap((glob) => {
    const watcher = vscode.workspace.createFileSystemWatcher(glob, false, true, true)
    return [watcher, watcher.onDidCreate(begin)]
  })
  const waiting = vscode.Disposable.from(...watchers, vscode.workspace.onDidOpenTextDocument(opened))
  vscode.workspace.textDocuments.forEach(opened)
  for (const glob of testGlobs) void vscode.workspace.findFiles(glob, globs.copies, 1).then((found) => found.length > 0 && begin())
  return new vscode.Disposable(() => {
    waiting.dispose()
    explorer?.dispose()
  })
}

function beginExplorer(context: vscode.ExtensionContext): vscode.Disposable {
  const controller = vscode.tests.createTestController('stepthrough', 'State Machines')
  const items = new TestItems(controller)
  const reader = new Runner(context.extensionUri)
  const discovery = new Discovery(items, reader)
  controller.resolveHandler = (item) => discovery.resolve(item)
  const running: Running = { context, controller, items }
  const run = controller.createRunProfile('Run', vscode.TestRunProfileKind.Run, (request, token) => start(request, token, running), true)
  return vscode.Disposable.from(discovery, reader, run, controller)
}

async function start(request: vscode.TestRunRequest, token: vscode.CancellationToken, running: Running): Promise<void> {
  const run = running.controller.createTestRun(request)
  try {
    const chosen = chosenBy(request, running.items)
    if (vscode.workspace.isTrusted) return await runTests(chosen, run, token, running)
    const message = new vscode.TestMessage('Tests run the code of functions: they do not run before the workspace is trusted.')
    for (const [file, cases] of chosen) for (const item of cases ?? [file]) run.errored(item, message)
  } finally {
    run.end()
  }
}
