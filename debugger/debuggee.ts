import type { DebugProtocol } from '@vscode/debugprotocol'
import type { Json } from '../core/base/json'
import { itemsAhead } from '../core/conditions/itemsAhead'
import type { ExpressionPorts } from '../core/expressions/evaluation/scope'
import type { Execution, TaskCall, Thread } from '../core/interpreter/api'
import { type Hindsight, hindsightOf } from '../core/interpreter/hindsight'
import type { Answerer } from '../core/run/answerer'
import { Answerers } from '../core/run/answerers'
import type { BoundTasks, Inside } from '../core/run/bound'
import { Inspector } from '../core/run/inspect/inspector'
import { OpenTasks } from '../core/run/openTasks'
import { Passing } from '../core/run/passing'
import { laterMachines } from '../core/run/saved/resume'
import { unheardText } from '../core/run/unheard'
import { unmocked, withReasons } from '../core/run/unmocked'
import type { Breakpoints } from './breakpoints/breakpoints'
import type { DataBreakpoints } from './breakpoints/dataBreakpoints'
import { AtData } from './breakpoints/dataStops'
import type { Exceptions } from './breakpoints/exceptions'
import { atBreakpoints, atErrors, type Log } from './breakpoints/stoppers'
import type { Client } from './dap'
import { bugText, errors } from './errors'
import { Judging } from './judging'
import { expressionPorts } from './ports'
import { nameOf, type SourceFile } from './program/documents'
import type { LaunchPlan } from './program/launch'
import { Programs } from './program/programs'
import { Runtime, type RuntimeListener } from './runtime'
import { savedRun } from './saveRun'
import { Saving } from './saving'
import { Clock } from './shown/clock'
import { DebugConsole } from './shown/console'
import { Frames } from './shown/frames'
import { HistoryFeed } from './shown/history'
import { standingBody } from './shown/standing'
import { findThread, listThreads, ThreadEvents, toClient } from './shown/threads'
import { WaitProgress } from './shown/waitProgress'
import { Departure } from './steps/departure'
import { toTheEnd } from './steps/goals'
import { jumpTo } from './steps/jump'
import { type Here, ToHere } from './steps/restartHere'
import type { Stop } from './stop'
import type { System } from './system'
import { Injected } from './tasks/inject'
import { PendingTasks } from './tasks/pendingTasks'
import type { Trace } from './trace'
import { createEvaluate, createHold, type Evaluate } from './values/evaluate'
import { LastVisits } from './values/lastVisits'
import type { Looking } from './values/scopes'
import { VariableStore } from './values/variables'

const edited = (path: string) => `${nameOf(path)} has changed: use Restart or Restart to Here.`

/** Characters of a saved run that is sent unasked. */
const mostSaved = 4 * 1024 * 1024

/** What a session keeps over restarts. */
interface Shared {
  readonly client: Client
  readonly breakpoints: Breakpoints
  readonly exceptions: Exceptions
  readonly data: DataBreakpoints
  readonly trace: Trace
  readonly system: System
  readonly open: (path: string) => Promise<SourceFile>
}

/** One launched state machine: its execution, who drives it, and what the client is told of it. */
export class Debuggee implements RuntimeListener {
  readonly execution: Execution
  readonly runtime: Runtime
  readonly tasks = new OpenTasks((call, byCode) => this.opened(call, byCode))
  private readonly answerers: Answerers
  readonly evaluate: Evaluate
  /** What expressions of a person may ask for. */
  readonly expressions: ExpressionPorts
  readonly history: HistoryFeed
  readonly programs: Programs
  readonly pending: PendingTasks
  readonly variables: VariableStore
  readonly frames: Frames
  readonly injected = new Injected()
  readonly visited = new LastVisits()
  private readonly passing: Passing
  readonly progressOfWaits: WaitProgress
  private readonly clock: Clock
  private readonly data: AtData
  private seen: { readonly position: number; readonly hindsight: Hindsight | undefined } | undefined
  readonly inspector: Inspector
  private readonly threads: ThreadEvents
  private readonly console: DebugConsole
  private readonly departure: Departure
  private readonly saving: Saving | undefined
  private readonly judging: Judging | undefined
  private over = false
  /** Whether the client knows that it is over, or has asked for another. */
  private closed = false
  /** Executions that nobody waited for, and whose failure has been told. */
  private told = 0
  /** Where it stood when it stopped last, as far as the console tells. */
  private position = 0
  /** It is taken over events that have been told. */
  private travels = false
  /** The thread that stopped last: a client looks for it in the list. */
  private wanted: number | undefined

  constructor(
    readonly plan: LaunchPlan,
    private readonly shared: Shared,
    readonly bound: BoundTasks | undefined,
    /** The files of the state machines that tasks may start. */
    others: readonly SourceFile[],
  ) {
    const { client, breakpoints, exceptions, data, trace, system, open } = shared
    const { same } = system.files
    this.programs = new Programs(plan.program, others, same, open, (path) => this.console.write(edited(path), 'important'))
    this.variables = new VariableStore(client.supports)
    this.frames = new Frames(plan.name, (thread) => this.tasks.hasAnswer(thread))
    const real = { clock: () => system.clock(), after: system.after }
    this.progressOfWaits = new WaitProgress(client, system.after, () => ({ passing, execution: this.execution }))
    const passing: Passing = new Passing(real, plan.scale, this.progressOfWaits)
    this.passing = passing
    const wait = { open: this.tasks, execution: () => this.execution, answered: () => this.answeredByCode() }
    const waiter = bound?.waiter?.(wait)
    const ask: Answerer = (call, control) => waiter?.(call, control) ?? this.tasks.ask(call)
    this.answerers = new Answerers(
      {
        edit: this.tasks.edited,
        mock: plan.run.mock,
        recorded: plan.run.replay?.answer,
        binding: bound?.answerer(wait),
        unmocked: plan.unmocked === 'prompt' ? ask : withReasons(unmocked[plan.unmocked], plan.strangers),
      },
      {
        ...real,
        sources: new Set(['binding']),
        get scale() {
          return passing.scale
        },
      },
    )
    const { seed, redrives, tested } = plan
    const judging = tested && new Judging(tested, plan.run, system.ports)
    this.judging = judging
    const machine = redrives === undefined ? bound?.machine : laterMachines(redrives, bound?.machine)
    this.saving = Saving.begin(plan, system, machine, (problem) => client.send('output', { category: 'stderr', output: `${problem}\n` }))
    if (this.saving?.path !== undefined) client.send('stepthrough/runFile', { path: this.saving.path })
    this.execution = system.begin(plan.run, {
      task: judging?.hearing(this.answerers.answer, () => this.execution) ?? this.answerers.answer,
      meanwhile: this.answerers.meanwhile,
      program: plan.program.path,
      ...(bound?.readItems && { readItems: bound.readItems }),
      ...(bound?.writeResults && { writeResults: bound.writeResults }),
      ...(machine && { machine }),
      seed,
      elapse: passing.elapse,
      ...(redrives && { journal: redrives.journal }),
      ...(this.saving && { keep: this.saving.keeper }),
      ...(judging && { over: (history) => judging.over(history, this.execution) }),
    })
    if (redrives !== undefined) this.execution.redrive()
    const { options, document, definition } = plan.run
    this.inspector = new Inspector({
      execution: this.execution,
      options,
      document,
      definition,
      ...(options.remember === true && { hindsight: () => this.hindsight, threads: () => this.execution.threads }),
    })
    this.clock = new Clock(this.execution, passing, client)
    this.expressions = expressionPorts(this.execution, system.ports)
    const hold = createHold(this.expressions)
    this.evaluate = createEvaluate(this.expressions, this.summary)
    this.history = new HistoryFeed(this.execution, this.programs, (body) => client.send('stepthrough/history', body), system.clock)
    this.console = new DebugConsole(
      client,
      this.programs,
      this.variables,
      (thread) => (thread === 0 ? undefined : this.history.nameOf(thread)),
      () => this.execution.history.info(this.execution.history.length - 1).timestamp,
    )
    this.pending = new PendingTasks(this.execution, this.tasks, this.history, client, this.console)
    this.threads = new ThreadEvents((reason, threadId) => client.send('thread', { reason, threadId }))
    this.data = new AtData(data, this.execution, hold, this.log)
    this.departure = new Departure(this.execution, (text) => this.console.write(text, 'important'))
    this.runtime = new Runtime({
      execution: this.execution,
      tasks: this.tasks,
      stoppers: [atBreakpoints(breakpoints, hold, this.log), atErrors(exceptions, hold, this.log), this.data, this.injected],
      listener: this,
      noDebug: plan.noDebug,
      // The execution waits for a client that reads slowly.
      yield: async () => {
        await system.rest()
        await client.drained()
      },
      clock: () => system.clock(),
      departed: () => this.departure.stop(),
      advancing: (thread) => {
        this.console.look(thread, this.execution.history.length)
        if (thread === undefined) return
        this.history.meet(thread)
        if (!plan.noDebug) this.visited.pass(thread, this.execution.position)
        if (trace.on) trace.write('engine', `thread ${toClient(thread.id)} ${thread.state?.name ?? '-'} ${thread.stage}`)
      },
    })
  }

  /** Begins the run, when the client has set its breakpoints. Of a redrive the way so far is there to go back to. */
  start(): void {
    if (this.plan.redrives !== undefined) this.lookBack()
    for (const stranger of this.plan.strangers) this.console.write(stranger, 'stderr')
    this.run(this.plan.stopOnEntry && !this.plan.noDebug ? (next) => next.state !== undefined : undefined, 'entry')
  }

  /** The way so far is looked at as if it had been gone here: who goes back finds it. */
  private lookBack(): void {
    const { execution, runtime, history, visited } = this
    const here = execution.position
    execution.retrace(0, here, (next) => {
      history.meet(next)
      if (execution.position === here) return
      runtime.past.leave()
      runtime.past.pass(next)
      visited.pass(next, execution.position)
    })
  }

  /** Begins the run in the place of another, which stood somewhere. */
  startTo(here: Here): void {
    this.runUnasked(toTheEnd, 'restart', { guide: new ToHere(this, here) })
  }

  /** Goes on; what was shown of the stop is gone. */
  run(...goal: Parameters<Runtime['run']>): void {
    const { next } = this.execution
    if (next !== undefined) this.tellBack(next)
    this.forgetStop()
    this.passing.rushes = goal[2]?.guide !== undefined
    this.passing.goOn()
    this.console.begin()
    void this.runtime.run(...goal)
  }

  /** The threads that a person is shown. */
  listThreads(): DebugProtocol.Thread[] {
    return listThreads(this.execution, this.plan.name, this.wanted)
  }

  /** Goes on after the answer to a task that it stood for, as the client did not ask for. */
  goOn(): void {
    const { resumption } = this.runtime
    if (resumption === undefined || this.execution.status !== 'RUNNING') return
    this.runUnasked(...resumption)
  }

  /** Goes on as the client has not asked for by a request of the protocol. */
  runUnasked(...goal: Parameters<Runtime['run']>): void {
    const thread = this.execution.next ?? this.execution.threads[0]
    this.shared.client.send('continued', { threadId: thread === undefined ? 1 : toClient(thread.id), allThreadsContinued: true })
    this.run(...goal)
  }

  /** What is waited for next happens now. Gives what is done after the response: where it stands it goes on until its clock has moved. */
  skipTimer(): () => void {
    const { execution, passing, answerers, runtime } = this
    if (runtime.running) {
      if (!passing.skip() && !answerers.skip()) throw errors.noTimer()
      return () => {}
    }
    this.mustStand()
    const { now } = execution
    return () => {
      this.runUnasked(() => execution.now > now)
      passing.skipNext()
      answerers.skip()
    }
  }

  /** How time passes from now on: real seconds for a second of the execution. */
  set scale(scale: number) {
    this.passing.scale = scale
    this.clock.tell()
  }

  /** The thread that a request names. Throws where the execution runs or has ended. */
  stoppedThread(clientId: number): Thread {
    this.mustStand()
    return findThread(this.execution, clientId)
  }

  /** The thread of a frame; without a frame the one that would go on next. */
  frameThread(frameId: number | undefined): Thread {
    this.mustStand()
    const thread = frameId === undefined ? (this.execution.next ?? this.execution.threads[0]) : this.frames.at(frameId)
    if (thread === undefined) throw errors.ended()
    return thread
  }

  /** The thread that stopped last, or goes on next. */
  get stoppedAt(): Thread {
    const { threads, next } = this.execution
    return threads.find(({ id }) => id === this.wanted) ?? next ?? threads[0]!
  }

  /** Whether the execution has stopped and can go on. */
  get standing(): boolean {
    return !this.runtime.running && this.execution.status === 'RUNNING'
  }

  mustStand(): void {
    if (this.runtime.running) throw errors.running()
    if (this.execution.status !== 'RUNNING') throw errors.ended()
  }

  /** The user has changed a value. */
  readonly changed = (): void => {
    this.seen = undefined
    this.runtime.past.changed()
    this.data.settle()
    this.departure.tell()
    if (this.shared.client.supports.supportsInvalidatedEvent) this.shared.client.send('invalidated', { areas: ['variables'] })
  }

  /** What is looked at of a thread. */
  looking(thread: Thread): Looking {
    const { changed } = this
    const { id, state, visit } = thread
    const before = this.runtime.past.timeline.entries.findLast(
      (each) => each.thread === id && !(each.state === state && each.visit === visit),
    )
    return { thread, changed, before, now: this.execution.now }
  }

  /** A file of the run may have been edited: frames stand where their states are now. */
  async lookAtText(): Promise<void> {
    const moved = await this.programs.refresh()
    if (moved && this.standing && this.shared.client.supports.supportsInvalidatedEvent)
      this.shared.client.send('invalidated', { areas: ['stacks'] })
  }

  /** What the execution has gone through, to be looked at; undefined where it remembers nothing. Made once for each place where it stands. */
  get hindsight(): Hindsight | undefined {
    const { position } = this.execution
    if (this.seen?.position !== position) this.seen = { position, hindsight: hindsightOf(this.execution) }
    return this.seen.hindsight
  }

  forgetStop(): void {
    this.seen = undefined
    this.frames.clear()
    this.variables.clear()
  }

  /** What answers the task that a thread is at, and can be stepped into. */
  insideOf({ state }: Thread): Inside | undefined {
    if (state === undefined || this.plan.run.mocked.has(state.name) || this.tasks.stands(state)) return undefined
    const inside = this.bound?.inside?.(state)
    return inside?.kind === 'function' && !this.shared.client.supports.supportsStartDebuggingRequest ? undefined : inside
  }

  /** The items that a Map is about to go through, where they are known. */
  itemsOf(thread: Thread): readonly Json[] | undefined {
    return itemsAhead(thread, this.expressions)
  }

  /** To where an event has just come, back or forward. */
  goToEvent(id: number): Stop {
    if (this.plan.noDebug) throw errors.noWayBack()
    if (this.runtime.running) throw errors.pauseFirst()
    const stop = this.runtime.goToEvent(id)
    this.travels = true
    return stop
  }

  /** `goto`: the thread goes on with another state of its machine. */
  jump(thread: Thread, target: number): Stop {
    const { state, input } = jumpTo(this.programs, this.runtime.past.timeline, target)
    return this.runtime.jump(thread, state, input)
  }

  /** What is known of a state by its name: how often it was entered, and the input and output of the last time. */
  private readonly summary = (name: string): Json | undefined => {
    if (!this.programs.states.some((state) => state.name === name)) return undefined
    const entries = this.runtime.past.timeline.entries.filter(({ state }) => state.name === name)
    const last = entries.at(-1)
    return {
      state: name,
      visits: entries.length,
      ...(last === undefined ? {} : { input: last.input }),
      ...(last?.output === undefined ? {} : { output: last.output }),
    }
  }

  /** Ends it, also in the middle of a run. */
  close(abort: boolean): void {
    this.runtime.close(abort)
    if (abort) {
      this.finish()
      this.endSession()
      return
    }
    this.saving?.end(this.execution)
    this.over = true
    this.closed = true
    this.passing.leave()
    this.endWork()
    this.pending.withdraw()
  }

  /** A task has come to wait for somebody, maybe long after it was asked: whoever was to answer first had nothing, or took his time. */
  private opened(call: TaskCall, byCode: boolean): void {
    if (this.over || !this.runtime?.isWaiting) return
    this.pending.tell()
    if (!byCode) this.runtime.personAsked(call)
  }

  /** A task is over that may have stopped the execution. */
  private answeredByCode(): void {
    if (this.over) return
    this.pending.tell()
    this.goOn()
  }

  /** What answers tasks for real ends with the execution. */
  private endWork(): Promise<void> | undefined {
    this.answerers.abort()
    return this.bound?.close()
  }

  // ---- What the runtime tells

  stopped(stop: Stop): void {
    const { reason, thread, description, text, breakpoints } = stop
    this.forgetStop()
    this.passing.hold()
    if (!this.runtime.isWaiting) this.passing.leave()
    this.flush(reason === 'task' ? thread : undefined)
    if (!this.travels) this.tellBack(thread)
    this.travels = false
    // an editor shows an error's text at its line, and this one hardly anywhere
    if (reason === 'data breakpoint' && text !== undefined) this.console.write(text, 'console', thread.state)
    this.wanted = thread.id
    this.threads.update(this.execution, this.wanted)
    this.shared.client.send('stepthrough/standing', standingBody(this.execution, stop, this.history))
    this.shared.client.send('stopped', {
      reason,
      threadId: toClient(thread.id),
      allThreadsStopped: true,
      ...(description === undefined ? {} : { description }),
      ...(text === undefined ? {} : { text }),
      ...(breakpoints === undefined ? {} : { hitBreakpointIds: breakpoints.map(({ id }) => id) }),
    })
  }

  ended(): void {
    this.finish()
  }

  /** The engine has thrown: a bug of ours, which ends the execution and says so. */
  crashed(error: unknown): void {
    this.console.write(bugText(error), 'stderr')
    this.finish()
  }

  behind(): void {
    this.flush()
  }

  progress(): void {
    this.flush()
    this.threads.update(this.execution, undefined)
  }

  readonly log: Log = (message, thread, important) => {
    this.flush()
    this.console.write(message, important ? 'stderr' : 'console', thread.state)
  }

  /** History, console and pending tasks as they are now. */
  private flush(stoppedFor?: Thread): void {
    this.answerers.look(this.execution)
    if (this.travels) this.history.travelled()
    const { from, to } = this.history.flush()
    this.console.narrate(this.execution, from, to, this.over || !this.runtime.running)
    this.departure.tell()
    this.tellUnheard()
    this.clock.tell()
    this.pending.tell(stoppedFor)
  }

  /** What has been printed stays there when the execution goes back: a line says so. */
  private tellBack({ state, stage }: Thread): void {
    const { position } = this.execution
    if (position < this.position && state !== undefined)
      this.console.write(`Back at ${state.name}${stage === 'enter' ? '' : ` (${stage})`}`, 'console', state)
    this.position = position
  }

  /** What nobody in the state machine hears of is told to the person. */
  private tellUnheard(): void {
    const { unheard } = this.execution
    for (const each of unheard.slice(this.told)) this.console.write(unheardText(each), 'stderr')
    this.told = unheard.length
  }

  private finish(): void {
    if (this.over) return
    this.over = true
    this.answerers.abort()
    this.passing.leave()
    this.forgetStop()
    this.flush()
    this.saving?.end(this.execution)
    this.threads.update(this.execution, undefined)
    if (this.bound === undefined || this.execution.status === 'ABORTED') this.endSession()
    else void this.bound.settled().then(() => this.endSession())
  }

  private endSession(): void {
    if (this.closed) return
    this.closed = true
    // what functions have printed comes before the end
    const ending = this.endWork()
    if (ending === undefined) this.tellEnd()
    else void ending.then(() => this.tellEnd())
  }

  private tellTested(judging: Judging): void {
    const name = JSON.stringify(this.plan.tested?.test.name)
    const tested = judging.tested(this.execution)
    const { failures } = tested
    if (failures.length === 0) this.console.write(`The test ${name} has passed.`, 'console')
    for (const { message } of failures) this.console.write(`The test ${name} has failed: ${message}`, 'stderr')
    this.shared.client.send('stepthrough/tested', tested)
  }

  private tellEnd(): void {
    const { client } = this.shared
    const isKept = this.plan.run.options.remember && this.execution.journalBytes <= mostSaved
    const saved = !isKept ? undefined : savedRun(this)
    if (this.judging !== undefined) this.tellTested(this.judging)
    if (saved !== undefined && saved.text.length <= mostSaved) client.send('stepthrough/savedRun', saved)
    client.send('exited', { exitCode: this.execution.status === 'SUCCEEDED' ? 0 : 1 })
    client.send('terminated')
  }
}
