import type { Json } from '../../../core/base/json'
import type { AwsEntry } from '../../../core/config/types'
import { noConfig } from '../../../core/config/types'
import type { TaskCall } from '../../../core/interpreter/api'
import type { Control } from '../../../core/run/answerer'
import type { TaskContext } from '../../../hosts/node/tasks/context'
import { permissionOf } from '../../../hosts/node/tasks/permission'

/** What a session has, with nothing in its configuration but `aws`. */
export function contextWith(aws: AwsEntry | undefined, more: Partial<TaskContext> & { readonly remote?: boolean } = {}): TaskContext {
  return {
    config: { ...noConfig, aws },
    folder: __dirname,
    environment: { HOME: __dirname },
    region: 'us-east-1',
    account: '000000000000',
    permission: permissionOf({ remote: more.remote ?? false, howToAllow: '--allow-remote' }),
    print: () => {},
    stepFunctionsEndpoint: () => Promise.reject(new Error('There is none.')),
    ...more,
  }
}

/** `aws` of stepthrough.json with these endpoints. */
export const awsAt = (endpoints: Readonly<Record<string, string>>): AwsEntry => ({
  services: new Map(Object.entries(endpoints).map(([name, endpoint]) => [name, { endpoint }])),
})

/** An attempt of a task, as far as a service looks at it. */
export const callOf = (resource: string, input: Json): TaskCall =>
  ({
    key: 'Task#1#0',
    stateName: 'Task',
    resource: `arn:aws:states:::${resource}`,
    input,
    attempt: 0,
    credentials: undefined,
    taskToken: undefined,
    timeoutSeconds: undefined,
    heartbeatSeconds: undefined,
    state: undefined,
    thread: { context: { Execution: { Id: 'arn:execution' }, StateMachine: { Id: 'arn:machine' } } },
  }) as unknown as TaskCall

export const noControl: Control = { aborted: false, onAbort: () => {}, heartbeat: () => {}, hold: () => {} }
