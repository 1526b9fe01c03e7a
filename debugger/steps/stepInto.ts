import type { TaskCall, Thread } from '../../core/interpreter/api'
import type { DebugTarget, TaskDebugger } from '../../core/run/bound'
import type { Client } from '../dap'

/** A step into a task that a function answers: a child session debugs the function, and the state machine goes on when it returns. */
export class StepInto implements TaskDebugger {
  private into: Pick<Thread, 'id' | 'state'> | undefined

  private files: readonly string[] = []

  constructor(private readonly client: Client) {}

  /** Files of functions whose calls are debugged. */
  watch(files: readonly string[]): void {
    this.files = files
  }

  /** The next step begins here; undefined: it is no step into something. */
  begin(thread: Thread | undefined): void {
    this.into = thread && { id: thread.id, state: thread.state }
  }

  isWanted({ thread, state }: TaskCall): boolean {
    return this.client.supports.supportsStartDebuggingRequest === true && this.into?.id === thread.id && this.into.state === state
  }

  isWatched(file: string): boolean {
    return this.client.supports.supportsStartDebuggingRequest === true && this.files.some((each) => each.startsWith(`${file}.`))
  }

  attach(target: DebugTarget): Promise<string | undefined> {
    const configuration = configurations[target.kind](target)
    return this.client.startDebugging('attach', { ...configuration, debugType: configuration.type })
  }
}

/**
 * Of the debuggers that VS Code has for the languages of functions: its own for Node, and that of the Python extension. `debugType` says the type again, as VS Code
 * puts the type of this adapter in its place.
 */
const configurations: { readonly [K in DebugTarget['kind']]: (target: DebugTarget) => Record<string, unknown> } = {
  node: ({ name, port, address, folder, runtimeFolder }) => ({
    type: 'node',
    name,
    ...(address === undefined ? { port } : { websocketAddress: address }),
    address: '127.0.0.1',
    cwd: folder,
    skipFiles: ['<node_internals>/**', `${runtimeFolder}/**`],
    // it stops where the handler begins
    continueOnAttach: true,
    autoAttachChildProcesses: false,
  }),
  python: ({ name, port, folder, runtimeFolder }) => ({
    type: 'debugpy',
    name,
    connect: { host: '127.0.0.1', port },
    cwd: folder,
    justMyCode: true,
    rules: [{ path: `${runtimeFolder}/**`, include: false }],
  }),
}
