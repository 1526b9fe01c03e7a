import * as vscode from 'vscode'
import type { EndedCase, Reached } from '../../hosts/node/tests/protocol'
import { listedOf, type TestItems } from './items'
import type { TestResults } from './results'

/** A test that reaches a state. `passed`: undefined where it has not run since it is known. */
export interface Reaching {
  readonly item: vscode.TestItem
  readonly passed: boolean | undefined
}

/** Cases that are remembered over a reload of the window: the latest. */
const mostKept = 2000
const key = 'tests.reached'

interface Kept {
  readonly path: string
  readonly id: string
  readonly reached: Reached
  readonly passed: boolean
}

/** Which tests reach which states: by what they did when they ran last, else by the states that they name. */
export class ReachedStates {
  private readonly kept = new Map<string, Kept>()
  private readonly changed = new vscode.EventEmitter<void>()
  readonly onDidChange = this.changed.event

  constructor(
    private readonly memory: vscode.Memento,
    private readonly items: TestItems,
    results: TestResults,
  ) {
    for (const kept of memory.get<readonly Kept[]>(key) ?? []) this.kept.set(keyOf(kept), kept)
    results.onDidEnd((ended) => this.keep(ended))
    items.onDidChange(() => this.changed.fire())
  }

  /** By the names of states in a file, and in one of its state machines where it is a template. */
  of(file: string, stateMachine: string | undefined): ReadonlyMap<string, readonly Reaching[]> {
    const found = new Map<string, Reaching[]>()
    for (const suite of this.items.files)
      for (const [, item] of suite.children) {
        const { states, passed } = this.statesOf(item, file, stateMachine)
        for (const state of states) {
          const reaching = found.get(state)
          if (reaching === undefined) found.set(state, [{ item, passed }])
          else reaching.push({ item, passed })
        }
      }
    return found
  }

  private statesOf(item: vscode.TestItem, file: string, stateMachine: string | undefined) {
    const kept = this.kept.get(keyOf({ path: item.uri!.fsPath, id: item.id }))
    if (kept !== undefined) {
      const isHere = kept.reached.file === file && (kept.reached.stateMachine === undefined || kept.reached.stateMachine === stateMachine)
      return { states: isHere ? kept.reached.states : [], passed: kept.passed }
    }
    const listed = listedOf(item)
    return { states: listed?.definition === file ? listed.states : [], passed: undefined }
  }

  private keep({ path, id, reached, failures }: EndedCase): void {
    if (reached === undefined) return
    const kept = { path, id, reached, passed: failures.length === 0 }
    this.kept.delete(keyOf(kept))
    this.kept.set(keyOf(kept), kept)
    this.changed.fire()
  }

  /** What is known outlives the window. */
  async save(): Promise<void> {
    await this.memory.update(key, [...this.kept.values()].slice(-mostKept))
  }
}

const keyOf = ({ path, id }: { readonly path: string; readonly id: string }): string => JSON.stringify([path, id])
