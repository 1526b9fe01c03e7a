import type { DebugTarget } from '../../../../core/run/bound'
import type { Runtime } from '../../../../core/tasks/lambda/runtimes'

const listening = /^Debugger listening on (ws:\/\/)?([\d.]+):(\d+)(\/\S*)?$/
const ofInspector = /^(For help, see: https:\/\/nodejs\.org\/|Debugger (attached|ending)|Waiting for the debugger)/
const kinds = { nodejs: 'node', python: 'python' } as const

/** What a process needs to be told besides `--debug`. debugpy hears of no breakpoint in modules that are frozen. */
export const debugOptions: Readonly<Record<Runtime, readonly string[]>> = {
  nodejs: [],
  python: ['-X', 'frozen_modules=off'],
}

/** Reads what a process that is debugged prints for its debugger, which says once where it listens. */
export class DebugLines {
  private isFound = false

  constructor(
    private readonly runtime: Runtime,
    private readonly code: Pick<DebugTarget, 'name' | 'folder' | 'runtimeFolder'>,
    private readonly listens: (target: DebugTarget) => void,
  ) {}

  /** Whether a line is none of the function's. */
  readonly swallows = (line: string): boolean => {
    const found = this.isFound ? null : listening.exec(line)
    if (found === null) return ofInspector.test(line)
    this.isFound = true
    const [, protocol, host, port, id = ''] = found
    const address = protocol === undefined ? {} : { address: `${protocol}${host}:${port}${id}` }
    this.listens({ kind: kinds[this.runtime], ...this.code, port: Number(port), ...address })
    return true
  }
}
