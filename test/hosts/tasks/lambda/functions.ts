import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { afterAll } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { type Config, type FunctionEntry, noConfig } from '../../../../core/config/types'
import type { TaskCall, TaskOutcome } from '../../../../core/interpreter/api'
import type { Control } from '../../../../core/run/answerer'
import type { TaskContext } from '../../../../hosts/node/tasks/context'
import { type LambdaOptions, type LambdaService, lambdaService } from '../../../../hosts/node/tasks/lambda/service'
import { project } from '../../../cli/program'

export const invokeArn = 'arn:aws:states:::lambda:invoke'
export const arn = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`

type Entry = Partial<FunctionEntry>

export interface Functions extends LambdaService {
  readonly folder: string
  /** `name: line` of all that functions have printed. */
  readonly printed: string[]
  /** Calls a function by its own ARN. */
  call(name: string, input?: Json, control?: Control): Promise<TaskOutcome | undefined>
  /** Calls one by lambda:invoke, or by what stands in its place. */
  request(parameters: Json, resource?: string): Promise<TaskOutcome | undefined>
}

const open: Functions[] = []
afterAll(() => Promise.all(open.map((each) => each.close())))

/** A control that can be told to abort. */
export function control(): Control & { abort(): void; readonly held: boolean } {
  const listeners: (() => void)[] = []
  const it = {
    aborted: false,
    onAbort: (listener: () => void) => void (it.aborted ? listener() : listeners.push(listener)),
    held: false,
    heartbeat: () => {},
    hold: () => {
      it.held = true
    },
    abort: () => {
      it.aborted = true
      for (const listener of listeners) listener()
    },
  }
  return it
}

interface Options extends LambdaOptions {
  readonly config?: Partial<Config>
  readonly context?: Partial<TaskContext>
}

/** A service whose functions are files of a new folder. They are ended after the tests of a file. */
export function functions(
  files: Readonly<Record<string, string>>,
  entries: Readonly<Record<string, Entry>>,
  options: Options = {},
): Functions {
  const folder = project(files)
  const printed: string[] = []
  const complete = Object.entries(entries).map(([name, entry]): [string, FunctionEntry] => [name, { folder, environment: {}, ...entry }])
  const context: TaskContext = {
    config: { ...noConfig, functions: new Map(complete), ...options.config },
    folder,
    environment: { PATH: process.env.PATH, HOME: process.env.HOME, SECRET_OF_PARENT: 'secret' },
    region: 'us-east-1',
    account: '123456789012',
    permission: { remote: false, refuses: async () => undefined },
    print: (from, line) => void printed.push(`${from}: ${line}`),
    stepFunctionsEndpoint: async () => 'http://127.0.0.1:8083',
    ...options.context,
  }
  const service = lambdaService(context, options)
  const ask = async (resource: string, input: Json, by: Control = control()) =>
    service.answer({ key: resource, stateName: 'A', resource, input, attempt: 0 } as TaskCall, by)
  const made: Functions = {
    ...service,
    folder,
    printed,
    call: (name, input = {}, by) => ask(arn(name), input, by),
    request: (parameters, resource = invokeArn) => ask(resource, parameters),
  }
  open.push(made)
  return made
}

/** What a task has given, where it has succeeded. */
export function output<T>(outcome: TaskOutcome | undefined): T {
  if (outcome?.kind !== 'succeeded') throw new Error(JSON.stringify(outcome))
  return outcome.output as T
}

/** The error of a task and its cause, as Lambda writes it. */
export interface Failure {
  readonly error: string | undefined
  readonly errorType: string
  readonly errorMessage: string
  readonly trace: readonly string[]
}

/** Of a task that has failed. */
export function failure(outcome: TaskOutcome | undefined): Failure {
  if (outcome?.kind !== 'failed') throw new Error(JSON.stringify(outcome))
  return { error: outcome.error, ...JSON.parse(outcome.cause ?? '') }
}

/** Processes that hold a connection as long as they live: `ended` resolves once all that have come are gone. */
export class Alive {
  private readonly sockets = new Set<Socket>()
  private readonly listeners: (() => void)[] = []
  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.sockets.add(socket)
      socket.on('error', () => {})
      socket.on('data', () => {})
      socket.on('close', () => this.change(() => this.sockets.delete(socket)))
      this.change(() => {})
    })
  }

  static async listen(): Promise<Alive> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return new Alive(server)
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  /** Once so many processes are alive. */
  async count(wanted: number): Promise<void> {
    while (this.sockets.size !== wanted) await new Promise<void>((resolve) => this.listeners.push(resolve))
  }

  close(): void {
    this.server.close()
  }

  private change(what: () => void): void {
    what()
    for (const listener of this.listeners.splice(0)) listener()
  }
}

/** JavaScript that holds a connection while its process lives. */
export const holding = (port: number) => `require('node:net').connect(${port}, '127.0.0.1').on('error', () => {}).unref();`
