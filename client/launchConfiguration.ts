import * as vscode from 'vscode'
import { askInput, askLaunch } from './askLaunch'
import { childSession } from './childSession'
import { configOf } from './configFile'
import { configurationFor } from './configurationFor'
import { displayPath, isDefinition, isServed } from './documents'
import { configurationsOfWorkspace } from './dynamicConfigurations'
import { handlerFiles } from './handlerBreakpoints'
import type { LanguageServer } from './languageServer'
import { attributesOf, type LaunchChoice, type LaunchMemory } from './launchMemory'
import { refuseFaults } from './refuseFaults'
import { saveAttribute } from './runs/folder'
import { machineIn, machinesIn } from './stateMachines'
import { definitionOf } from './tests/debugging'

type Configuration = vscode.DebugConfiguration

/** F5 with a launch.json and without one, and the configurations that VS Code offers by itself. */
export function registerLaunchConfigurations(
  memory: LaunchMemory,
  server: LanguageServer,
  context: vscode.ExtensionContext,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider('asl', {
      resolveDebugConfiguration: (_folder, config) => (config.debugType ? childSession(config) : withProgram(config, server)),
      resolveDebugConfigurationWithSubstitutedVariables: (_folder, config) => complete(config, memory, server, context),
    }),
    vscode.debug.registerDebugConfigurationProvider(
      'asl',
      { provideDebugConfigurations: () => configurationsOfWorkspace(memory) },
      vscode.DebugConfigurationProviderTriggerKind.Dynamic,
    ),
  )
}

/** F5 without a launch.json gives an empty configuration: it means the active editor's file. */
async function withProgram(config: Configuration, server: LanguageServer): Promise<Configuration | undefined> {
  if (config.program || config.test) return config
  const document = vscode.window.activeTextEditor?.document
  if (!isDefinition(document) && !(document && isServed(document) && (await machinesIn(document, server)).length > 0)) {
    const what = 'a state machine definition (.asl.json, .asl.yaml) or a template with one'
    return refuse(`Open ${what} to debug it, or set "program" in launch.json.`)
  }
  if (document.uri.scheme !== 'file') return refuse('Save the state machine definition to a file before it is run.')
  const machine = await machineIn(document, server)
  return machine && { ...configurationFor(document.uri.fsPath, machine.name), ...config, program: document.uri.fsPath }
}

/** Fills in what the configuration leaves open. The user is asked once; Escape cancels the launch without a message. */
async function complete(
  config: Configuration,
  memory: LaunchMemory,
  server: LanguageServer,
  context: vscode.ExtensionContext,
): Promise<Configuration | undefined> {
  const program: unknown = config.program ?? (config.test && (await definitionOf(context, config.test)))
  // the adapter says what is wrong with a test
  if (config.test && typeof program !== 'string') return config
  if (typeof program !== 'string') return refuse('"program" in the launch configuration is the path of a definition.')
  const complaint = await fileComplaint(program)
  if (complaint) return refuse(complaint)
  if (!config.test && (await refuseFaults(program, config.stateMachineName, server))) return undefined
  const settings = vscode.workspace.getConfiguration('stepthrough', vscode.Uri.file(program))
  const showsHistory = settings.get('executionHistory.open') === 'onStart'
  // the adapter knows no workspace folder
  const file = await configOf(program)
  const watched = config.noDebug ? [] : handlerFiles()
  const defaults = {
    ...(watched.length > 0 && { debugFunctions: watched }),
    ...(file && { config: file.fsPath }),
    ...(!config.test && { unmocked: settings.get<string>('unmocked', 'prompt') }),
    allowRemote: 'ask',
    ...saveAttribute(context),
    // The Debug Console would cover the execution history, which is in the same place.
    ...(showsHistory ? { internalConsoleOptions: 'neverOpen' } : {}),
  }
  if (config.test) return { ...defaults, ...config, program }
  const begins = [config.input, config.inputFile, config.historyFile, config.redrive]
  if (begins.some((each) => each !== undefined)) return { ...defaults, ...config }
  const choice = await chosenLaunch(program, config, memory)
  return choice && { ...defaults, ...config, ...attributesOf(choice, config) }
}

/** The remembered choice, else the user's answer. Mocks are asked for only where the configuration names none. */
async function chosenLaunch(program: string, config: Configuration, memory: LaunchMemory): Promise<LaunchChoice | undefined> {
  const last = memory.get(program)
  if (last && !('file' in last.input && (await fileComplaint(last.input.file)))) return last
  const asksMocks = config.mockConfig === undefined && config.unmocked === undefined
  const input = asksMocks ? undefined : await askInput(program, last)
  const choice = asksMocks ? await askLaunch(program, last) : input && { input }
  if (choice) await memory.set(program, choice)
  return choice
}

async function fileComplaint(file: string): Promise<string | undefined> {
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.file(file))
    return type & vscode.FileType.File ? undefined : `${displayPath(file)} is no file.`
  } catch {
    return `There is no file ${displayPath(file)}.`
  }
}

function refuse(message: string): undefined {
  void vscode.window.showErrorMessage(message, 'Open launch.json').then((choice) => {
    if (choice) void vscode.commands.executeCommand('workbench.action.debug.configure')
  })
  return undefined
}
