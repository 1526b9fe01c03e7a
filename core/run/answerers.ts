import type { Execution, Ports, TaskCall, TaskOutcome } from '../interpreter/api'
import { type Answerer, type Control, type Entries, order, type Place } from './answerer'
import type { RealTime } from './attempt'
import { RealCall } from './realCall'
import { unmocked } from './unmocked'

/** Nobody hears of the end of an attempt that is answered without work. */
const noControl: Control = { aborted: false, onAbort: () => {}, heartbeat: () => {}, hold: () => {} }

/** The answerers whose work takes real time. */
interface RealWork extends RealTime {
  readonly sources: ReadonlySet<Place>
  /** Real seconds for a second of the execution, where somebody waits for one. Default 1, which it is too where waits take no time. */
  readonly scale?: number
}

/**
 * The chain of answerers of an execution: the first that has an answer gives it, and the outcome says who it was. Where nobody has one, the
 * outcome is `unanswered`; an answerer that throws makes `answer` throw or reject. `work`: whose answers take real time, and are held to
 * TimeoutSeconds and HeartbeatSeconds.
 */
export class Answerers {
  /** Calls whose work has begun. */
  private readonly calls = new Set<RealCall>()
  /** What lets time pass while real work is under way. */
  private passing: { readonly stop: () => void; readonly pass: () => void } | undefined

  constructor(
    private readonly entries: Entries,
    private readonly work?: RealWork,
  ) {}

  /** `Ports.meanwhile`: real time passes while real work is under way, unless somebody debugs it. */
  readonly meanwhile: NonNullable<Ports['meanwhile']> = (milliseconds, then) => {
    const { work } = this
    if (work === undefined || this.isStill) return () => {}
    this.stopPassing()
    const pass = () => {
      if (!this.isStill) then()
    }
    this.passing = { stop: work.after(milliseconds * (work.scale || 1), pass), pass }
    return () => this.stopPassing()
  }

  /** The time that is waited for while real work is under way has passed at once. False where none is. */
  skip(): boolean {
    const { passing } = this
    this.stopPassing()
    passing?.pass()
    return passing !== undefined
  }

  private stopPassing(): void {
    this.passing?.stop()
    this.passing = undefined
  }

  private get isStill(): boolean {
    const calls = [...this.calls].filter(({ isUnderway }) => isUnderway)
    return calls.length === 0 || calls.some(({ isHeld }) => isHeld)
  }

  readonly answer: Ports['task'] = (call) => {
    this.look()
    return this.ask(call, 0)
  }

  private ask(call: TaskCall, from: number): TaskOutcome | Promise<TaskOutcome> {
    for (let i = from; i < order.length; i++) {
      const source = order[i]!
      const answerer = this.entries[source]
      const answer = answerer && this.askOne(call, source, answerer)
      if (answer instanceof Promise)
        return answer.then((outcome) => (outcome === undefined ? this.ask(call, i + 1) : this.told(source, outcome)))
      if (answer !== undefined) return { source, ...answer }
    }
    return { source: 'unmocked', ...unmocked.fail(call) }
  }

  /** With who has answered: nobody, where somebody who works in real time has not come to an end in time. */
  private told(source: Place, outcome: TaskOutcome): TaskOutcome {
    return outcome.kind === 'timedOut' && this.work?.sources.has(source) ? outcome : { source, ...outcome }
  }

  private askOne(call: TaskCall, source: Place, answerer: Answerer): ReturnType<Answerer> {
    if (this.work === undefined || !this.work.sources.has(source)) return answerer(call, noControl)
    const real = new RealCall(call, answerer, this.work)
    const answer = real.begin()
    if (!(answer instanceof Promise)) return answer
    for (const before of this.calls)
      if (before.isOf(call)) {
        before.abort()
        this.calls.delete(before)
      }
    this.calls.add(real)
    return answer.finally(() => this.calls.delete(real))
  }

  /**
   * Looks who still waits: work whose state has been left is cut short, and begins anew when the execution has gone back and comes to it again.
   * A host that goes back calls it with the execution when it has moved it.
   */
  look(execution?: Pick<Execution, 'threads'>): void {
    if (this.calls.size === 0) return
    const threads = execution?.threads
    for (const call of this.calls) {
      const isAwaited = call.isAwaited(threads)
      if (call.isUnderway && !isAwaited) call.abort()
      else if (!call.isUnderway && isAwaited) call.again()
    }
  }

  /** The execution has ended: all work is cut short. */
  abort(): void {
    this.stopPassing()
    for (const call of this.calls) call.abort()
    this.calls.clear()
  }
}
