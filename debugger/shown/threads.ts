import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Execution, Thread } from '../../core/interpreter/api'
import { isMain, lineage, nameOfThread } from '../../core/interpreter/lineage'
import { errors } from '../errors'

/** The client's thread ids begin at 1: some read 0 as "none". */
export const toClient = (id: number): number => id + 1

/** Branches or iterations of one state that are listed; the others are folded into one row. */
export const mostShown = 20

/** The row of the folded ones has an id of its own, beyond those of threads: that of the owner, and this. */
const foldedBase = 1_000_000_000

export function findThread(execution: Execution, clientId: number): Thread {
  // Whoever chooses the row of the folded ones means the state that they belong to.
  const wanted = clientId === foldedExecutions ? 1 : isFolded(clientId) ? clientId - foldedBase : clientId
  const thread = execution.threads.find(({ id }) => toClient(id) === wanted)
  if (thread === undefined) throw errors.noThread(clientId)
  return thread
}

/** The row of executions that nobody waits for, beyond those that are listed. */
const foldedExecutions = 2_000_000_000

/** Whether an id is of a row that stands for folded threads, and so has no stack. */
export const isFolded = (clientId: number): boolean => clientId > foldedBase

interface Listed {
  readonly shown: readonly Thread[]
  /** How many are folded, by their owner; those of undefined are executions that nobody waits for. */
  readonly folded: ReadonlyMap<Thread | undefined, number>
}

/** The threads that a person is shown: the first of each owner, and those that `wanted` and the next one belong to. */
function listed(execution: Execution, wanted: number | undefined): Listed {
  const { threads, next } = execution
  const kept = new Set<Thread>()
  for (const each of [threads.find(({ id }) => id === wanted), next]) for (const one of lineage(each)) kept.add(one)
  const shown: Thread[] = []
  const seen = new Set<Thread>()
  const counts = new Map<Thread | undefined, number>()
  const folded = new Map<Thread | undefined, number>()
  for (const thread of threads) {
    const { parent } = thread
    if (!isMain(thread)) {
      if (parent !== undefined && !seen.has(parent)) continue
      const count = counts.get(parent) ?? 0
      if (count >= mostShown && !kept.has(thread)) {
        folded.set(parent, (folded.get(parent) ?? 0) + 1)
        continue
      }
      counts.set(parent, count + 1)
    }
    seen.add(thread)
    shown.push(thread)
  }
  return { shown, folded }
}

/** The threads that are listed by themselves, with the one that stopped. */
export const shownThreads = (execution: Execution, wanted: number): readonly Thread[] => listed(execution, wanted).shown

/** `wanted`: the thread that stopped, which is listed whatever its place. */
export function listThreads(execution: Execution | undefined, machine: string, wanted: number | undefined): DebugProtocol.Thread[] {
  if (execution === undefined || execution.threads.length === 0) return [{ id: 1, name: machine }]
  const { shown, folded } = listed(execution, wanted)
  const rows = shown.map((thread) => ({ id: toClient(thread.id), name: isMain(thread) ? machine : nameOfThread(thread) }))
  for (const [owner, count] of folded) {
    if (owner === undefined) {
      rows.push({ id: foldedExecutions, name: `${count} more executions` })
      continue
    }
    const kind = shown.findLast(({ parent }) => parent === owner)?.kind === 'branch' ? 'branches' : 'iterations'
    rows.push({ id: foldedBase + toClient(owner.id), name: `${owner.state?.name ?? ''}: ${count} more ${kind}` })
  }
  return rows
}

/** Threads that the client is told of unasked. Beyond, it finds them by the request `threads`, which it sends at each stop. */
const announced = 100

/** Tells the client which branches and iterations that it is shown have begun and ended since the last time. */
export class ThreadEvents {
  private readonly known = new Set<number>()

  constructor(private readonly send: (reason: 'started' | 'exited', threadId: number) => void) {}

  update(execution: Execution, wanted: number | undefined): void {
    const live = new Set(execution.threads.length === 0 ? [] : listThreads(execution, '', wanted).map(({ id }) => id))
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
