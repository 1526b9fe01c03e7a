import { type Chain, chainsOf } from '../history/chains'
import type { ThreadInfo } from '../history/rows'
import type { Execution, Thread } from './api'
import { threadInfo } from './lineage'

/** What a person calls the threads of an execution, also those that are over: each is known from when it is met, which is before it first runs. */
export class MetThreads {
  private readonly threads = new Map<number, ThreadInfo>([[0, { name: 'Machine' }]])

  readonly meet = (thread: Thread): void => {
    if (!this.threads.has(thread.id)) this.threads.set(thread.id, threadInfo(thread))
  }

  /** `execution`: whose thread it is. */
  of(thread: number, execution: Pick<Execution, 'threads' | 'history'>): ThreadInfo {
    // a branch or iteration that has not run yet has an event all the same
    if (!this.threads.has(thread)) for (const live of execution.threads) this.meet(live)
    if (!this.threads.has(thread)) this.hear(execution.history)
    return this.threads.get(thread) ?? { name: `Thread ${thread}` }
  }

  /** Threads that were over before anybody met them: what the events tell of them. */
  private hear(history: Execution['history']): void {
    const events = Array.from({ length: history.length }, (_, i) => history.event(i, () => ''))
    const ids = new Map<Chain, number>()
    for (const [i, { chain }] of chainsOf(events).entries()) if (!ids.has(chain)) ids.set(chain, history.info(i).thread)
    for (const [{ name, parent, index }, id] of ids) {
      const owner = parent && ids.get(parent)
      if (!this.threads.has(id)) this.threads.set(id, { name, ...(owner !== undefined && { parent: owner, index }) })
    }
  }
}
