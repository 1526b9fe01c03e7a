import * as vscode from 'vscode'
import type { LaunchAttributes } from '../debugger/protocol'
import type { PanelAction } from '../webview/messages'
import { answerState } from './answerState'
import { askLaunch } from './askLaunch'
import { clockMenu, skipTimer } from './clock'
import { configurationFor } from './configurationFor'
import { configureTasks } from './configureTasks'
import { isServed } from './documents'
import { exportHistory } from './exportHistory'
import type { Services } from './extension'
import { faults, letHappen } from './faults'
import { newStateMachine } from './newStateMachine'
import { openExample } from './openExample'
import { openGraph } from './openGraph'
import { saveAnswers } from './recordAnswer'
import { redrive } from './redrive'
import { chooseHistory, replayOf } from './replay'
import {
  again,
  compareRuns,
  deleteAll,
  deleteChosen,
  exportRunHistory,
  importClipboard,
  importHistory,
  openInEditor,
  openRun,
  openRunBeside,
  saveRunAs,
  testOfRun,
} from './runs/commands'
import { exportRun, saveAs } from './runs/keep'
import { type RunFile, RunFiles } from './runs/runFiles'
import { saveRun } from './saveRun'
import { saveFileTest, saveTest } from './saveTest'
import { showRule } from './showRule'
import { executionOf, stackItem } from './stackItem'
import { machineIn } from './stateMachines'
import { stepBy } from './stepBy'
import { acceptCame } from './tests/accept'
import { openCase, refsOf } from './tests/openCase'
import { showFailure } from './tests/showFailure'
import { copyValue } from './variableItem'
import { showOrigin } from './whoWrote'

/** The commands of package.json; a test holds the two lists against each other. */
const commands = {
  'stepthrough.run': (services) => start(services, { noDebug: true }),
  'stepthrough.debug': (services) => start(services, { noDebug: false }),
  'stepthrough.debugStopOnEntry': (services) => start(services, { noDebug: false }, { stopOnEntry: true }),
  'stepthrough.replay': replay,
  'stepthrough.changeInput': changeInput,
  'stepthrough.configureTasks':
    ({ server }) =>
    async (uri?: unknown) => {
      const file = target(uri)
      if (file) await configureTasks(file, server)
    },
  'stepthrough.stepByStage':
    ({ sessions }) =>
    () =>
      stepBy(sessions, 'stage'),
  'stepthrough.stepByState':
    ({ sessions }) =>
    () =>
      stepBy(sessions, 'state'),
  'stepthrough.restartToHere':
    ({ sessions }) =>
    async (...args: unknown[]) => {
      await executionOf(sessions, args)?.request('stepthrough/restartToHere', undefined)
    },
  'stepthrough.skipTimer':
    ({ sessions }) =>
    () =>
      skipTimer(sessions),
  'stepthrough.clock':
    ({ sessions }) =>
    () =>
      clockMenu(sessions),
  'stepthrough.openGraph': openGraph,
  'stepthrough.openExecution':
    ({ view }) =>
    () =>
      view.open(),
  'stepthrough.goToState': inPanel('goToState'),
  'stepthrough.breakHere': inPanel('toggleBreakpoint'),
  'stepthrough.removeBreakpoint': inPanel('toggleBreakpoint'),
  'stepthrough.goHere': inPanel('goHere'),
  'stepthrough.filterByState': inPanel('filterByState'),
  'stepthrough.filterByThread': inPanel('filterByThread'),
  'stepthrough.copyName': inPanel('copyName'),
  'stepthrough.copyInput': inPanel('copyInput'),
  'stepthrough.copyOutput': inPanel('copyOutput'),
  'stepthrough.copyEvent': inPanel('copyEvent'),
  'stepthrough.copyStatePath': inPanel('copyPath'),
  'stepthrough.answerTask':
    ({ tasks }) =>
    (key?: unknown) =>
      tasks.answer(typeof key === 'string' ? key : undefined),
  'stepthrough.acceptAnswer':
    ({ tasks }) =>
    () =>
      tasks.accept(),
  'stepthrough.answerState':
    ({ sessions }) =>
    () =>
      answerState(sessions.current),
  'stepthrough.saveAnswers':
    ({ sessions, server }) =>
    () =>
      saveAnswers(sessions.current, server),
  'stepthrough.saveTest': ofShown(
    (file, { context }) => saveFileTest(file, context.extensionUri),
    ({ sessions, server, context }) => saveTest(sessions.current, server, context.extensionUri),
  ),
  'stepthrough.saveResult':
    ({ sessions, tasks }) =>
    async (...args: unknown[]) => {
      const item = await stackItem(sessions, args)
      if (item) await tasks.recorder.recordResult(item)
    },
  'stepthrough.throwError': letHappen(faults.throwError),
  'stepthrough.timeOut': letHappen(faults.timeOut),
  'stepthrough.returnResult': letHappen(faults.returnResult),
  'stepthrough.exceedLimit': letHappen(faults.exceedLimit),
  'stepthrough.whoWrote': (services) => (row?: unknown) => showOrigin(services, row),
  'stepthrough.copyJson': copyValue('json'),
  'stepthrough.copyPath': copyValue('path'),
  'stepthrough.copyMock': copyValue('mock'),
  'stepthrough.saveRun': ofShown(saveAs, ({ sessions }) => saveRun(sessions.current)),
  'stepthrough.redrive':
    ({ sessions, context }) =>
    () =>
      redrive(sessions.current, context),
  'stepthrough.exportHistory': ofShown(
    (file, { context }) => exportRun(file, context.extensionUri),
    ({ sessions }) => exportHistory(sessions.current),
  ),
  'stepthrough.runs.open': openRun,
  'stepthrough.runs.openBeside': openRunBeside,
  'stepthrough.runs.rerun': again('rerun'),
  'stepthrough.runs.debug': again('debug'),
  'stepthrough.runs.replay': again('replay'),
  'stepthrough.runs.redrive': again('redrive'),
  'stepthrough.runs.compare': compareRuns,
  'stepthrough.runs.saveTest': testOfRun,
  'stepthrough.runs.saveAs': saveRunAs,
  'stepthrough.runs.export': exportRunHistory,
  'stepthrough.runs.delete': deleteChosen,
  'stepthrough.runs.deleteAll': deleteAll,
  'stepthrough.runs.import': importHistory,
  'stepthrough.runs.importClipboard': importClipboard,
  'stepthrough.runs.group':
    ({ runs }) =>
    () =>
      runs.group(true),
  'stepthrough.runs.ungroup':
    ({ runs }) =>
    () =>
      runs.group(false),
  'stepthrough.runs.showMore':
    ({ runs }) =>
    () =>
      runs.showMore(),
  'stepthrough.tests.showFailure': showFailure,
  'stepthrough.tests.accept': acceptCame,
  'stepthrough.tests.open':
    ({ tests }) =>
    (refs?: unknown) =>
      openCase(tests, refs),
  'stepthrough.tests.run':
    ({ tests }) =>
    (refs?: unknown) =>
      tests.start('run', refsOf(refs)),
  'stepthrough.tests.debug':
    ({ tests }) =>
    (refs?: unknown) =>
      tests.start('debug', refsOf(refs)),
  'stepthrough.openInEditor': openInEditor,
  'stepthrough.validate':
    ({ validation }) =>
    () =>
      validation.run(),
  'stepthrough.showRule':
    ({ context }) =>
    (code?: unknown) =>
      showRule(context.extensionUri, typeof code === 'string' ? code : undefined),
  'stepthrough.newStateMachine': () => newStateMachine,
  'stepthrough.openExample':
    ({ context }) =>
    () =>
      openExample(context),
  'stepthrough.restartServer':
    ({ server }) =>
    () =>
      server.restart(),
  'stepthrough.showOutput':
    ({ output }) =>
    () =>
      output.show(),
} satisfies Record<string, (services: Services) => (...args: unknown[]) => unknown>

/** Registers every command. A failure is told once and logged; it never escapes as an unhandled rejection. */
export function registerCommands(services: Services): vscode.Disposable {
  const guard =
    (id: string, command: (...args: unknown[]) => unknown) =>
    async (...args: unknown[]) => {
      try {
        return await command(...args)
      } catch (error) {
        services.output.error(`${id}: ${error instanceof Error ? error.stack : error}`)
        const choice = await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error), 'Show Output')
        if (choice) services.output.show()
      }
    }
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, make]) => vscode.commands.registerCommand(id, guard(id, make(services)))),
  )
}

/** For the run in a file that the panel shows, else for the session. */
function ofShown(file: (file: RunFile, services: Services) => Promise<void>, session: (services: Services) => Promise<void>) {
  return (services: Services) => async () => {
    const shown = services.view.file === undefined ? undefined : new RunFiles().look(services.view.file)
    await (shown ? file(shown, services) : session(services))
  }
}

/** Done in the panel that a person was in last. */
function inPanel(action: PanelAction) {
  return ({ active }: Services) =>
    (on?: unknown) =>
      active.act(action, on)
}

/** From the editor title, the explorer, a CodeLens or the palette: the first two give the file, the third the machine too. */
function start({ server }: Services, options: vscode.DebugSessionOptions, attributes: Partial<LaunchAttributes> = {}) {
  return async (uri?: unknown, stateMachineName?: unknown) => {
    const file = target(uri)
    if (!file) return
    const machine =
      typeof stateMachineName === 'string'
        ? { name: stateMachineName }
        : await machineIn(await vscode.workspace.openTextDocument(file), server)
    if (!machine) return
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))
    await vscode.debug.startDebugging(folder, { ...configurationFor(file, machine.name), ...attributes }, options)
  }
}

/** Follows a recorded execution of the definition. */
function replay({ server }: Services) {
  return async (uri?: unknown) => {
    const file = target(uri)
    const machine = file && (await machineIn(await vscode.workspace.openTextDocument(file), server))
    const history = file && machine && (await chooseHistory(file))
    if (!file || !machine || !history) return
    await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file)), replayOf(file, machine.name, history))
  }
}

function changeInput({ memory }: Services) {
  return async (uri?: unknown) => {
    const file = target(uri)
    const choice = file && (await askLaunch(file, memory.get(file)))
    if (file && choice) await memory.set(file, choice)
  }
}

function target(uri: unknown): string | undefined {
  const document = vscode.window.activeTextEditor?.document
  const chosen = uri instanceof vscode.Uri ? uri : document && isServed(document) ? document.uri : undefined
  if (chosen?.scheme === 'file') return chosen.fsPath
  void vscode.window.showErrorMessage(
    chosen
      ? 'Save the state machine definition to a file before it is run.'
      : 'Open a state machine definition (.asl.json, .asl.yaml) first.',
  )
  return undefined
}
