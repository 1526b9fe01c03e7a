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
  of(thread: number, execution: Pick<Execution, 'threads'>): ThreadInfo {
    // a branch or iteration that has not run yet has an event all the same
    if (!this.threads.has(thread)) for (const live of execution.threads) this.meet(live)
    return this.threads.get(thread) ?? { name: `Thread ${thread}` }
  }
}
