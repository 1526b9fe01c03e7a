import type { Json } from '../base/json'
import { sameJson } from '../base/jsonText'
import type { TaskSource } from '../history/sources'
import type { TaskCall, TaskOutcome, Thread } from '../interpreter/api'
import type { State } from '../model/machine'
import { withSubmitted } from './submitted'
import { unmocked } from './unmocked'

/** What a person says that a task comes to. `echo`: its result is its input. */
export type TaskAnswer = { readonly output: Json } | { readonly error: string; readonly cause?: string } | { readonly echo: true }

/** What anybody says: SendTaskFailure needs neither member. */
export type Answer = TaskAnswer | { readonly error?: string; readonly cause?: string }

interface Question {
  readonly call: TaskCall
  readonly outcome: Promise<TaskOutcome>
  readonly answer: (outcome: TaskOutcome) => void
  /** Code is to answer it: a person may. */
  readonly byCode: boolean
}

/**
 * Tasks that wait for somebody outside: a person in the debugger, a worker with a task token. A question stays open until it is answered, also over a
 * step back: the execution waits for the same answer when it comes to the same task again.
 */
export class OpenTasks {
  private readonly open = new Questions()
  /** Questions that have been answered: a thread that stands for one takes the answer when it goes on. */
  private readonly answered = new Questions()
  /** Answers that have been given for every call of a state. */
  private readonly standing = new Map<State, Answer>()

  /** `opened`: hears of each question, when it is put. */
  constructor(private readonly opened: (call: TaskCall, byCode: boolean) => void = () => {}) {}

  /** Answers what has been answered for every call of its state. */
  readonly edited = (call: TaskCall): TaskOutcome | undefined => {
    const answer = this.standing.get(call.state)
    return answer && outcomeOf(answer, call)
  }

  /** Makes a call wait for `resolve`. */
  readonly ask = (call: TaskCall): Promise<TaskOutcome> => this.wait(call, false)

  /** The same, for one that code is to answer: nobody stops for it. */
  readonly askCode = (call: TaskCall): Promise<TaskOutcome> => this.wait(call, true)

  private wait(call: TaskCall, byCode: boolean): Promise<TaskOutcome> {
    const known = this.open.take(call)
    this.answered.take(call)
    let answer: Question['answer'] = () => {}
    const outcome = known?.outcome ?? new Promise<TaskOutcome>((resolve) => (answer = resolve))
    this.open.add({ call, outcome, answer: known?.answer ?? answer, byCode })
    this.opened(call, byCode)
    return outcome
  }

  /** Nobody is to answer it any more: who has asked has an outcome. False where it had an answer. */
  withdraw(call: TaskCall): boolean {
    return this.open.take(call) !== undefined
  }

  /** The open question that a thread waits with. */
  of({ waitingFor }: Thread): TaskCall | undefined {
    if (this.open.size === 0 || waitingFor?.kind !== 'task') return undefined
    // somebody has let something else come of it, and that takes its time
    return waitingFor.until === undefined && this.open.find(waitingFor.call) ? waitingFor.call : undefined
  }

  /** The same, where it is a person whom the thread waits for. */
  ofPerson(thread: Thread): TaskCall | undefined {
    const call = this.of(thread)
    return call === undefined || this.isForCode(call) ? undefined : call
  }

  /** Whether code is to answer an open question. */
  isForCode(call: TaskCall): boolean {
    return this.open.find(call)?.byCode ?? false
  }

  /** Whether the answer that a thread waits for has come. */
  hasAnswer({ waitingFor }: Thread): boolean {
    return waitingFor?.kind === 'task' && this.answered.find(waitingFor.call) !== undefined
  }

  /** All that threads wait for now. */
  pending(threads: readonly Thread[]): TaskCall[] {
    if (this.open.size === 0) return []
    return threads.flatMap((thread) => this.of(thread) ?? [])
  }

  /** From now on every call of a state gets the answer; undefined: it is asked and answered as if nobody had said so. */
  stand(state: State, answer: TaskAnswer | undefined): void {
    if (answer === undefined) this.standing.delete(state)
    else this.standing.set(state, answer)
  }

  /** Whether every call of a state has its answer. */
  stands(state: State): boolean {
    return this.standing.has(state)
  }

  /** Gives a task its result, and where it is `forState` all that wait in this state and all later ones. `source`: who says so. */
  resolve(asked: TaskCall, answer: Answer, forState = false, source: TaskSource = 'edit'): void {
    if (forState) this.standing.set(asked.state, answer)
    const question = this.open.find(asked)
    for (const each of this.open.all()) {
      if (each !== question && !(forState && each.call.state === asked.state)) continue
      this.open.take(each.call)
      this.answered.add(each)
      each.answer({ source, ...outcomeOf(answer, each.call) })
    }
  }
}

/** Questions by who asks what: after a step back a task may ask with another input, which is another question under the same key. */
class Questions {
  private readonly byKey = new Map<string, readonly Question[]>()

  get size(): number {
    return this.byKey.size
  }

  all(): Question[] {
    return [...this.byKey.values()].flat()
  }

  find({ key, input }: TaskCall): Question | undefined {
    return this.byKey.get(key)?.find(({ call }) => sameJson(call.input, input))
  }

  add(question: Question): void {
    const { key } = question.call
    this.byKey.set(key, [...(this.byKey.get(key) ?? []), question])
  }

  /** Takes it away, where it is there. */
  take(call: TaskCall): Question | undefined {
    const found = this.find(call)
    const others = this.byKey.get(call.key)?.filter((each) => each !== found)
    if (others?.length === 0) this.byKey.delete(call.key)
    else if (others) this.byKey.set(call.key, others)
    return found
  }
}

function outcomeOf(answer: Answer, call: TaskCall): TaskOutcome {
  if ('echo' in answer) return unmocked.echo(call)
  return withSubmitted(call, 'output' in answer ? { kind: 'succeeded', output: answer.output } : { kind: 'failed', ...answer })
}
