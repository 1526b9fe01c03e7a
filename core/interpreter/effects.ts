import type { Json } from '../base/json'
import { sameJson } from '../base/jsonText'
import type { ExpressionPorts } from '../expressions/evaluation/scope'
import { Retained } from '../history/retained'
import type { State } from '../model/machine'
import type { TaskOutcome } from './api'
import { type Asked, sameQuestion } from './asked'
import type { ExecutionImpl } from './execution'
import type { Script } from './replay'
import type { ThreadImpl } from './thread'
import { answerOnWay } from './way'

/** What an expression draws at once. */
interface Drawn {
  readonly answer: unknown
  /** What its state saw then: an expression that sees something else asks another question. */
  readonly sees: readonly Json[]
  /** What was drawn before at the same place by a state that saw something else. */
  readonly before: Drawn | undefined
}

/** Bytes that questions and answers may hold. Beyond, the older half is forgotten, and asked again should somebody go back that far. */
const roomy = 64 * 1024 * 1024

/**
 * The log of everything that was asked of the world, by the key of who asked. Nobody can go back to before the first snapshot: nothing is
 * logged until then. A snapshot that is resumed finds the answers here, so that nothing is asked twice; only a question whose input has
 * changed since is asked anew.
 */
export class Effects {
  private readonly log = new Map<string, Asked>()
  private readonly drawn = new Map<string, Drawn>()
  private retained = new Retained()

  /** The journal that is being followed. */
  private script: Script | undefined = undefined
  /** Questions whose answers the followed journal does not have: they are put when it has come to its end. */
  private deferred: (() => void)[] = []

  constructor(private readonly execution: ExecutionImpl) {}

  /** All that was asked so far, by the key of who asked. */
  get answers(): ReadonlyMap<string, Asked> {
    return this.log
  }

  get follows(): boolean {
    return this.script !== undefined
  }

  /** From now on what is asked is answered by a journal, at the position at which it was. */
  follow(script: Script): void {
    this.script = script
  }

  /** The journal has come to its end: what it had no answer for is asked now. */
  live(): void {
    // what somebody has only looked at: a task token
    for (const { key, kind, answer } of this.script?.unused() ?? [])
      if (kind === 'draw') {
        this.log.set(key, { key, input: null, answer, pending: false, before: undefined, state: undefined })
        this.tell(kind, key, answer)
      }
    this.script = undefined
    const { deferred } = this
    this.deferred = []
    for (const put of deferred) put()
  }

  /** Whether the answer is still to come, where a journal is followed: at this position. */
  isPending(asked: Asked): boolean {
    if (this.script === undefined) return asked.pending
    const told = this.script.effect(asked.key)
    return told === undefined || told.at > this.execution.position
  }

  private tell(kind: 'answer' | 'draw', key: string, answer: unknown): void {
    this.execution.journalLog?.add({ at: this.execution.position, kind, key, answer: answer as Json })
  }

  /** The ports of a thread's expressions: what they draw is logged as that thread's, whichever thread runs. */
  portsOf(thread: ThreadImpl): ExpressionPorts {
    const { execution } = this
    const { ports } = execution.options
    return {
      random: () => this.draw(thread, 'random', ports.random),
      uuid: () => this.draw(thread, 'uuid', ports.uuid),
      hash: ports.hash,
      now: () => execution.now,
      limits: execution.limits,
      ...(ports.clock !== undefined && { clock: ports.clock }),
      ...(ports.took !== undefined && { took: ports.took }),
    }
  }

  /** Asks, unless the same was asked before. A rejected promise is answered by `failed`. */
  ask<T, Q>(
    key: string,
    input: Json,
    port: (question: Q) => T | Promise<T>,
    question: Q,
    failed: (error: unknown) => T,
    state?: State,
  ): Asked<T> {
    if (this.execution.remembers) return this.remember(key, input, state, this.puts(port, question, failed))
    const asked: Asked<T> = { key, input, answer: undefined, pending: false, before: undefined, state }
    this.put(asked, port, question, failed)
    return asked
  }

  /** A function of its own: a closure in `ask` would cost each question that nobody remembers. */
  private puts<T, Q>(port: (question: Q) => T | Promise<T>, question: Q, failed: (error: unknown) => T) {
    return (asked: Asked<T>) => this.put(asked, port, question, failed)
  }

  private remember<T>(key: string, input: Json, state: State | undefined, put: (asked: Asked<T>) => void): Asked<T> {
    const before = this.log.get(key)
    const told = this.script?.effect(key)
    const latest = sameQuestion(before, input) as Asked<T> | undefined
    // what came then is what came, whoever is to answer by now
    const known = told === undefined || latest?.answer === told.answer ? latest : undefined
    const asked = known ?? { key, input, answer: told?.answer as T | undefined, pending: false, before, state }
    if (known === undefined) {
      if (told === undefined || sameQuestion(before, input, true) === undefined) this.log.set(key, asked)
      const given = this.script === undefined ? answerOnWay(this.execution.options.way, key, input, state) : undefined
      if (given !== undefined) asked.answer = given as T
      else if (this.script === undefined) this.putAnew(asked, put)
      else if (told === undefined) {
        asked.pending = true
        this.deferred.push(() => {
          if (this.isAwaited(asked)) this.putAnew(asked, put)
          // who comes to it again puts it
          else asked.isHidden = true
        })
      }
    }
    if (!this.isPending(asked)) this.taken(asked)
    return asked
  }

  /** What the world says now is not what it said on the way ahead. */
  private putAnew<T>(asked: Asked<T>, put: (asked: Asked<T>) => void): void {
    this.execution.journalLog?.forgetWay()
    put(asked)
  }

  /** Whether a thread waits for the answer. One that was cut short does not. */
  private isAwaited(asked: Asked): boolean {
    return this.execution.threads.some(({ frame }) => frame.asked === asked && frame.waiting?.kind === 'asked')
  }

  /** The answer has come into the execution. */
  taken({ key, answer }: Asked): void {
    this.tell('answer', key, answer)
  }

  private put<T, Q>(asked: Asked<T>, port: (question: Q) => T | Promise<T>, question: Q, failed: (error: unknown) => T): void {
    const answer = attempt(port, question, failed)
    if (answer instanceof Promise) {
      asked.pending = true
      answer.then(
        (value) => this.come(asked, value),
        (error) => this.come(asked, failed(error)),
      )
    } else this.come(asked, answer)
  }

  private come<T>(asked: Asked<T>, answer: T): void {
    asked.answer = answer
    if (this.execution.remembers) {
      this.weigh(asked)
      if (this.retained.bytes > roomy) this.forget()
    }
    if (!asked.pending) return
    asked.pending = false
    this.execution.answerCame()
  }

  private weigh({ input, answer }: Asked): void {
    this.retained.add(input)
    this.retained.add(answer as Json)
  }

  /** What the tasks of a state have asked is asked anew when they come again: somebody else is to answer. */
  hideTasks(state: State): void {
    for (const latest of this.log.values()) {
      if (latest.state !== state) continue
      for (let asked: Asked | undefined = latest; asked !== undefined; asked = asked.before) asked.isHidden = true
    }
  }

  /** They have the answers again that they had before, and those of a person no longer. */
  showTasks(state: State): void {
    for (const [key, latest] of this.log) {
      if (latest.state !== state) continue
      let shown: Asked | undefined
      for (const asked of chainOf(latest).reverse())
        if (asked.pending || (asked.answer as TaskOutcome).source !== 'edit')
          shown = Object.assign(asked, { isHidden: false, before: shown })
      if (shown === undefined) this.log.delete(key)
      else this.log.set(key, shown)
    }
  }

  private forget(): void {
    const keys = [...this.log.keys()]
    for (const key of keys.slice(0, keys.length >> 1)) if (!this.log.get(key)!.pending) this.log.delete(key)
    this.retained = new Retained()
    for (const asked of this.log.values()) this.weigh(asked)
  }

  /**
   * The answer that an expression of a thread needs at once. After a step back the same expression over the same values gets the same;
   * with an edited payload or variable another expression may be the one that asks, so that nothing of before is its answer.
   */
  private draw<T>(thread: ThreadImpl, kind: 'random' | 'uuid', question: (key: string) => T): T {
    const { input, value, variables } = thread.frame
    const key = `${thread.key}!${kind}#${thread.frame.effects++}`
    const sees = [input, value, variables]
    const before = this.drawn.get(key)
    let known = before
    while (known !== undefined && !known.sees.every((each, i) => sameJson(each, sees[i]!))) known = known.before
    const told = this.script?.effect(key)
    const answer = (told !== undefined ? told.answer : known !== undefined ? known.answer : question(key)) as T
    this.tell('draw', key, answer)
    if (known === undefined && this.execution.remembers) this.drawn.set(key, { answer, sees, before })
    return answer
  }

  /** The answer to a question that has no input, asked the first time only. */
  once<T>(key: string, question: (key: string) => T): T {
    const known = this.log.get(key)
    const told = this.script?.effect(key)
    const answer = (told !== undefined ? told.answer : known !== undefined ? known.answer : question(key)) as T
    this.tell('draw', key, answer)
    if (known === undefined && this.execution.remembers)
      this.log.set(key, { key, input: null, answer, pending: false, before: undefined, state: undefined })
    return answer
  }
}

function attempt<T, Q>(port: (question: Q) => T | Promise<T>, question: Q, failed: (error: unknown) => T): T | Promise<T> {
  try {
    return port(question)
  } catch (error) {
    return failed(error)
  }
}

function chainOf(latest: Asked): Asked[] {
  const chain: Asked[] = []
  for (let asked: Asked | undefined = latest; asked !== undefined; asked = asked.before) chain.push(asked)
  return chain
}
