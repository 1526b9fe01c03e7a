import * as vscode from 'vscode'
import { registerChildSessions } from './childSession'
import { registerClock } from './clock'
import { registerCodeLens } from './codeLens'
import { registerCommands } from './commands'
import { registerDebugAdapter } from './debugAdapter'
import { tellSaves } from './editedProgram'
import { registerEvaluatableExpressions } from './evaluatable'
import { registerHandlerBreakpoints } from './handlerBreakpoints'
import { EditorHighlight } from './highlight'
import { registerInlineValues } from './inlineValues'
import { LanguageServer } from './languageServer'
import { registerLaunchConfigurations } from './launchConfiguration'
import { LaunchMemory } from './launchMemory'
import { ActivePanel } from './panel/activePanel'
import { ExecutionView } from './panel/executionView'
import { PreviewSource } from './panel/previewSource'
import { PanelTabs, type Reopen } from './panel/tabs'
import { ValueDocuments } from './panel/valueDocuments'
import { PendingTasks } from './pendingTasks'
import { registerPlainDefinitions } from './plainDefinitions'
import { registerRedrive } from './redrive'
import { registerRemoteCalls } from './remoteCalls'
import { dropped } from './runs/dropped'
import { reopenRuns } from './runs/reopen'
import { RunsView } from './runs/runsView'
import { Sessions } from './sessions'
import { registerStatusBar } from './statusBar'
import { registerStepBy } from './stepBy'
import { registerTemplateContext } from './templateContext'
import { TestExplorer } from './tests/explorer'
import { WorkspaceValidation } from './validate'

/** What the features share. Made once, at activation. */
export interface Services {
  readonly context: vscode.ExtensionContext
  readonly output: vscode.LogOutputChannel
  readonly server: LanguageServer
  readonly sessions: Sessions
  readonly view: ExecutionView
  readonly tabs: PanelTabs
  readonly reopen: Reopen
  readonly runs: RunsView
  readonly active: ActivePanel
  readonly highlight: EditorHighlight
  readonly memory: LaunchMemory
  readonly tasks: PendingTasks
  readonly validation: WorkspaceValidation
  readonly tests: TestExplorer
}

/** Registers what VS Code may ask for. Nothing heavy is loaded here: the language client comes with the first ASL document. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable)
    return disposable
  }
  const output = own(vscode.window.createOutputChannel('Stepthrough', { log: true }))
  const sessions = own(new Sessions())
  const server = own(new LanguageServer(context, output))
  const memory = own(new LaunchMemory(context.workspaceState))
  const highlight = own(new EditorHighlight())
  const tasks = own(new PendingTasks(sessions, context.workspaceState, output))
  const values = own(new ValueDocuments())
  const active = new ActivePanel()
  const panel = { extension: context.extensionUri, tasks, highlight, active, values, server }
  const reopenRun = reopenRuns(context.extensionUri)
  const reopen: Reopen = (again) =>
    again.kind === 'preview' ? new PreviewSource(vscode.Uri.parse(again.uri), again.name, server) : reopenRun(again)
  const view = own(new ExecutionView(panel, sessions, context.workspaceState, reopen))
  const tabs = own(new PanelTabs(panel, reopen))
  const runs = own(new RunsView(context, sessions, dropped))
  const validation = own(new WorkspaceValidation(context.extensionUri, output))
  const tests = own(new TestExplorer(context, sessions, server))
  const services: Services = {
    context,
    output,
    server,
    sessions,
    view,
    tabs,
    reopen,
    runs,
    active,
    highlight,
    memory,
    tasks,
    validation,
    tests,
  }
  own(registerDebugAdapter(context.extensionUri))
  own(registerLaunchConfigurations(memory, server, context))
  own(registerRemoteCalls(sessions))
  own(registerRedrive(sessions))
  own(registerChildSessions())
  own(registerHandlerBreakpoints(sessions))
  own(registerCommands(services))
  own(registerCodeLens(server))
  own(registerEvaluatableExpressions(server))
  own(registerInlineValues(sessions))
  own(registerStatusBar(sessions, memory))
  own(registerClock(sessions))
  own(registerStepBy(sessions))
  own(tellSaves())
  own(registerTemplateContext(server))
  own(registerPlainDefinitions(context.workspaceState))
}
