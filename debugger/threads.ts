import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Execution } from '../core/interpreter/api'
import { errors } from './errors'
import { threadName } from './states'

/** The client's thread ids begin at 1: some read 0 as "none". */
export const toClient = (id: number): number => id + 1

export function findThread(execution: Execution, clientId: number) {
  const thread = execution.threads.find(({ id }) => toClient(id) === clientId)
  if (thread === undefined) throw errors.noThread(clientId)
  return thread
}

export function listThreads(execution: Execution | undefined): DebugProtocol.Thread[] {
  const threads = execution?.threads ?? []
  if (threads.length === 0) return [{ id: 1, name: 'Machine' }]
  return threads.map((thread) => ({ id: toClient(thread.id), name: threadName(thread) }))
}

/** Threads that the client is told of unasked. Beyond, it finds them by the request `threads`, which it sends at each stop. */
const announced = 100

/** Tells the client which branches and iterations have begun and ended since the last time. */
export class ThreadEvents {
  private readonly known = new Set<number>()

  constructor(private readonly send: (reason: 'started' | 'exited', threadId: number) => void) {}

  update(execution: Execution): void {
    const live = new Set(execution.threads.map(({ id }) => toClient(id)))
    const begun = [...live].filter((id) => !this.known.has(id))
    const ended = [...this.known].filter((id) => !live.has(id))
    const room = announced - this.known.size + ended.length
    for (const id of begun.slice(0, room)) {
      this.known.add(id)
      this.send('started', id)
    }
    for (const id of ended) {
      this.known.delete(id)
      this.send('exited', id)
    }
  }
}
