import { type Gone, leaving } from '../../core/conditions/inlineValues'
import type { Thread } from '../../core/interpreter/api'
import type { State } from '../../core/model/machine'

/** What each state has come to when it was left last: it is shown behind its lines while the execution stands elsewhere. */
export class LastVisits {
  private readonly visits = new Map<State, { readonly position: number; readonly gone: Gone }>()

  /** A thread is about to go on. */
  pass(thread: Thread, position: number): void {
    if (thread.stage === 'exit' && thread.state !== undefined) this.visits.set(thread.state, { position, gone: leaving(thread) })
  }

  /** Those before a position: the execution may have gone back. */
  before(position: number): Gone[] {
    return [...this.visits.values()].filter((visit) => visit.position < position).map(({ gone }) => gone)
  }
}
