import type { Execution, TaskCall, Thread } from '../core/interpreter/api'
import { jsonText } from '../core/interpreter/text'
import type { Json } from '../core/json'
import type { State } from '../core/model/machine'
import type { Breakpoints } from './breakpoints'
import type { Client } from './dap'
import { clientRange, dapSource } from './documents'
import { bugText, errors } from './errors'
import { createEvaluate, type Evaluate } from './evaluate'
import type { Exceptions } from './exceptions'
import { Frames } from './frames'
import { HistoryFeed } from './history'
import type { LaunchPlan } from './launch'
import { isTold, payloadOf, tell } from './narration'
import { expressionPorts, startExecution } from './ports'
import type { PendingTask, TaskAnswer } from './protocol'
import { Runtime, type RuntimeListener, type Stop } from './runtime'
import { threadName } from './states'
import { Tasks } from './tasks'
import { findThread, ThreadEvents, toClient } from './threads'
import type { Trace } from './trace'
import { VariableStore } from './variables'

/** What a session keeps over restarts. */
export interface Shared {
  readonly client: Client
  readonly breakpoints: Breakpoints
  readonly exceptions: Exceptions
  readonly trace: Trace
}

/** One launched state machine: its execution, who drives it, and what the client is told of it. */
export class Debuggee implements RuntimeListener {
  readonly execution: Execution
  readonly runtime: Runtime
  readonly tasks: Tasks
  readonly evaluate: Evaluate
  readonly history: HistoryFeed
  readonly variables: VariableStore
  readonly frames = new Frames()
  private readonly threads: ThreadEvents
  /** Tasks that the client has been told to be pending. */
  private announced = new Map<string, TaskCall>()
  private over = false

  constructor(
    readonly plan: LaunchPlan,
    private readonly shared: Shared,
  ) {
    const { client, breakpoints, exceptions, trace } = shared
    this.variables = new VariableStore(client.supports.supportsVariableType ?? false)
    this.tasks = new Tasks(plan.answerer, plan.unmocked)
    this.execution = startExecution(plan, this.tasks.answer)
    this.evaluate = createEvaluate(expressionPorts(this.execution), this.summary)
    this.history = new HistoryFeed(this.execution, plan.program, (body) => client.send('stepthrough/history', body))
    this.threads = new ThreadEvents((reason, threadId) => client.send('thread', { reason, threadId }))
    this.runtime = new Runtime({
      execution: this.execution,
      tasks: this.tasks,
      breakpoints,
      exceptions,
      evaluate: this.evaluate,
      listener: this,
      noDebug: plan.noDebug,
      yield: () => new Promise((resolve) => setImmediate(resolve)),
      clock: () => performance.now(),
      ...(trace.on && {
        trace: ({ id, state, stage }: Thread) => trace.write('engine', `thread ${toClient(id)} ${state?.name ?? '-'} ${stage}`),
      }),
    })
  }

  /** Begins the run, when the client has set its breakpoints. */
  start(): void {
    this.run(this.plan.stopOnEntry && !this.plan.noDebug ? (next) => next.state !== undefined : undefined, 'entry')
  }

  /** Goes on; what was shown of the stop is gone. */
  run(...goal: Parameters<Runtime['run']>): void {
    this.forgetStop()
    void this.runtime.run(...goal)
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

  mustStand(): void {
    if (this.runtime.running) throw errors.running()
    if (this.execution.status !== 'RUNNING') throw errors.ended()
  }

  /** The user has changed a value. */
  readonly changed = (): void => {
    this.runtime.changed()
    if (this.shared.client.supports.supportsInvalidatedEvent) this.shared.client.send('invalidated', { areas: ['variables'] })
  }

  forgetStop(): void {
    this.frames.clear()
    this.variables.clear()
  }

  /** `goto`: the thread goes on with another state of its machine. */
  jump(thread: Thread, target: number): Stop {
    const state = this.plan.program.states[target]
    if (state === undefined) throw errors.noTarget(undefined)
    return this.runtime.jump(thread, state)
  }

  /** What is known of a state by its name: how often it was entered, and the input and output of the last time. */
  private readonly summary = (name: string): Json | undefined => {
    if (!this.plan.program.states.some((state) => state.name === name)) return undefined
    const entries = this.runtime.timeline.entries.filter(({ state }) => state.name === name)
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
    if (abort) this.finish()
    else this.withdraw(this.announced)
  }

  // ---- Tasks

  pendingTasks(): PendingTask[] {
    return this.tasks.pending(this.execution.threads).map((call) => this.pendingTask(call))
  }

  answerTask(call: TaskCall, answer: TaskAnswer): void {
    this.tasks.resolve(call, answer)
    this.tellTasks()
  }

  /** `stepthrough/answerTask` */
  answerThread(threadId: number, answer: TaskAnswer): void {
    const call = this.tasks.of(findThread(this.execution, threadId))
    if (call === undefined) throw errors.noTask()
    if ('output' in answer === 'error' in answer) throw errors.badAnswer()
    this.answerTask(call, answer)
  }

  /** The task that a line of the console can answer: that of the frame, else the only one that waits. */
  pendingOf(frameId: number | undefined): TaskCall | undefined {
    const pending = this.tasks.pending(this.execution.threads)
    const thread = frameId === undefined ? undefined : this.frames.at(frameId)
    return pending.find((call) => call.thread.id === thread?.id) ?? (pending.length === 1 ? pending[0] : undefined)
  }

  private pendingTask(call: TaskCall): PendingTask {
    return {
      threadId: toClient(call.thread.id),
      threadName: threadName(call.thread),
      key: call.key,
      stateName: call.stateName,
      resource: call.resource,
      input: jsonText(call.input),
      attempt: call.attempt,
      ...(call.taskToken === undefined ? {} : { taskToken: call.taskToken }),
      place: this.history.place(call.state),
    }
  }

  // ---- What the runtime tells

  stopped({ reason, thread, description, text, breakpoints }: Stop): void {
    this.forgetStop()
    this.flush()
    this.threads.update(this.execution)
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
    this.output(`${bugText(error)}\n`, 'stderr', undefined)
    this.finish()
  }

  progress(): void {
    this.flush()
    this.threads.update(this.execution)
  }

  log(message: string, thread: Thread, important: boolean): void {
    this.flush()
    this.output(`${message}\n`, important ? 'stderr' : 'console', thread.state)
  }

  /** History, console and pending tasks as they are now. */
  private flush(): void {
    const { history } = this.execution
    const { from, to } = this.history.flush()
    for (let i = from; i < to; i++) {
      if (!isTold(history.info(i).type)) continue
      const { state } = history.info(i)
      const line = tell(history.event(i), state?.name)
      // The execution's own events belong to no state: its end is told at the state that it came from.
      const place = state ?? (i > 0 ? history.info(i - 1).state : undefined)
      if (line !== undefined) this.output(`${line.text}\n`, line.category, place, line.payload)
    }
    this.tellTasks()
  }

  private withdraw(calls: ReadonlyMap<string, TaskCall>): void {
    for (const [key, { thread }] of calls) this.shared.client.send('stepthrough/taskAnswered', { threadId: toClient(thread.id), key })
  }

  private tellTasks(): void {
    const { client } = this.shared
    const pending = new Map(this.tasks.pending(this.execution.threads).map((call) => [call.key, call]))
    this.withdraw(new Map([...this.announced].filter(([key]) => !pending.has(key))))
    for (const call of pending.values()) {
      if (this.announced.has(call.key)) continue
      client.send('stepthrough/taskPending', this.pendingTask(call))
      const text = `${call.stateName} waits for its result. Type it here: JSON, or "throw Error: cause".\n`
      this.output(text, 'important', call.state)
    }
    this.announced = pending
  }

  /** A line of the console, with its place; a payload expands below it. */
  output(text: string, category: 'console' | 'important' | 'stdout' | 'stderr', state: State | undefined, payload?: string): void {
    const { client } = this.shared
    const { program } = this.plan
    const place = state && clientRange(program, state.key, client.origin)
    const at = place && { source: dapSource(program.path), line: place.line, column: place.column }
    if (!payload) {
      client.send('output', { category, output: text, ...at })
      return
    }
    client.send('output', { category, group: 'startCollapsed', output: text, ...at })
    const value = payloadOf(payload)
    const reference = this.variables.line({ rows: [{ name: '', root: { value } }] })
    client.send('output', {
      category,
      output: `${payload.length > 10_000 ? `${payload.slice(0, 10_000)}…` : payload}\n`,
      variablesReference: reference,
    })
    client.send('output', { category, group: 'end', output: '' })
  }

  private finish(): void {
    if (this.over) return
    this.over = true
    this.forgetStop()
    this.flush()
    this.threads.update(this.execution)
    const { client } = this.shared
    client.send('exited', { exitCode: this.execution.status === 'SUCCEEDED' ? 0 : 1 })
    client.send('terminated')
  }
}
