import type { Json } from '../../core/base/json'
import type { Condition } from '../../core/conditions/condition'
import type { Subject } from '../../core/conditions/subject'
import { languageOf, subjectOf } from '../../core/conditions/thread'
import { compileWatch, stateNameIn } from '../../core/conditions/watch'
import { Failure } from '../../core/expressions/evaluation/failure'
import type { ExpressionPorts } from '../../core/expressions/evaluation/scope'
import type { Language } from '../../core/expressions/language'
import type { Thread } from '../../core/interpreter/api'
import { errors } from '../errors'

/** Evaluates a compiled expression in the scope of a thread. Throws a UserError where it fails. Nothing of the execution changes. */
export type Hold = (thread: Thread, condition: Pick<Condition, 'evaluate'>) => Json | undefined

/**
 * Evaluates an expression that a person has written, in the scope of a thread; the name of a state gives what is known of it. Undefined: it
 * gives nothing. Throws a UserError where it is no expression or fails. Nothing of the execution changes.
 */
export type Evaluate = (thread: Thread, expression: string) => Json | undefined

/** What a bare state name stands for: what is known of the state so far. */
type Summary = (stateName: string) => Json | undefined

export const createHold =
  (ports: ExpressionPorts): Hold =>
  (thread, { evaluate }) => {
    const value = evaluate(subjectOf(thread, ports))
    if (value instanceof Failure) throw errors.expression(value.reason)
    return value
  }

export const createEvaluate =
  (ports: ExpressionPorts, summary: Summary): Evaluate =>
  (thread, expression) => {
    if (expression.trim() === '') return undefined
    const name = stateNameIn(expression)
    const state = name === undefined ? undefined : summary(name)
    if (state !== undefined) return state
    return overSubject(subjectOf(thread, ports), expression, languageOf(thread))
  }

/** The same over given values, without the names of states. */
export function overSubject(subject: Subject, expression: string, language: Language): Json | undefined {
  const { evaluate, missing } = compileWatch(expression, language)
  const value = evaluate(subject)
  if (value instanceof Failure) throw errors.expression(value.reason)
  const why = value === undefined ? missing(subject) : undefined
  if (why !== undefined) throw errors.nothing(why)
  return value
}
