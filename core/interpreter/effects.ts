import type { Json } from '../json'
import type { ExpressionPorts } from '../paths/scope'
import type { ExecutionImpl } from './execution'
import { jsonText } from './text'
import type { ThreadImpl } from './thread'

/** A question that was asked of the world, and its answer. */
export interface Asked<T = unknown> {
  readonly input: Json
  /** Undefined until it has come. */
  answer: T | undefined
  /** Settles when the answer has come; undefined from then on. */
  promise: Promise<void> | undefined
  /** The question that was asked before under the same key, with another input. */
  readonly before: Asked | undefined
}

/**
 * The log of everything that was asked of the world, by the key of who asked. A snapshot that is resumed finds the answers here, so
 * that nothing is asked twice; only a question whose input has changed since is asked anew.
 */
export class Effects {
  private readonly log = new Map<string, Asked>()
  readonly expressionPorts: ExpressionPorts

  constructor(private readonly execution: ExecutionImpl) {
    const { ports } = execution.options
    this.expressionPorts = {
      random: () => this.now(() => ports.random()),
      uuid: () => this.now(() => ports.uuid()),
      hash: ports.hash,
      now: () => execution.now,
      limits: execution.limits,
      ...(ports.clock !== undefined && { clock: ports.clock }),
    }
  }

  /** Asks, unless the same was asked before. A rejected promise is answered by `failed`. */
  ask<T>(key: string, input: Json, question: () => T | Promise<T>, failed: (error: unknown) => T): Asked<T> {
    const before = this.log.get(key)
    for (let known = before; known !== undefined; known = known.before) if (sameJson(known.input, input)) return known as Asked<T>
    const asked: Asked<T> = { input, answer: undefined, promise: undefined, before }
    this.log.set(key, asked)
    const answer = attempt(question, failed)
    if (answer instanceof Promise)
      asked.promise = answer.then(
        (value) => come(asked, value),
        (error) => come(asked, failed(error)),
      )
    else asked.answer = answer
    return asked
  }

  /** An answer that an expression of the running thread needs at once. */
  private now<T>(question: () => T): T {
    const thread = this.execution.current as ThreadImpl
    return this.once(`${thread.key}!${thread.effects++}`, question)
  }

  /** The answer to a question that is answered at once, asked the first time only. */
  once<T>(key: string, question: () => T): T {
    const known = this.log.get(key)
    if (known !== undefined) return known.answer as T
    const answer = question()
    this.log.set(key, { input: null, answer, promise: undefined, before: undefined })
    return answer
  }
}

function come<T>(asked: Asked<T>, answer: T): void {
  asked.answer = answer
  asked.promise = undefined
}

function attempt<T>(question: () => T | Promise<T>, failed: (error: unknown) => T): T | Promise<T> {
  try {
    return question()
  } catch (error) {
    return failed(error)
  }
}

const sameJson = (a: Json, b: Json) => a === b || jsonText(a) === jsonText(b)
