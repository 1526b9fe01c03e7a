import * as vscode from 'vscode'
import { importedEnding, savedEnding } from '../../core/model/fileNames'
import { contextKey, type Sessions } from '../sessions'
import { runsFolder } from './folder'
import { hasRuns, page, RunFiles } from './runFiles'
import { fileOf, grouped, itemOf, nodesOf, type RunNode } from './runNodes'

const viewId = 'stepthrough.runs'
const groupedKey = 'runs.grouped'

/** "State Machine Runs" in the Run and Debug side bar. */
export class RunsView implements vscode.TreeDataProvider<RunNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>()
  readonly onDidChangeTreeData = this.changed.event
  private readonly view: vscode.TreeView<RunNode>
  private readonly subscriptions: vscode.Disposable
  private readonly files = new RunFiles()
  private watcher: vscode.Disposable | undefined
  private most = page
  /** There were some since the window was loaded. */
  private had = false
  private readonly isGrouped = contextKey('stepthrough.runsGrouped')
  private readonly hasRuns = contextKey('stepthrough.hasRuns')

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly sessions: Sessions,
    dragAndDropController: vscode.TreeDragAndDropController<RunNode>,
  ) {
    this.isGrouped(this.groups)
    this.view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController,
    })
    this.watch()
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.view,
      sessions.onDidChange(({ change: { kind } }) => {
        // the folder may not have been there to be watched
        if (kind === 'runFile') this.watch()
        else if (kind !== 'history' && kind !== 'clock') this.changed.fire()
      }),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('stepthrough.runs.folder') && this.watch()),
    )
  }

  dispose(): void {
    this.watcher?.dispose()
    this.subscriptions.dispose()
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    return itemOf(node, this.groups, Date.now())
  }

  async getChildren(node?: RunNode): Promise<RunNode[]> {
    if (node !== undefined) return node.kind === 'machine' ? [...node.runs] : []
    const { files, left } = await this.files.list(this.folder.fsPath, this.most)
    const nodes = nodesOf(files, this.sessions.live, left)
    return this.groups ? grouped(nodes) : nodes
  }

  get folder(): vscode.Uri {
    return runsFolder(this.context)
  }

  /** The rows that are chosen, where a command came from no row of its own. */
  get selection(): readonly RunNode[] {
    return this.view.selection
  }

  /** All runs that have a file, the latest first. */
  async all(): Promise<RunNode[]> {
    const { files } = await this.files.list(this.folder.fsPath, Number.POSITIVE_INFINITY)
    return nodesOf(files, this.sessions.live, 0).filter((node) => fileOf(node) !== undefined)
  }

  async group(by: boolean): Promise<void> {
    await this.context.workspaceState.update(groupedKey, by)
    this.isGrouped(by)
    this.changed.fire()
  }

  showMore(): void {
    this.most += page
    this.changed.fire()
  }

  /** Files have come or gone, maybe with their folder. */
  refresh(): void {
    this.watch()
  }

  /** Whether there are any is known before anybody looks. */
  private async tell(): Promise<void> {
    const has = await hasRuns(this.folder.fsPath)
    // a key that was never set counts as false
    if (has || this.had) this.hasRuns(has)
    this.had ||= has
    this.changed.fire()
  }

  private get groups(): boolean {
    return this.context.workspaceState.get<boolean>(groupedKey) ?? false
  }

  private watch(): void {
    this.watcher?.dispose()
    const { folder } = this
    const pattern = new vscode.RelativePattern(folder, `*{${savedEnding},${importedEnding}}`)
    const watcher = vscode.workspace.createFileSystemWatcher(pattern)
    const fire = () => void this.tell()
    this.watcher = vscode.Disposable.from(watcher, watcher.onDidCreate(fire), watcher.onDidChange(fire), watcher.onDidDelete(fire))
    fire()
  }
}
