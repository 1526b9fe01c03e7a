import path from 'node:path'
import * as vscode from 'vscode'
import { isMockName } from '../../core/model/fileNames'
import type { ListedCase, ListedProblem, Span } from '../../core/testFiles/listed'
import type { TestsBody } from '../../hosts/node/tests/protocol'
import { displayPath } from '../documents'
import { inLine } from '../runs/words'

/** The tests of the workspace as VS Code lists them: files, and their cases. What stays the same keeps its item, and so its results. */
export class TestItems {
  /** The files that the files of tests name, by these. */
  private readonly named = new Map<string, readonly string[]>()

  private readonly changed = new vscode.EventEmitter<void>()
  readonly onDidChange = this.changed.event

  constructor(private readonly controller: vscode.TestController) {}

  /** All files of tests. */
  get files(): vscode.TestItem[] {
    return [...this.controller.items].map(([, item]) => item)
  }

  /** The item of a file. */
  file(uri: vscode.Uri): vscode.TestItem | undefined {
    return this.controller.items.get(uri.toString())
  }

  /** The item of a file, which is made where there is none. */
  add(uri: vscode.Uri): vscode.TestItem {
    const known = this.file(uri)
    if (known) return known
    const item = this.controller.createTestItem(uri.toString(), path.basename(uri.fsPath), uri)
    const folder = path.dirname(displayPath(uri.fsPath))
    if (folder !== '.') item.description = folder
    item.sortText = displayPath(uri.fsPath)
    item.canResolveChildren = true
    this.controller.items.add(item)
    return item
  }

  remove(uri: vscode.Uri): void {
    this.controller.items.delete(uri.toString())
    this.named.delete(uri.fsPath)
    this.changed.fire()
  }

  /** A file is as a runner has read it. While it is broken its cases stay as they were. */
  fill({ path: file, cases, problems, files }: TestsBody): vscode.TestItem {
    const uri = vscode.Uri.file(file)
    const item = this.add(uri)
    // of no state machine here, or replaced by test files
    if (cases.length + problems.length === 0 && isMockName(file)) {
      this.remove(uri)
      return item
    }
    this.named.set(file, files)
    const error = errorOf(problems)
    if (item.error !== error) item.error = error
    item.canResolveChildren = false
    this.changed.fire()
    if (problems.length > 0) return item
    item.children.replace(
      cases.map((listed, i) => {
        const { id, name, at, end, problem, skip, machine } = listed
        const known = item.children.get(id) ?? this.controller.createTestItem(id, inLine(name) || 'A case without a name', uri)
        // a cursor anywhere in the case is at it
        known.range = new vscode.Range(at.start.line, 0, end.line, end.character)
        known.sortText = String(i).padStart(6, '0')
        known.error = problem
        known.description = [...(machine === undefined ? [] : [inLine(machine)]), ...(skip ? ['skipped'] : [])].join(' · ')
        listedCases.set(known, listed)
        return known
      }),
    )
    return item
  }

  case(file: string, id: string): vscode.TestItem | undefined {
    return this.file(vscode.Uri.file(file))?.children.get(id)
  }

  /** The cases that stand on lines of a file. */
  at(file: string, { start, end }: vscode.Range): vscode.TestItem[] {
    const all = [...(this.file(vscode.Uri.file(file))?.children ?? [])].map(([, item]) => item)
    const next = (i: number) => all[i + 1]?.range?.start.line ?? Number.POSITIVE_INFINITY
    return all.filter((item, i) => item.range && item.range.start.line <= end.line && start.line < next(i))
  }

  /** The files of tests that are, or name, a file. */
  concerned(file: string): vscode.TestItem[] {
    return this.files.filter(({ uri }) => uri?.fsPath === file || this.named.get(uri?.fsPath ?? '')?.includes(file))
  }
}

const listedCases = new WeakMap<vscode.TestItem, ListedCase>()

/** What is known of the case of an item; undefined: it is a file. */
export const listedOf = (item: vscode.TestItem): ListedCase | undefined => listedCases.get(item)

export const rangeOf = ({ start, end }: Span): vscode.Range => new vscode.Range(start.line, start.character, end.line, end.character)

const errorOf = (problems: readonly ListedProblem[]): string | undefined =>
  problems.length === 0 ? undefined : problems.map(({ message, at }) => `Line ${at.start.line + 1}: ${message}`).join('\n')
