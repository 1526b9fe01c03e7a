import * as vscode from 'vscode'
import type { Json } from '../core/base/json'

/** What a state machine runs on where its launch configuration does not say. */
export interface LaunchChoice {
  readonly input: { readonly file: string } | { readonly value: Json }
  /** The mock file's test case that answers the tasks. */
  readonly mock?: { readonly file: string; readonly stateMachineName: string; readonly testCase: string }
  /** No config file answers the tasks, though there is one. */
  readonly config?: 'none'
}

/** The user's last choice for each definition, by its path; it lives with the workspace. */
export class LaunchMemory implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>()
  readonly onDidChange = this.changed.event

  constructor(private readonly state: vscode.Memento) {}

  get(program: string): LaunchChoice | undefined {
    return this.state.get(key(program))
  }

  async set(program: string, choice: LaunchChoice): Promise<void> {
    await this.state.update(key(program), choice)
    this.changed.fire()
  }

  dispose(): void {
    this.changed.dispose()
  }
}

const key = (program: string) => `launch:${program}`
