import * as vscode from 'vscode'
import { globs } from '../../core/model/fileNames'
import { isCopy } from './discovery'
import type { TestItems } from './items'
import type { Chosen } from './running'

/** Milliseconds in which changes of several files count as one: an editor saves all of them. */
const together = 200

/** Runs what is chosen again whenever a file changes that it depends on, until the token ends it. */
export function runOnChange(
  chosen: Chosen,
  items: TestItems,
  token: vscode.CancellationToken,
  run: (again: Chosen) => Promise<void>,
): void {
  const due = new Set<vscode.TestItem>()
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const begin = () => {
    const again = new Map([...chosen].filter(([file]) => due.has(file)))
    due.clear()
    running = running.then(() => (token.isCancellationRequested ? undefined : run(again)))
  }
  const changed = (file: string) => {
    const concerned = items.concerned(file)
    // a template, a function's code, a stepthrough.json: nobody knows whose they are
    for (const item of chosen.keys()) if (concerned.length === 0 || concerned.includes(item)) due.add(item)
    if (due.size === 0) return
    clearTimeout(timer)
    timer = setTimeout(begin, together)
  }
  const watchers = [globs.all, globs.code].flatMap((glob) => {
    const watcher = vscode.workspace.createFileSystemWatcher(glob)
    const heard = ({ fsPath }: vscode.Uri) => !isCopy(fsPath) && changed(fsPath)
    return [watcher, watcher.onDidCreate(heard), watcher.onDidChange(heard), watcher.onDidDelete(heard)]
  })
  token.onCancellationRequested(() => {
    clearTimeout(timer)
    for (const each of watchers) each.dispose()
  })
}
