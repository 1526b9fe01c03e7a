import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { Socket } from 'node:net'
import { bootstrapFile, ownNode } from './programs'

/** bootstrap/processTree.cjs */
interface ProcessTree {
  endTree(pid: number, marker: string): Promise<void>
  mark(pid: number, marker: string): void
}

/**
 * The processes of functions, none of which outlives the session: each is a group of its own, and a guard ends all that are left when this process is
 * gone, however it went.
 */
export class ProcessTrees {
  private guard: ChildProcess | undefined
  private tree: ProcessTree | undefined

  /** `marker`: hexadecimal digits that only this process and what it starts have in their environment. */
  started(pid: number, marker: string): void {
    this.loaded.mark(pid, marker)
    this.tell(`+${pid} ${marker}`)
  }

  /** Ends the process, if it has not ended, and all that it has started. */
  async end(pid: number, marker: string): Promise<void> {
    await this.loaded.endTree(pid, marker)
    this.tell(`-${pid}`)
  }

  /** Ends the guard. */
  async close(): Promise<void> {
    const { guard } = this
    this.guard = undefined
    if (guard === undefined || guard.exitCode !== null || guard.signalCode !== null) return
    await new Promise<void>((resolve) => {
      guard.once('exit', () => resolve())
      guard.ref()
      guard.stdin?.end()
    })
  }

  private get loaded(): ProcessTree {
    this.tree ??= createRequire(__filename)(bootstrapFile('processTree.cjs')) as ProcessTree
    return this.tree
  }

  private tell(line: string): void {
    this.guard ??= startGuard()
    this.guard.stdin?.write(`${line}\n`)
  }
}

/** A group of its own: Ctrl+C in a terminal does not reach it. */
function startGuard(): ChildProcess {
  const guard = spawn(ownNode.file, [bootstrapFile('guard.cjs')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...ownNode.environment, PATH: process.env.PATH, SystemRoot: process.env.SystemRoot },
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
  guard.on('error', () => {})
  guard.stdin.on('error', () => {})
  guard.unref()
  if (guard.stdin instanceof Socket) guard.stdin.unref()
  return guard
}
