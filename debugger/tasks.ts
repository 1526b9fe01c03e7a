import type { TaskCall, TaskOutcome, Thread } from '../core/interpreter/api'
import { unmocked, withReasons } from '../core/mock/unmocked'
import type { TaskAnswer, Unmocked } from './protocol'

/** Answers a call, or has nothing for it. */
export type Answerer = (call: TaskCall) => TaskOutcome | Promise<TaskOutcome> | undefined

interface Question {
  readonly call: TaskCall
  readonly outcome: Promise<TaskOutcome>
  readonly answer: (outcome: TaskOutcome) => void
}

/**
 * Who answers a task: the mock file, else what `unmocked` says. A question to a person stays open until it is answered, also over a
 * step back: the execution waits for the same answer when it comes to the same task again.
 */
export class Tasks {
  private readonly open = new Map<string, Question>()
  /** Questions that a person has answered: a thread that stands for one takes the answer when it goes on. */
  private readonly answered = new Set<string>()

  constructor(
    private readonly mock: Answerer,
    private readonly otherwise: Unmocked,
    /** Why there may be no answer. */
    private readonly reasons: readonly string[] = [],
  ) {}

  readonly answer = (call: TaskCall): TaskOutcome | Promise<TaskOutcome> =>
    this.mock(call) ?? withReasons(rest[this.otherwise](call, this), this.reasons)

  /** Makes a call wait for `resolve`. */
  ask(call: TaskCall): Promise<TaskOutcome> {
    const known = this.open.get(call.key)
    this.answered.delete(call.key)
    let answer: Question['answer'] = () => {}
    const outcome = known?.outcome ?? new Promise<TaskOutcome>((resolve) => (answer = resolve))
    this.open.set(call.key, { call, outcome, answer: known?.answer ?? answer })
    return outcome
  }

  /** The open question that a thread waits with. */
  of({ waitingFor }: Thread): TaskCall | undefined {
    return this.open.size > 0 && waitingFor?.kind === 'task' && this.open.has(waitingFor.call.key) ? waitingFor.call : undefined
  }

  /** Whether the answer that a thread waits for has come. */
  hasAnswer({ waitingFor }: Thread): boolean {
    return waitingFor?.kind === 'task' && this.answered.has(waitingFor.call.key)
  }

  /** All that threads wait for now. */
  pending(threads: readonly Thread[]): TaskCall[] {
    if (this.open.size === 0) return []
    return threads.flatMap((thread) => this.of(thread) ?? [])
  }

  /** Gives a task its result. */
  resolve({ key }: TaskCall, answer: TaskAnswer): void {
    const question = this.open.get(key)
    this.open.delete(key)
    this.answered.add(key)
    question?.answer('output' in answer ? { kind: 'succeeded', output: answer.output } : { kind: 'failed', ...answer })
  }
}

/** What `unmocked` says, as rows. */
const rest: { readonly [K in Unmocked]: (call: TaskCall, tasks: Tasks) => TaskOutcome | Promise<TaskOutcome> } = {
  ...unmocked,
  prompt: (call, tasks) => tasks.ask(call),
}
