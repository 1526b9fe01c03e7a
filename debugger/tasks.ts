import type { TaskCall, TaskOutcome, Thread } from '../core/interpreter/api'
import type { State } from '../core/model/machine'
import { unmocked, withReasons } from '../core/run/mock/unmocked'
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
  /** Answers that a person has given for every call of a state. */
  private readonly standing = new Map<State, TaskAnswer>()

  constructor(
    private readonly mock: Answerer,
    private readonly otherwise: Unmocked,
    /** Why there may be no answer. */
    private readonly reasons: readonly string[] = [],
  ) {}

  readonly answer = (call: TaskCall): TaskOutcome | Promise<TaskOutcome> =>
    this.mock(call) ?? withReasons(rest[this.otherwise](call, this), this.reasons)

  /** Makes a call wait for `resolve`, unless that has been said for every call of its state. */
  ask(call: TaskCall): TaskOutcome | Promise<TaskOutcome> {
    const standing = this.standing.get(call.state)
    if (standing !== undefined) return outcomeOf(standing, call)
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

  /** Gives a task its result, and where it is `forState` all that wait in this state and all later ones. */
  resolve(asked: TaskCall, answer: TaskAnswer, forState = false): void {
    if (forState) this.standing.set(asked.state, answer)
    for (const [key, { call, answer: give }] of this.open) {
      if (key !== asked.key && !(forState && call.state === asked.state)) continue
      this.open.delete(key)
      this.answered.add(key)
      give(outcomeOf(answer, call))
    }
  }
}

function outcomeOf(answer: TaskAnswer, call: TaskCall): TaskOutcome {
  if ('echo' in answer) return unmocked.echo(call)
  return 'output' in answer ? { kind: 'succeeded', output: answer.output } : { kind: 'failed', ...answer }
}

/** What `unmocked` says, as rows. */
const rest: { readonly [K in Unmocked]: (call: TaskCall, tasks: Tasks) => TaskOutcome | Promise<TaskOutcome> } = {
  ...unmocked,
  prompt: (call, tasks) => tasks.ask(call),
}
