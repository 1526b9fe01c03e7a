import type { Json } from '../../base/json'
import { events, kindOf } from '../../history/events'
import type { EventKind, Logged } from '../../history/kind'
import { detailsOf } from '../../history/types'
import { alarmOf } from '../alarms'
import type { ExecutionOptions, Snapshot, TaskOutcome } from '../api'
import { fullHistory } from '../endings'
import { ExecutionImpl, type Waited } from '../execution'
import type { Command } from '../journal'
import type { Ending } from '../nested/described'
import type { Operation } from '../operation'
import type { Plan, PlanMachine } from '../planState'
import type { ThreadCopy, ThreadImpl } from '../thread'
import { Course, isCut } from './course'
import { type Divergence, type Followed, type Guide, type GuideEvent, type Left, type MapRunEnd, pathOf, type Taken } from './guide'

/** Thrown out of the operation that has logged what is not recorded: what else it would do is not done. */
class Diverged {
  constructor(readonly divergence: Divergence) {}
}

/** How an execution ends by what is in none of its threads; undefined: an event comes of a thread that goes on. */
function fromOutside({ type, error, cause }: GuideEvent): Ending['status'] | undefined {
  if (type === 'ExecutionAborted') return 'ABORTED'
  if (type === 'ExecutionTimedOut') return 'TIMED_OUT'
  return type === 'ExecutionFailed' && error === 'States.Runtime' && cause?.startsWith(fullHistory) ? 'FAILED' : undefined
}

/**
 * An execution that follows a recording: the thread goes on whose event is the next there, at the time at which it came. Where an event is another than the
 * recorded one it goes back to before it, and says so; from there on it is an execution as any other, until somebody takes it back to where it followed.
 */
export class GuidedExecution extends ExecutionImpl {
  // the constructor above logs events already
  declare private course: Course | undefined
  /** Of each thread that is or has been, by its id. */
  declare private paths: Map<number, string> | undefined
  /** Since when it does not follow, and why. */
  declare private gone: { readonly at: number; readonly left: Left } | undefined
  private byPath = new Map<string, ThreadImpl>()

  constructor(plan: Plan, options: ExecutionOptions & { readonly guide: Guide }) {
    super(plan, { ...options, remember: true })
    this.byPath.set('', this.top)
  }

  override get followed(): Followed {
    return { events: this.coming.length, left: this.gone?.left }
  }

  private get guide(): Guide {
    return this.options.guide!
  }

  private get coming(): Course {
    return (this.course ??= new Course(this.guide))
  }

  private pathOf(id: number): string {
    return this.paths?.get(id) ?? ''
  }

  override get next(): ThreadImpl | undefined {
    const index = this.gone === undefined ? this.coming.ahead : undefined
    if (index === undefined || this.status !== 'RUNNING') return super.next
    const event = this.guide.events[index]!
    return fromOutside(event) !== undefined ? undefined : this.towards(this.nearest(event.path), event, isReady)
  }

  /** The thread of a path; where it is not live, the nearest around it that is. */
  private nearest(path: string): ThreadImpl {
    for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const thread = this.byPath.get(at)
      if (thread !== undefined && !thread.ended) return thread
    }
    return this.top
  }

  /**
   * Who has to go on so that a thread logs the event: itself, else one that it waits for: the one that the event follows on, rather one that has no more to log.
   * `fits`: whether a thread can go on.
   */
  private towards(thread: ThreadImpl, { from }: GuideEvent, fits: (thread: ThreadImpl) => boolean): ThreadImpl | undefined {
    if (fits(thread)) return thread
    if (thread.frame.waiting?.kind !== 'children') return undefined
    const below = thread.tree.slice(1).filter(fits)
    return (
      below.find(({ id }) => this.pathOf(id) === from) ??
      below.find(({ id }) => this.coming.next(this.pathOf(id)) === undefined) ??
      below[0]
    )
  }

  override step(): void | Promise<void> {
    if (this.gone !== undefined || this.status !== 'RUNNING') return super.step()
    const { first } = this.coming
    if (first === undefined && !this.guide.isWhole) {
      this.leave({ kind: 'ended', event: this.lastId })
      return this.stay()
    }
    const before = this.snapshot()
    const { next } = this
    try {
      if (next !== undefined) this.prepare(next)
      if (first !== undefined) this.now = Math.max(this.now, this.guide.events[first]!.time)
      const waited = super.step()
      this.redriveAsRecorded()
      return waited
    } catch (thrown) {
      if (!(thrown instanceof Diverged)) throw thrown
      this.restore(before)
      if (next !== undefined) this.bring(next)
      this.leave({ kind: 'diverged', ...thrown.divergence })
      return this.stay()
    }
  }

  /** It has ended, and the recorded one went on. */
  private redriveAsRecorded(): void {
    const index = this.gone === undefined && this.unredrivable === undefined ? this.coming.next('') : undefined
    const event = index === undefined ? undefined : this.guide.events[index]!
    if (event?.type !== events.executionRedriven.type) return
    this.goOnAfterEnd(event.time)
    this.look()
  }

  /** It stands still where it has left the recording; while a journal is followed nobody looks. */
  private stay(): void | Promise<void> {
    return this.effects.follows ? super.step() : undefined
  }

  /** One step at a time, since each may be another thread's. */
  protected override runOn(): Waited {
    while (this.gone === undefined && this.status === 'RUNNING') {
      const waited = this.step()
      if (waited !== undefined) return waited
    }
    return super.runOn()
  }

  /** It is the thread's turn; where it leaves its state, it does so with what is to be taken. */
  private prepare(thread: ThreadImpl): void {
    const { output, assigned } = thread.stage === 'exit' ? this.taken(thread.id) : {}
    if (output !== undefined) {
      this.touch(thread)
      thread.frame.value = output
      thread.frame.assigned = assigned
    }
    this.bring(thread)
  }

  /** The thread is the first in the queue. */
  private bring(thread: ThreadImpl): void {
    for (let i = this.ready.length; i > 0 && this.ready.first !== thread; i--) {
      const other = this.ready.first
      this.ready.take()
      if (other !== undefined && !other.ended) this.ready.push(other)
    }
  }

  /** A thread waits as long as it did: chance has made its backoff another one here. */
  override wait(thread: ThreadImpl, until: number, then: Operation): undefined {
    const follows = this.gone === undefined && thread.journal === this.history
    const index = follows ? this.coming.next(this.pathOf(thread.id)) : undefined
    return super.wait(thread, index === undefined ? until : Math.max(this.now, this.guide.events[index]!.time), then)
  }

  /** Where the next event is of a thread that waits for time, its time has come. */
  protected override idle(): Waited {
    const index = this.gone === undefined ? this.coming.ahead : undefined
    if (index === undefined) return super.idle()
    const event = this.guide.events[index]!
    const ending = fromOutside(event)
    if (ending === 'TIMED_OUT') this.timeOut(this.top)
    else if (ending !== undefined) this.end(this.top, { status: ending, error: event.error, cause: event.cause })
    else {
      const thread = this.towards(this.nearest(event.path), event, (each) => alarmOf(each) !== undefined)
      if (thread === undefined) return super.idle()
      this.wake(thread, alarmOf(thread)!.next)
    }
    this.position++
    return undefined
  }

  private taken(id: number, behind = 0): Taken {
    const index = this.coming.next(this.pathOf(id), behind)
    return (index === undefined ? undefined : this.guide.taken(index)) ?? {}
  }

  /** Follows again, since the guide has changed: what was different is to be taken. */
  follow(): void {
    this.gone = undefined
  }

  override mapRunEnd({ id }: ThreadImpl): MapRunEnd | undefined {
    const index = this.gone === undefined ? this.coming.next(this.pathOf(id)) : undefined
    return index === undefined ? undefined : this.guide.mapRunEnd(index)
  }

  override newThread(kind: 'branch' | 'iteration', machine: PlanMachine, parent: ThreadImpl, index: number, input: Json): ThreadImpl {
    const thread = super.newThread(kind, machine, parent, index, input)
    if (thread.journal !== this.history) return thread
    const path = pathOf(this.pathOf(parent.id), parent.frame.plan!.state.name, index)
    this.paths = (this.paths ?? new Map()).set(thread.id, path)
    this.byPath.set(path, thread)
    // its own beginning comes first
    const { input: given } = this.gone === undefined ? this.taken(thread.id, kind === 'iteration' ? 1 : 0) : {}
    if (given !== undefined) thread.frame.value = thread.frame.input = given
    return thread
  }

  override revive(thread: ThreadImpl, copy: ThreadCopy): void {
    super.revive(thread, copy)
    if (thread.journal === this.history) this.byPath.set(this.pathOf(thread.id), thread)
  }

  override log<K extends EventKind>(
    kind: K,
    previous: number,
    thread: ThreadImpl,
    value: Logged<K>,
    state = thread.frame.plan?.state,
  ): number {
    if (this.gone !== undefined || thread.journal !== this.history) return super.log(kind, previous, thread, value, state)
    this.look()
    const { now } = this
    const path = this.pathOf(thread.id)
    if (!isCut(kind.type)) this.coming.skipCut(path)
    const index = this.coming.next(path)
    if (index !== undefined) this.now = this.guide.events[index]!.time
    const { input } = kind.span === 'task' && kind.role === 'opens' ? this.taken(thread.id) : {}
    const own =
      input === undefined
        ? value
        : ({ ...(value as object), [kind.members.includes('input') ? 'input' : 'parameters']: input } as Logged<K>)
    const id = super.log(kind, previous, thread, own, state)
    this.now = Math.max(this.now, now)
    this.look(thread)
    return id
  }

  override end(thread: ThreadImpl, ending: Ending): void {
    super.end(thread, ending)
    this.look()
  }

  /** Compares what has been logged since with what is recorded. `thread`: who has logged it. */
  private look(thread?: ThreadImpl): void {
    const { coming, history, guide } = this
    while (this.gone === undefined && coming.length < history.length) {
      const { state, thread: id, kind } = history.info(coming.length)
      const path = this.pathOf(id)
      if (!isCut(kind.type)) coming.skipCut(path)
      const index = coming.next(path)
      if (isCut(kind.type) && (index === undefined || guide.events[index]!.type !== kind.type)) {
        coming.found()
        continue
      }
      const event = history.event(coming.length)
      if (index === undefined && !guide.isWhole) {
        this.leave({ kind: 'ended', event: this.lastId })
        return
      }
      const difference =
        index === undefined
          ? { path: undefined, expected: undefined, actual: described(event.type, detailsOf(event).name ?? state?.name) }
          : guide.difference(index, event)
      if (difference !== undefined) {
        this.differ({ ...difference, ...this.recorded(index), state: state?.name }, thread)
        return
      }
      coming.take(path)
      coming.found()
      if (index === guide.events.length - 1 && guide.isWhole) this.lookForMissing()
    }
  }

  /** The execution has ended as recorded, and others of its events have not come. Those that tell of what is cut short count for nothing. */
  private lookForMissing(): void {
    const { first } = this.coming
    if (first === undefined) return
    const { type } = this.guide.events[first]!
    if (kindOf(type)?.outcome !== 'aborted')
      this.differ({ path: undefined, expected: described(type), actual: undefined, ...this.recorded(first), state: undefined })
  }

  private recorded(index: number | undefined): Pick<Divergence, 'event' | 'type'> {
    const event = index === undefined ? undefined : this.guide.events[index]!
    return { event: event?.id, type: event?.type }
  }

  private differ(divergence: Divergence, thread?: ThreadImpl): void {
    if (thread !== undefined && divergence.state !== undefined && isAnsweredElsewhere(thread))
      this.leave({ kind: 'answered', state: divergence.state })
    // before the first operation there is nothing to go back to
    else if (this.position === 0) this.leave({ kind: 'diverged', ...divergence })
    else throw new Diverged(divergence)
  }

  private get lastId(): number {
    return this.guide.events.at(-1)?.id ?? 0
  }

  private leave(left: Left): void {
    this.gone = { left, at: this.position }
  }

  override did(command: Command): void {
    super.did(command)
    if (this.gone === undefined) this.leave({ kind: 'changed', by: command.kind })
  }

  override restore(snapshot: Snapshot): void {
    super.restore(snapshot)
    if (this.gone !== undefined && this.position <= this.gone.at) this.gone = undefined
    this.coming.back(this.history.length)
    this.byPath = new Map(this.threads.map((thread) => [this.pathOf(thread.id), thread]))
    this.byPath.set('', this.top)
  }
}

const isReady = ({ ended, frame }: ThreadImpl): boolean => !ended && frame.waiting === undefined

/** Whether the task of the thread's state has been answered by somebody else than the recording. */
function isAnsweredElsewhere({ frame }: ThreadImpl): boolean {
  const source = frame.call === undefined ? undefined : (frame.asked?.answer as TaskOutcome | undefined)?.source
  return source !== undefined && source !== 'recorded'
}

/** An event as a divergence names it. */
const described = (type: string, name?: string): Json => (name === undefined ? { type } : { type, name })
