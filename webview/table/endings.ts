import type { Outcome } from '../../core/history/kind'
import type { Changes } from './changes'
import type { Attempt, Counts, StateVisits, Status, Trouble, Visit, VisitStatus, VisitThread } from './visit'

/** Why something ends. */
interface Reason {
  /** The thread whose error it is. */
  readonly guilty?: VisitThread | undefined
  readonly trouble?: Trouble | undefined
}

/** Ends visits, attempts and threads with all that is in them, and takes their ends back where a redrive goes on. */
export class Endings {
  constructor(
    private readonly changes: Changes,
    private readonly states: ReadonlyMap<string, StateVisits>,
  ) {}

  /** A thread is over, and the state that it was in: with the thread's outcome, unless it has an own end. */
  thread(thread: VisitThread, outcome: Outcome, time: number, reason: Reason): void {
    const visit = thread.visits.at(-1)
    if (visit?.status === 'running') this.visit(visit, outcomeOf(visit, outcome), time, reason)
    if (visit !== undefined && isBad(visit.status)) this.changes.set(visit, 'trouble', visit.trouble ?? reason.trouble)
    this.leave(thread, outcome, time)
  }

  /** A thread is over, its states are already. */
  leave(thread: VisitThread, outcome: Outcome, time: number): void {
    if (thread.status !== 'running') return
    this.changes.set(thread, 'end', time)
    this.stand(thread, outcome)
    const { attempt, owner } = thread
    if (owner === undefined || attempt?.status !== 'running' || !isBad(outcome)) return
    // one that fails takes the attempt with it: what was around it is cut short by events of its own
    const trouble = thread.visits.at(-1)?.trouble
    this.changes.set(owner, 'trouble', trouble ?? { event: thread.event, outcome, error: undefined, cause: undefined })
    this.finish(attempt, outcome, time, trouble)
  }

  visit(visit: Visit, status: VisitStatus, time: number, reason: Reason): void {
    const attempt = visit.attempts.at(-1)
    if (attempt?.status === 'running') this.attempt(attempt, status === 'caught' ? 'failed' : (status as Outcome), time, reason)
    else if (attempt?.children !== undefined) this.cutShort(attempt.children.threads, time, reason)
    this.changes.set(visit, 'end', time)
    this.become(visit, status)
  }

  attempt(attempt: Attempt, outcome: Outcome, time: number, reason: Reason): void {
    const threads = attempt.children?.threads ?? []
    if (outcome === 'succeeded') for (const each of threads) this.leave(each, 'succeeded', each.visits.at(-1)?.end ?? time)
    else this.cutShort(threads, time, reason)
    if (attempt.status === 'running') this.finish(attempt, outcome, lastEnd(threads, time), reason.trouble)
  }

  /** A redrive goes on with a visit, and with all that it is in. */
  revive(visit: Visit): void {
    if (visit.status === 'running') return
    this.changes.set(visit, 'end', undefined)
    this.changes.set(visit, 'redrives', visit.redrives + 1)
    this.become(visit, 'running')
    const attempt = visit.attempts.at(-1)
    if (attempt?.children !== undefined && isOver(attempt.status)) {
      this.changes.set(attempt, 'status', 'running')
      this.changes.set(attempt, 'end', undefined)
      this.changes.set(attempt, 'trouble', undefined)
      this.changes.set(attempt, 'redrives', visit.redrives)
    }
    this.goOn(visit.thread)
  }

  /** A thread that was over is not. */
  goOn(thread: VisitThread): void {
    if (thread.status === 'running') return
    this.changes.set(thread, 'end', undefined)
    this.stand(thread, 'running')
    if (thread.owner !== undefined) this.revive(thread.owner)
  }

  private cutShort(threads: readonly VisitThread[], time: number, reason: Reason): void {
    for (const each of threads) {
      if (each.status !== 'running') continue
      const last = each.visits.at(-1)
      // nothing tells that a branch has ended: one that stands in no state has, as it takes no time to enter the next
      if (each.kind === 'branch' && last?.status === 'succeeded') {
        this.leave(each, 'succeeded', last.end ?? time)
        continue
      }
      const guilty = isWithin(reason.guilty, each)
      this.thread(each, guilty ? 'failed' : 'aborted', time, guilty ? reason : {})
    }
  }

  private finish(attempt: Attempt, outcome: Outcome, time: number, trouble: Trouble | undefined): void {
    this.changes.set(attempt, 'end', time)
    this.changes.set(attempt, 'status', outcome)
    this.changes.set(attempt, 'trouble', trouble)
  }

  private become(visit: Visit, status: VisitStatus): void {
    this.count(this.states.get(visit.key)!.counts, visit.status, status)
    this.changes.set(visit, 'status', status)
  }

  private stand(thread: VisitThread, status: Status): void {
    const counts = thread.attempt?.children?.counts
    if (counts !== undefined) this.count(counts, thread.status, status)
    this.changes.set(thread, 'status', status)
  }

  private count(counts: Counts, from: VisitStatus, to: VisitStatus): void {
    if (from === to) return
    this.changes.set(counts, from, counts[from] - 1)
    this.changes.set(counts, to, counts[to] + 1)
  }
}

/** What is around a state that has timed out has failed. */
const outcomeOf = ({ trouble }: Visit, outcome: Outcome): Outcome =>
  outcome === 'failed' && trouble?.outcome === 'timedOut' ? 'timedOut' : outcome

const isBad = (outcome: VisitStatus): boolean => outcome === 'failed' || outcome === 'timedOut'
const isOver = (status: Status): boolean => status !== 'running' && status !== 'succeeded'

/** Whether a thread is another, or within it. */
function isWithin(thread: VisitThread | undefined, other: VisitThread): boolean {
  for (let at = thread; at !== undefined; at = at.owner?.thread) if (at === other) return true
  return false
}

/** An attempt is over with its last child, though the service tells of that only when the next attempt begins. */
const lastEnd = (threads: readonly VisitThread[], time: number): number =>
  threads.length === 0 ? time : threads.reduce((latest, { end }) => Math.max(latest, end ?? time), 0)
