import * as vscode from 'vscode'
import { copiedFolders, globs, isMockName, isTestName } from '../../core/model/fileNames'
import { displayPath } from '../documents'
import type { TestItems } from './items'
import type { Runner } from './runner'

/** Files of tests that are looked for, and those of them whose cases are read before anybody opens them. */
const mostFiles = 5000
const mostRead = 500

/** Milliseconds after the last key until a text is read again. */
const typingPause = 250

/** How files of tests are called: each test case of a mock file is a test, too. */
export const testGlobs: readonly string[] = [globs.tests, ...globs.mocks]

/** Whether a file has tests by its name, and is no copy of one. */
export const isTests = ({ scheme, path, fsPath }: vscode.Uri): boolean =>
  scheme === 'file' && (isTestName(path) || isMockName(path)) && !isCopy(fsPath)

/** Whether a file is what others wrote, or a tool made of the project. */
export const isCopy = (path: string): boolean =>
  displayPath(path)
    .split(/[/\\]/)
    .some((step) => copiedFolders.includes(step))

/** Keeps the list as the workspace is: its files, and what one types into them. */
export class Discovery implements vscode.Disposable {
  private readonly subscription: vscode.Disposable
  private readonly typed = new Map<string, NodeJS.Timeout>()
  private found: Promise<void> | undefined

  constructor(
    private readonly items: TestItems,
    private readonly runner: Runner,
  ) {
    const opened = ({ uri }: vscode.TextDocument) => isTests(uri) && void this.read(uri)
    const changed = (uri: vscode.Uri) => {
      if (!isTests(uri) || (this.items.file(uri) === undefined && this.found === undefined)) return
      void this.read(uri)
      // what a test file says of a mock file's test case is a test in its place
      if (isTestName(uri.path)) for (const { uri: other } of this.items.files) if (other && isMockName(other.path)) void this.read(other)
    }
    const watchers = testGlobs.flatMap((glob) => {
      const watcher = vscode.workspace.createFileSystemWatcher(glob)
      return [watcher, watcher.onDidCreate(changed), watcher.onDidChange(changed), watcher.onDidDelete((uri) => this.items.remove(uri))]
    })
    this.subscription = vscode.Disposable.from(
      ...watchers,
      vscode.workspace.onDidOpenTextDocument(opened),
      vscode.workspace.onDidChangeTextDocument(({ document }) => isTests(document.uri) && this.later(document.uri)),
      // what was typed and not saved is gone
      vscode.workspace.onDidCloseTextDocument(({ uri }) => isTests(uri) && this.items.file(uri) && void this.read(uri)),
    )
    vscode.workspace.textDocuments.forEach(opened)
  }

  dispose(): void {
    for (const timer of this.typed.values()) clearTimeout(timer)
    this.subscription.dispose()
  }

  /** VS Code wants to know what is in an item; of none: which files there are. */
  async resolve(item: vscode.TestItem | undefined): Promise<void> {
    if (item?.uri) return this.read(item.uri)
    this.found ??= this.find()
    await this.found
  }

  /** A person wants the list anew. */
  async again(): Promise<void> {
    this.found = this.find()
    await this.found
  }

  private async find(): Promise<void> {
    const found = await Promise.all(testGlobs.map((glob) => vscode.workspace.findFiles(glob, globs.copies, mostFiles)))
    const uris = found.flat().filter(isTests)
    const keys = new Set(uris.map(String))
    for (const { uri } of this.items.files)
      if (uri && !keys.has(uri.toString()) && vscode.workspace.getWorkspaceFolder(uri)) this.items.remove(uri)
    for (const uri of uris) this.items.add(uri)
    await Promise.all(uris.slice(0, mostRead).map((uri) => this.read(uri)))
  }

  private later(uri: vscode.Uri): void {
    const key = uri.toString()
    clearTimeout(this.typed.get(key))
    this.typed.set(
      key,
      setTimeout(() => {
        this.typed.delete(key)
        void this.read(uri)
      }, typingPause),
    )
  }

  /** As an editor has it, else as it is saved. */
  private async read(uri: vscode.Uri): Promise<void> {
    const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString())
    const text = document?.isDirty ? document.getText() : undefined
    const args = { path: uri.fsPath, root: rootOf(uri), ...(text !== undefined && { text }) }
    try {
      const suite = await this.runner.ask('read', args)
      // it was typed on meanwhile: what comes of that is on its way
      if (!this.typed.has(uri.toString())) this.items.fill(suite)
    } catch (error) {
      this.items.add(uri).error = error instanceof Error ? error.message : String(error)
    }
  }
}

/** The folder of the workspace that a file is in, else its own. */
export const rootOf = (uri: vscode.Uri): string =>
  vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? vscode.Uri.joinPath(uri, '..').fsPath
