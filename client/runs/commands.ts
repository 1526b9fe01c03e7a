import * as vscode from 'vscode'
import type { Services } from '../extension'
import { SessionSource } from '../panel/sessionSource'
import { saveFileTest } from '../saveTest'
import { CompareSource } from './compareSource'
import { FileSource } from './fileSource'
import { type Importing, importFiles, importTexts, importUris } from './importHistory'
import { deleteRuns, exportRun, saveAs } from './keep'
import { type Manner, runAgain } from './runAgain'
import type { RunFile } from './runFiles'
import { fileOf, type RunNode, timeOf } from './runNodes'
import { inLine, standingOf, summaryOf, whenText } from './words'

/** A file of a run, as something that a panel shows. */
export const sourceOf = (extension: vscode.Uri, { path, glance }: Pick<RunFile, 'path' | 'glance'>, event?: number): FileSource =>
  new FileSource(extension, path, glance.kind === 'wrong' ? 'Damaged run' : inLine(glance.machine), event)

/** The rows that a command is about: that on which it was called, with the others that are chosen if it is one of them; else those that are chosen. */
function nodesOf({ runs }: Services, node: unknown, chosen: unknown): readonly RunNode[] {
  if (Array.isArray(chosen) && chosen.length > 0) return chosen as RunNode[]
  return isNode(node) ? [node] : runs.selection
}

const isNode = (value: unknown): value is RunNode => typeof value === 'object' && value !== null && 'kind' in value

const filesOf = (services: Services, node: unknown, chosen?: unknown): RunFile[] =>
  nodesOf(services, node, chosen)
    .flatMap((each) => (each.kind === 'machine' ? each.runs : [each]))
    .flatMap((each) => fileOf(each) ?? [])

/** Opens what is chosen in the panel: a run that goes on as it goes on. */
export function openRun(services: Services) {
  return async (node?: unknown) => {
    const [chosen] = nodesOf(services, node, undefined)
    if (chosen?.kind === 'live')
      return services.view.openRun(new SessionSource(chosen.execution, services.sessions, services.context.extensionUri, services.server))
    const file = chosen && fileOf(chosen)
    if (file) await services.view.openRun(sourceOf(services.context.extensionUri, file))
  }
}

/** The same in a tab beside the editor. */
export function openRunBeside(services: Services) {
  const { context, sessions, tabs, server } = services
  return (node?: unknown, all?: unknown) => {
    for (const chosen of nodesOf(services, node, all)) {
      const file = fileOf(chosen)
      if (chosen.kind === 'live')
        tabs.show(new SessionSource(chosen.execution, sessions, context.extensionUri, server), vscode.ViewColumn.Beside)
      else if (file) tabs.show(sourceOf(context.extensionUri, file), vscode.ViewColumn.Beside)
    }
  }
}

/** What the panel shows is opened in an editor tab too. */
export function openInEditor({ view, tabs, sessions, context, server, reopen }: Services) {
  return () => {
    const { again } = view
    const source = again && ('session' in again ? new SessionSource(again, sessions, context.extensionUri, server) : reopen(again))
    if (source) tabs.show(source)
  }
}

/** Two runs are held against each other in a tab: those that are chosen, or the one with another that is asked for. The older is on the left. */
export function compareRuns(services: Services) {
  return async (node?: unknown, all?: unknown) => {
    const chosen = filesOf(services, node, all)
    const [first] = chosen
    if (first === undefined) return
    const second = chosen.length > 1 ? chosen[1] : await chooseOther(services, first)
    if (second === undefined) return
    const [left, right] = [first, second].sort((a, b) => timeOf(a) - timeOf(b)) as [RunFile, RunFile]
    services.tabs.show(new CompareSource(services.context.extensionUri, left.path, right.path, [runTitle(left), runTitle(right)]))
  }
}

/** Two runs of one machine are told from each other by their times. */
const runTitle = (file: RunFile): string =>
  file.glance.kind === 'wrong' ? titleOf(file) : `${titleOf(file)} ${whenText(timeOf(file), Date.now())}`

const titleOf = ({ glance }: RunFile): string => (glance.kind === 'wrong' ? 'Damaged run' : inLine(glance.machine))

async function chooseOther({ runs }: Services, first: RunFile): Promise<RunFile | undefined> {
  const files = (await runs.all()).flatMap((each) => fileOf(each) ?? []).filter(({ path }) => path !== first.path)
  const items = files.flatMap((file) => {
    const { glance } = file
    if (glance.kind === 'wrong') return []
    const when = whenText(timeOf(file), Date.now())
    return [{ label: inLine(glance.machine), description: summaryOf(standingOf(glance), glance, when), file }]
  })
  // another run of the same machine is what one means most often
  const isSame = ({ label }: { readonly label: string }) => label === titleOf(first)
  const sorted = [...items.filter(isSame), ...items.filter((each) => !isSame(each))]
  const chosen = await vscode.window.showQuickPick(sorted, {
    title: `Compare ${titleOf(first)} with`,
    placeHolder: 'Another run',
    matchOnDescription: true,
  })
  return chosen?.file
}

/** A command for one file. */
export const forFile =
  (action: (file: RunFile, services: Services) => Promise<unknown>) => (services: Services) => async (node?: unknown) => {
    const [file] = filesOf(services, node)
    if (file) await action(file, services)
  }

export const again = (manner: Manner) => forFile((file) => runAgain(file, manner))
export const testOfRun = forFile((file, { context }) => saveFileTest(file, context.extensionUri))
export const saveRunAs = forFile((file) => saveAs(file))
export const exportRunHistory = forFile((file, { context }) => exportRun(file, context.extensionUri))

export function deleteChosen(services: Services) {
  return async (node?: unknown, all?: unknown) => {
    if (await deleteRuns(filesOf(services, node, all))) services.runs.refresh()
  }
}

export function deleteAll(services: Services) {
  return async () => {
    const all = await services.runs.all()
    // what goes on is being written
    const over = all.filter(({ kind }) => kind === 'run')
    if (await deleteRuns(over.flatMap((node) => fileOf(node) ?? []))) services.runs.refresh()
  }
}

const importing = ({ context, runs, server }: Pick<Services, 'context' | 'runs' | 'server'>): Importing => ({
  extension: context.extensionUri,
  folder: runs.folder,
  server,
})

/** What has been imported is shown. */
async function shown(services: Services, path: string | undefined): Promise<void> {
  if (path === undefined) return
  services.runs.refresh()
  await services.view.openRun(new FileSource(services.context.extensionUri, path, 'Imported history'))
}

/** Of files that a person chooses; where they, or a text, were dropped, of these. */
export function importHistory(services: Services) {
  return async (given?: unknown) => {
    const to = importing(services)
    if (Array.isArray(given)) await shown(services, await importUris(given as vscode.Uri[], to))
    else await shown(services, await (typeof given === 'string' ? importTexts([given], to) : importFiles(to)))
  }
}

export function importClipboard(services: Services) {
  return async () => shown(services, await importTexts([await vscode.env.clipboard.readText()], importing(services)))
}
