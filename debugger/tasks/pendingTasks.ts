import { jsonText } from '../../core/base/jsonText'
import type { Execution, TaskCall, Thread } from '../../core/interpreter/api'
import { nameOfThread } from '../../core/interpreter/lineage'
import type { OpenTasks, TaskAnswer } from '../../core/run/openTasks'
import type { Client } from '../dap'
import { errors } from '../errors'
import type { PendingTask } from '../protocol'
import type { DebugConsole } from '../shown/console'
import type { HistoryFeed } from '../shown/history'
import { findThread, toClient } from '../shown/threads'

/** Tells the client which tasks wait for a person's result, and takes the results. */
export class PendingTasks {
  /** What the client has been told to be pending, by key. */
  private announced = new Map<string, TaskCall>()

  constructor(
    private readonly execution: Execution,
    private readonly tasks: OpenTasks,
    private readonly history: HistoryFeed,
    private readonly client: Client,
    private readonly console: DebugConsole,
  ) {}

  list(): PendingTask[] {
    return this.calls().map((call) => this.describe(call))
  }

  answer(call: TaskCall, answer: TaskAnswer, forState = false): void {
    this.tasks.resolve(call, answer, forState)
    this.tell()
    // The call stack says of a thread that it waits: not any more.
    if (this.client.supports.supportsInvalidatedEvent) this.client.send('invalidated', { areas: ['stacks'] })
  }

  /** The task that a thread waits with. Throws where it waits for none. */
  callOf(threadId: number): TaskCall {
    const call = this.tasks.of(findThread(this.execution, threadId))
    if (call === undefined) throw errors.noTask()
    return call
  }

  /** The task that a line of the console can answer: that of the thread, else the only one that waits. */
  of(thread: Thread | undefined): TaskCall | undefined {
    const calls = this.calls()
    return calls.find((call) => call.thread.id === thread?.id) ?? (calls.length === 1 ? calls[0] : undefined)
  }

  /** Tells what has changed since the last time, and again what the execution stops for. */
  tell(stoppedFor?: Thread): void {
    const pending = new Map(this.calls().map((call) => [call.key, call]))
    this.withdraw((key) => !pending.has(key))
    for (const call of pending.values()) {
      const known = this.announced.has(call.key)
      if (!known || call.thread.id === stoppedFor?.id) this.client.send('stepthrough/taskPending', this.describe(call))
      if (known) continue
      const what = this.tasks.isForCode(call) ? 'its task token to come back. You can answer it here too' : 'its result. Type it here'
      this.console.write(`${call.stateName} waits for ${what}: JSON, or "throw Error: cause".`, 'console', call.state)
    }
    this.announced = pending
  }

  /** Nothing waits any more. */
  withdraw(which: (key: string) => boolean = () => true): void {
    for (const [key, { thread }] of this.announced) {
      if (which(key)) this.client.send('stepthrough/taskAnswered', { threadId: toClient(thread.id), key })
    }
  }

  private calls(): TaskCall[] {
    return this.tasks.pending(this.execution.threads)
  }

  private describe(call: TaskCall): PendingTask {
    const { key, thread, stateName, resource, input, attempt, taskToken, state } = call
    return {
      threadId: toClient(thread.id),
      threadName: nameOfThread(thread),
      key,
      stateName,
      resource,
      input: jsonText(input),
      attempt,
      ...(taskToken === undefined ? {} : { taskToken }),
      ...(this.tasks.isForCode(call) && { byCode: true }),
      place: this.history.place(state),
    }
  }
}
