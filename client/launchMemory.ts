import * as vscode from 'vscode'
import type { Json } from '../core/base/json'
import type { LaunchAttributes } from '../debugger/protocol'

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

  /** The last choices for a definition, the latest first. */
  recent(program: string): readonly LaunchChoice[] {
    return this.state.get(recentKey(program)) ?? []
  }

  async set(program: string, choice: LaunchChoice): Promise<void> {
    const text = JSON.stringify(choice)
    const others = this.recent(program).filter((each) => JSON.stringify(each) !== text)
    await this.state.update(key(program), choice)
    await this.state.update(recentKey(program), [choice, ...others].slice(0, remembered))
    this.changed.fire()
  }

  dispose(): void {
    this.changed.dispose()
  }
}

/** Choices of one definition. */
const remembered = 5

const recentKey = (program: string) => `recent:${program}`
const key = (program: string) => `launch:${program}`

/** A choice as launch attributes, where a configuration does not say something else. */
export function attributesOf(
  { input, mock, config: without }: LaunchChoice,
  config: { readonly [name: string]: unknown } & Partial<Pick<LaunchAttributes, 'mockConfig' | 'stateMachineName' | 'config'>> = {},
): Partial<LaunchAttributes> {
  return {
    ...('file' in input ? { inputFile: input.file } : { input: input.value }),
    ...(mock && config.mockConfig === undefined
      ? { mockConfig: mock.file, testCase: mock.testCase, stateMachineName: config.stateMachineName ?? mock.stateMachineName }
      : {}),
    ...(without !== undefined && config.config === undefined && { config: without }),
  }
}
