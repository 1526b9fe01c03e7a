import * as vscode from 'vscode'
import type { PlacedFailure } from '../../core/testFiles/listed'
import type { EndedCase } from '../../hosts/node/tests/protocol'

/** Ended cases that are remembered for the messages of before. */
const most = 20_000

/** What came of cases in this window: of each the last time, and of each message that VS Code shows. */
export class TestResults {
  private readonly last = new Map<string, EndedCase>()
  private readonly told = new Map<number, EndedCase>()
  private count = 0
  private readonly ended = new vscode.EventEmitter<EndedCase>()
  readonly onDidEnd = this.ended.event

  /** Gives the number by which its messages are known. */
  keep(ended: EndedCase): number {
    this.last.set(keyOf(ended.path, ended.id), ended)
    this.told.set(++this.count, ended)
    for (const first of this.told.keys()) {
      if (this.told.size <= most) break
      this.told.delete(first)
    }
    this.ended.fire(ended)
    return this.count
  }

  /** Of a case's item; undefined: it has not run. */
  of({ uri, id, parent }: vscode.TestItem): EndedCase | undefined {
    return parent && uri && this.last.get(keyOf(uri.fsPath, id))
  }

  /** The failure of a message, by its context value: VS Code gives a command a copy of the message. */
  failureOf({ contextValue = '' }: vscode.TestMessage): { readonly ended: EndedCase; readonly failure: PlacedFailure } | undefined {
    const [, number, index] = /#(\d+)\.(\d+)/.exec(contextValue) ?? []
    const ended = this.told.get(Number(number))
    const failure = ended?.failures[Number(index)]
    return ended && failure && { ended, failure }
  }
}

const keyOf = (path: string, id: string): string => JSON.stringify([path, id])
