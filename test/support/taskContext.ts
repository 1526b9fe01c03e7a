import { type Config, noConfig } from '../../core/config/types'
import type { TaskCall } from '../../core/interpreter'
import type { Control } from '../../core/run/answerer'
import type { TaskContext } from '../../hosts/node/tasks/context'
import { permissionOf } from '../../hosts/node/tasks/permission'

/** What answers tasks in a test: nothing may leave this computer. */
export const taskContext = (config: Partial<Config> = {}, more: Partial<TaskContext> = {}): TaskContext => ({
  config: { ...noConfig, ...config },
  folder: '/',
  environment: {},
  region: 'us-east-1',
  account: '123456789012',
  permission: permissionOf({ remote: false, howToAllow: '--allow-remote' }),
  print: () => {},
  stepFunctionsEndpoint: async () => '',
  ...more,
})

/** A call of a task that stands alone. */
export const taskCall = (resource: string, input: TaskCall['input'], more: Partial<TaskCall> = {}): TaskCall =>
  ({ key: 'A#1#0', stateName: 'A', resource, input, attempt: 0, state: {}, ...more }) as TaskCall

/** One whose work is cut short by the test. */
export class TestControl implements Control {
  aborted = false
  beats = 0
  private readonly listeners: (() => void)[] = []

  onAbort(listener: () => void): void {
    this.listeners.push(listener)
  }

  hold(): void {}

  heartbeat(): void {
    this.beats++
  }

  abort(): void {
    this.aborted = true
    for (const listener of this.listeners) listener()
  }
}
