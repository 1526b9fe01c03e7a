import type { Execution, Thread } from '../../core/interpreter/api'
import { askAll, type Reason, type Stopper } from '../breakpoints/stoppers'
import { errors } from '../errors'
import { isEntering } from '../shown/states'
import type { Stop } from '../stop'
import { EventPlaces } from './eventPlaces'
import { Remembered } from './remembered'
import { type Entry, isAt, Timeline } from './timeline'

/** Entries of states that are looked over at once on a way back, at most: looking begins near and goes farther each time. */
const farthest = 512

/** The way of an execution, back and forward again: by the states that were entered, and between them by its positions. Each way gives the stop that it leads to. */
export class Past {
  readonly timeline = new Timeline()
  private readonly places = new EventPlaces()
  private readonly idlePositions = new Set<number>()
  private readonly idle = new Remembered<number>((position, holds) => {
    if (holds) this.idlePositions.add(position)
    else this.idlePositions.delete(position)
  })

  constructor(
    private readonly execution: Execution,
    private readonly stoppers: readonly Stopper[],
  ) {}

  /** The execution is about to go on from where it stands. */
  leave(): void {
    this.places.pass(this.execution.position, this.execution.history.length)
  }

  /** A thread is about to do its next stage. */
  pass(thread: Thread): void {
    if (isEntering(thread)) this.remember(thread)
    else if (thread.stage === 'exit') this.timeline.ended(thread.id, thread.payload, this.execution.position)
  }

  /** A thread has entered a state. */
  remember(thread: Thread): void {
    const { execution, timeline } = this
    const { position } = execution
    execution.checkpoint()
    if (thread.entered !== undefined) this.places.turn(thread.entered, position)
    timeline.add({
      position,
      thread: thread.id,
      key: thread.key,
      owner: thread.parent?.id,
      state: thread.state!,
      visit: thread.visit,
      input: thread.input,
      variables: thread.scopes[0] ?? {},
    })
  }

  /** The thread whose turn it was at a position has let others go first: it has done nothing there. */
  deferred(position: number): void {
    this.idle.add(position, position)
    this.idlePositions.add(position)
  }

  /** The user has changed the payload or a variable: that is what this state ran with, should it be gone back to. */
  changed(): void {
    const entry = this.timeline.entries.at(-1)
    const { next } = this.execution
    if (entry === undefined || next === undefined || !isAt(next, entry)) return
    this.timeline.changed(entry, next.input)
  }

  /** To the entry of the state that the thread is in, from there to the state before. Throws a UserError at the beginning. */
  byState(thread: Thread): Stop {
    this.setOut()
    const entry = this.timeline.before(thread)
    if (entry === undefined) throw errors.noPast()
    return this.toEntry(entry, { reason: this.isFirst(entry) ? 'entry' : 'step', description: `Back at ${entry.state.name}` })
  }

  /** To the stage before of the thread; from its first to the last of the thread that owns it. */
  byStage(thread: Thread): Stop {
    const { nested, parent } = thread
    // One that owns a live branch has done nothing since it has begun it; one whose execution runs by itself has.
    const begun = this.timeline.latest(thread.id) !== undefined
    const owner = parent?.id ?? (begun ? undefined : nested?.startedBy)
    const { idlePositions, execution } = this
    const found = this.find(({ id }) => ((id === thread.id || id === owner) && !idlePositions.has(execution.position) ? true : undefined))
    if (found === undefined) return this.toBeginning()
    return this.to(found.position, ({ state, stage }) => ({
      reason: found.position === this.timeline.entries[0]?.position ? 'entry' : 'step',
      description: `Back at ${state?.name ?? 'the end'}${stage === 'enter' ? '' : ` (${stage})`}`,
    }))
  }

  /** To the last place before where somebody stops, else to the beginning. */
  toStop(): Stop {
    const found = this.find((thread) => askAll(this.stoppers, 'again', thread, this.execution.position))
    return found === undefined ? this.toBeginning() : this.to(found.position, () => found.value)
  }

  /**
   * To where an event has just come, or where it is the turn of the thread in the state that it has entered: back, or forward on the way that was gone before. Throws
   * a UserError where there is none.
   */
  toEvent(id: number): Stop {
    const { execution, timeline, places } = this
    const { position, history, ahead = { position, events: history.length } } = execution
    if (!Number.isSafeInteger(id) || id < 1 || id > ahead.events) throw errors.noEvent(id)
    this.setOut()
    return this.to(places.of(id, ahead.position), (next) => {
      const { kind, state, thread } = history.info(id - 1)
      // one that has ended has given its place to the one that owns it
      let owner: number | undefined = thread
      while (owner !== undefined && !execution.threads.some((each) => each.id === owner)) owner = timeline.latest(owner)?.owner
      const enters = kind.span === 'state' && kind.role === 'opens'
      const description = enters ? `At ${state?.name}` : `After ${kind.type}${state === undefined ? '' : ` of ${state.name}`}`
      return { reason: 'goto', description, thread: execution.threads.find((each) => each.id === owner) ?? next }
    })
  }

  /** Runs a frame's state again from its entry. */
  restart(thread: Thread): Stop {
    const entry = this.timeline.latest(thread.id)
    // It has entered its state, and its turn has not come: it stands where the restart leads.
    if (isEntering(thread) && (entry === undefined || !isAt(thread, entry))) return { reason: 'restart', thread }
    if (entry === undefined || entry.state !== thread.state || entry.visit !== thread.visit)
      throw errors.noRestart(thread.state?.name ?? '')
    this.setOut()
    return this.toEntry(entry, { reason: 'restart', description: `Restarted at ${entry.state.name}` })
  }

  /**
   * The last position before here at which `look` has something; undefined: there is none, and the execution stands at the beginning of what is remembered. It
   * goes back block by block, and looks over each in the order in which it happened.
   */
  private find<T>(look: (next: Thread) => T | undefined): { readonly position: number; readonly value: T } | undefined {
    const { execution, timeline } = this
    const here = execution.position
    this.setOut()
    if (timeline.positionBefore(here, 1) === undefined) throw errors.noPast()
    let to = here
    for (let count = 1; ; count = Math.min(count * 2, farthest)) {
      const from = timeline.positionBefore(to, count)
      if (from === undefined) return undefined
      let found: { position: number; value: T } | undefined
      let begun = false
      execution.retrace(from, to, (next) => {
        const { position } = execution
        // only now it stands there
        if (!begun) for (const stopper of this.stoppers) stopper.back(from, true)
        begun = true
        const value = position === here ? undefined : look(next)
        if (value !== undefined) found = { position, value }
      })
      if (found !== undefined) return found
      to = from
    }
  }

  private isFirst(entry: Entry): boolean {
    return entry === this.timeline.entries[0]
  }

  private toBeginning(): Stop {
    return this.toEntry(this.timeline.entries[0]!, { reason: 'entry', description: 'Back at the beginning' })
  }

  private toEntry({ position }: Entry, stop: Reason): Stop {
    return this.to(position, () => stop)
  }

  private to(position: number, stop: (thread: Thread) => Reason): Stop {
    const { execution, timeline } = this
    if (position > execution.position) this.forward(position)
    else {
      execution.goTo(position)
      timeline.back(position)
    }
    this.places.back(execution.history.length)
    this.idle.at(position - 1)
    for (const stopper of this.stoppers) stopper.back(position, true)
    const next = execution.next ?? execution.threads[0]!
    const reason = stop(next)
    // one that had ended was another object on the way
    const thread = execution.threads.find(({ id }) => id === reason.thread?.id) ?? next
    return { ...reason, thread }
  }

  /** Before one goes anywhere. Where nothing is ahead, what is remembered behind this position was on another way. */
  private setOut(): void {
    this.leave()
    const { position, ahead } = this.execution
    if (ahead !== undefined) return
    this.places.forget(position)
    this.idle.at(position, false)
    for (const stopper of this.stoppers) stopper.back(position, false)
  }

  /** Over what was before, as it was. */
  private forward(to: number): void {
    const { execution, timeline } = this
    const here = execution.position
    execution.retrace(here, to, (next) => {
      if (execution.position === here) return
      const entry = timeline.latest(next.id)
      // its input was changed after it had been looked at
      if (entry?.state === next.state && entry?.visit === next.visit && entry.input !== next.input) timeline.changed(entry, next.input)
      this.pass(next)
    })
    this.changed()
  }
}
