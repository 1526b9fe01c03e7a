import * as vscode from 'vscode'
import type { CustomEvents } from '../../debugger/protocol'
import type { Sessions } from '../sessions'
import { rootOf } from './discovery'
import { listedOf } from './items'
import { Runner } from './runner'
import { type Chosen, type Running, tellEnd } from './running'

/** Debugs what is chosen, one case after the other: each is a debug session of its own. */
export async function debugTests(chosen: Chosen, run: vscode.TestRun, running: Running): Promise<void> {
  for (const [file, cases] of chosen) {
    if (cases === undefined && file.children.size === 0) await running.read(file)
    const all = cases ?? [...file.children].map(([, item]) => item).filter((item) => !listedOf(item)?.skip)
    for (const item of all) if (!run.token.isCancellationRequested) await debugCase(item, run, running)
  }
}

let sessions = 0

async function debugCase(item: vscode.TestItem, run: vscode.TestRun, running: Running): Promise<void> {
  const listed = listedOf(item)
  if (item.uri === undefined || listed === undefined) return
  const { name, definition, machine } = listed
  const key = ++sessions
  const since = performance.now()
  const heard = hear(key, running.sessions)
  const cancelled = run.token.onCancellationRequested(() => heard.session && void vscode.debug.stopDebugging(heard.session))
  run.started(item)
  const configuration = {
    type: 'asl',
    request: 'launch',
    name,
    ...(definition !== undefined && { program: definition }),
    test: { file: item.uri.fsPath, case: name },
    ...(machine !== undefined && { stateMachineName: machine }),
    testSession: key,
  }
  try {
    const started = await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(item.uri), configuration, { testRun: run })
    if (started) await heard.ended
  } finally {
    cancelled.dispose()
    heard.dispose()
  }
  const { tested, runFile } = heard
  // one that did not start, or was stopped, has come to nothing
  if (tested === undefined) return run.skipped(item)
  const milliseconds = performance.now() - since
  const path = item.uri.fsPath
  tellEnd({ path, id: item.id, name, milliseconds, ...tested, ...(runFile !== undefined && { run: runFile }) }, item, run, running.results)
}

/** What a debug session with a key tells, until it ends. */
function hear(key: number, sessions: Sessions) {
  const isOurs = ({ configuration }: vscode.DebugSession) => configuration.testSession === key
  const heard = {
    session: undefined as vscode.DebugSession | undefined,
    tested: undefined as CustomEvents['stepthrough/tested'] | undefined,
    runFile: undefined as string | undefined,
    ended: Promise.resolve(),
    dispose: () => subscription.dispose(),
  }
  let over = () => {}
  heard.ended = new Promise((resolve) => {
    over = resolve
  })
  const subscription = vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession((session) => {
      if (isOurs(session)) heard.session = session
    }),
    vscode.debug.onDidTerminateDebugSession((session) => isOurs(session) && over()),
    sessions.onDidChange(({ execution, change }) => {
      if (change.kind !== 'tested' || !isOurs(execution.session)) return
      const { kind: _, ...tested } = change
      heard.tested = tested
      heard.runFile = execution.runFile
    }),
  )
  return heard
}

/** The definition of a case that a launch configuration names; undefined: there is no such case, which the launch says. */
export async function definitionOf({ extensionUri }: vscode.ExtensionContext, test: unknown): Promise<string | undefined> {
  const { file, case: name } = (test ?? {}) as { readonly file?: unknown; readonly case?: unknown }
  if (typeof file !== 'string' || file === '') return undefined
  const runner = new Runner(extensionUri)
  try {
    const { cases } = await runner.ask('read', { path: file, root: rootOf(vscode.Uri.file(file)) })
    return cases.find((each) => each.name === name)?.definition
  } catch {
    return undefined
  } finally {
    runner.dispose()
  }
}
