import type { Json } from '../core/base/json'
import type { Execution, TaskCall, Thread } from '../core/interpreter/api'
import type { State } from '../core/model/machine'
import type { OpenTasks } from '../core/run/openTasks'
import { askAll, type Reason, type Stopper } from './breakpoints/stoppers'
import { errors } from './errors'
import type { StepBy } from './protocol'
import { type Goal, toTheEnd } from './steps/goals'
import { Past } from './steps/past'
import type { Stop } from './stop'

/** What the runtime tells whoever holds it. */
export interface RuntimeListener {
  stopped(stop: Stop): void
  ended(): void
  /** Something has thrown that never should. */
  crashed(error: unknown): void
  /** Much has happened: a time to send it. */
  behind(): void
  /** Now and then while the execution runs: a time to send what has happened so far, and what there is now. */
  progress(): void
}

/** Leads an execution in the place of a goal, past all who may stop it. */
export interface Guide {
  /** Asked before each stage, and where all wait. */
  look(next: Thread | undefined): Stop | undefined
}

/** How an execution is driven besides its goal. */
interface Manner {
  readonly guide?: Guide
  /** The id of a thread that goes on only where no other can. */
  readonly last?: number
}

export interface RuntimeParts {
  readonly execution: Execution
  readonly tasks: OpenTasks
  /** Those who may stop it, besides where it is going: the first that has a reason stops it. */
  readonly stoppers: readonly Stopper[]
  readonly listener: RuntimeListener
  /** Neither stops nor remembers. */
  readonly noDebug: boolean
  /** Gives the host a turn: requests come in between. */
  readonly yield: () => Promise<void>
  /** Milliseconds, real ones: how long the host has had no turn. */
  readonly clock: () => number
  /** Called before each stage of a thread; undefined: all wait, and the clock moves, or an answer is taken. */
  readonly advancing: (thread: Thread | undefined) => void
  /** Why to stand still where a step has led nowhere: the execution has left its recording. */
  readonly departed?: () => Reason | undefined
}

/** Real milliseconds of running after which the host gets a turn, so that `pause` is heard, and between two reports of progress. */
const turn = 15
const report = 120

/** New events after which they are sent and the host gets a turn, so that it never has much to send at once. */
const many = 2000

/**
 * Drives an execution: from stage to stage until a goal, a breakpoint, an error, a pending task or a pause stops it, and back in
 * time by positions. Knows nothing of the protocol.
 */
export class Runtime {
  readonly past: Past
  running = false
  /** Whether the place where the execution stands has been looked at: going on from a stop means to leave it. */
  private looked = false
  /** A task that began to wait for a person in the stage just done. */
  private asked: TaskCall | undefined
  /** One that did so while all waited. */
  private askedLate: TaskCall | undefined
  private pausing = false
  /** A step that waits for an answer; it stays under way over stops. */
  private underway: Promise<void> | undefined
  private interrupt: (() => void) | undefined
  private closed = false
  /** Where it was going when it stopped for a task. */
  private halted: { readonly goal: Goal; readonly reason: Stop['reason']; readonly manner: Manner } | undefined
  /** A thread that has let others go first where it had been looked at: when its turn comes it leaves that place. */
  private seen: number | undefined

  constructor(private readonly parts: RuntimeParts) {
    this.past = new Past(parts.execution, parts.stoppers)
  }

  get execution(): Execution {
    return this.parts.execution
  }

  /** Lets the execution go on until it stops or ends. Never rejects for what the user's definition does. */
  async run(goal: Goal = toTheEnd, reason: Stop['reason'] = 'step', manner: Manner = {}): Promise<void> {
    if (this.running) return
    const { listener } = this.parts
    this.running = true
    this.halted = undefined
    try {
      const stop = await this.drive(goal, reason, manner)
      this.running = false
      this.pausing = false
      if (this.closed) return
      if (stop?.reason === 'task') this.halted = { goal, reason, manner }
      if (stop !== undefined) listener.stopped(stop)
      else listener.ended()
    } catch (error) {
      this.running = false
      listener.crashed(error)
    }
  }

  /** What goes on where a task stopped it; undefined where it stands for another reason, or runs. */
  get resumption(): Parameters<Runtime['run']> | undefined {
    return this.running || this.halted === undefined ? undefined : [this.halted.goal, this.halted.reason, this.halted.manner]
  }

  /** Whether a step waits for an answer. */
  get isWaiting(): boolean {
    return this.underway !== undefined
  }

  /** A task has begun to wait for a person while a step waits: it stops for that, too. */
  personAsked(call: TaskCall): void {
    this.askedLate = call
    this.interrupt?.()
  }

  /** Stops before the next stage, or at once where all wait. */
  pause(): void {
    if (!this.running) return
    this.pausing = true
    this.interrupt?.()
  }

  /** Ends the execution from outside, and this drive of it. */
  close(abort: boolean): void {
    this.closed = true
    if (abort && this.execution.status === 'RUNNING') this.execution.abort(undefined, 'The debug session was ended.')
    this.interrupt?.()
  }

  private async drive(goal: Goal, reason: Stop['reason'], { guide, last }: Manner): Promise<Stop | undefined> {
    const { execution, tasks, listener, clock } = this.parts
    let rested = clock()
    let reported = rested
    let events = execution.history.length
    while (!this.closed && execution.status === 'RUNNING') {
      this.takeTurns(last)
      const stop = this.looked ? this.waits() : this.look(goal, reason, guide)
      this.looked = true
      if (stop !== undefined) return stop
      const { next } = execution
      this.past.leave()
      this.parts.advancing(next)
      const { position } = execution
      const result = this.underway ?? execution.step()
      this.looked = result === undefined ? execution.position === position : (await this.wait(result)) === 'interrupted'
      this.asked = next && tasks.ofPerson(next)
      const now = clock()
      const behind = execution.history.length - events >= many
      if (now - rested < turn && !behind) continue
      if (behind) {
        listener.behind()
        events = execution.history.length
      }
      if (now - reported > report) {
        listener.progress()
        reported = now
        events = execution.history.length
      }
      await this.parts.yield()
      rested = clock()
      if (this.pausing && execution.status === 'RUNNING') {
        // Not looked at yet, so that a breakpoint here is not lost when it goes on.
        const stop = this.paused()
        if (stop !== undefined) return stop
      }
    }
    return undefined
  }

  /** Waits for a step. A pause interrupts the waiting, not the step: it stays under way. */
  private async wait(promise: Promise<void>): Promise<'done' | 'interrupted'> {
    if (this.underway === undefined) this.parts.listener.progress()
    this.underway = promise
    const outcome = await Promise.race([
      promise.then(() => 'done' as const),
      new Promise<'interrupted'>((resolve) => (this.interrupt = () => resolve('interrupted'))),
    ])
    this.interrupt = undefined
    if (outcome === 'done' && this.underway === promise) this.underway = undefined
    return outcome
  }

  /** Lets the others go before the thread that is to go last. */
  private takeTurns(last: number | undefined): void {
    const { execution } = this
    while (last !== undefined && execution.next?.id === last && execution.defer()) {
      this.past.deferred(execution.position - 1)
      if (this.looked) this.seen = last
      this.looked = false
    }
    if (this.seen === undefined || execution.next?.id !== this.seen) return
    this.seen = undefined
    this.looked = true
  }

  /** Why to stop before the next stage. */
  private look(goal: Goal, reason: Stop['reason'], guide: Guide | undefined): Stop | undefined {
    const { execution, noDebug } = this.parts
    const { next } = execution
    if (next === undefined) return guide?.look(next) ?? this.waits()
    if (noDebug) return this.waits()
    this.past.pass(next)
    const stop = askAll(this.parts.stoppers, 'look', next, execution.position)
    if (guide !== undefined) return guide.look(next) ?? this.waits()
    if (stop !== undefined) return stop
    if (goal(next)) return { reason, thread: next }
    return this.waits()
  }

  /** A pause, or a task that has just begun to wait for a person, or nothing else that could happen. */
  private waits(): Stop | undefined {
    if (this.parts.noDebug) return undefined
    const departed = this.parts.departed?.()
    const stands = this.execution.next ?? this.execution.threads[0]
    if (departed !== undefined && stands !== undefined) return { thread: stands, ...departed }
    if (this.pausing && this.underway !== undefined) {
      const stop = this.paused()
      if (stop !== undefined) return stop
    }
    const late = this.askedLate && this.parts.tasks.ofPerson(this.askedLate.thread)
    const call = this.asked ?? late ?? this.stuck()
    this.asked = undefined
    this.askedLate = undefined
    if (call === undefined) return undefined
    return { reason: 'task', thread: call.thread, description: 'Task needs a result', text: `${call.stateName} calls ${call.resource}` }
  }

  /** At the thread that goes on next; where all wait, at what is waited for: a time, or a task that is at work. */
  private paused(): Stop | undefined {
    const { execution } = this.parts
    const waitsFor = (what: string) => execution.threads.find(({ waitingFor }) => waitingFor?.kind === what)
    const thread = execution.next ?? waitsFor('time') ?? waitsFor('task') ?? execution.threads[0]
    return thread && { reason: 'pause', thread, description: 'Paused' }
  }

  /** The first task of those that wait for a person, where nothing else can happen. */
  private stuck(): TaskCall | undefined {
    const { execution, tasks } = this.parts
    if (execution.next !== undefined) return undefined
    const asked = tasks.pending(execution.threads).filter((call) => !tasks.isForCode(call))
    const others = asked.length > 0 && execution.threads.some((t) => t.waitingFor?.kind === 'task' && tasks.ofPerson(t) === undefined)
    return others ? undefined : asked[0]
  }

  // ---- Going elsewhere

  /** Back by a state or by a stage of the thread. Each way back gives the stop that it leads to, or throws a UserError where there is none. */
  stepBack(thread: Thread, by: StepBy): Stop {
    return this.moved(() => (by === 'stage' ? this.past.byStage(thread) : this.past.byState(thread)))
  }

  /** Back to the last place where somebody stops, or to the beginning. */
  reverseContinue(): Stop {
    return this.moved(() => this.past.toStop())
  }

  /** To where an event has just come, back or forward. */
  goToEvent(id: number): Stop {
    return this.moved(() => this.past.toEvent(id))
  }

  /** Runs a frame's state again from its entry. */
  restartFrame(thread: Thread): Stop {
    return this.moved(() => this.past.restart(thread))
  }

  /** The thread leaves its state and enters another with the payload that it has, or with another one. */
  jump(thread: Thread, state: State, input?: Json): Stop {
    if (this.execution.next !== thread) throw errors.notItsTurn()
    return this.moved(() => {
      if (!this.execution.jump(state, input)) throw errors.noTarget(state.name)
      this.past.remember(thread)
      return { reason: 'goto', thread, description: `Jumped to ${state.name}` }
    })
  }

  /** Something else comes to a thread than what it was to do: where that has come already, its place is looked at. */
  redirected(thread: Thread): void {
    this.leave()
    if (this.execution.next === thread && thread.fault === undefined) this.looked = false
  }

  /** The execution is taken to another place, which has been looked at. What was waited for where it stood is no more. */
  private moved(move: () => Stop): Stop {
    const { position } = this.execution
    const stop = move()
    if (this.execution.position === position) return stop
    this.leave()
    this.looked = true
    return stop
  }

  /** What was awaited is void. */
  private leave(): void {
    this.underway = undefined
    this.halted = undefined
    this.seen = undefined
    this.asked = undefined
    this.askedLate = undefined
  }
}
