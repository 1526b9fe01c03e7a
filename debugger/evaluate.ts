import { type Json, type JsonObject, member, setMember } from '../core/base/json'
import { type Condition, compileCondition } from '../core/conditions/condition'
import { parseTerm } from '../core/conditions/parse'
import { Failure } from '../core/expressions/evaluation/failure'
import type { ExpressionPorts, Scope } from '../core/expressions/evaluation/scope'
import { isIntrinsic } from '../core/expressions/intrinsics/parse'
import { isDefinite, type Path } from '../core/expressions/paths/parse'
import type { Thread } from '../core/interpreter/api'
import { errorOutput } from '../core/interpreter/errorOutput'
import { errors } from './errors'

/** Evaluates a compiled expression in the scope of a thread. Throws a UserError where it fails. Nothing of the execution changes. */
export type Hold = (thread: Thread, condition: Condition) => Json | undefined

/**
 * Evaluates an expression that a person has written, in the scope of a thread. Undefined: it gives nothing. Throws a UserError where
 * it is no expression or fails. Nothing of the execution changes.
 */
export type Evaluate = (thread: Thread, expression: string) => Json | undefined

/** What a bare state name stands for: what is known of the state so far. */
export type Summary = (stateName: string) => Json | undefined

export const createHold =
  (ports: ExpressionPorts): Hold =>
  (thread, { evaluate }) => {
    const { payload, input } = thread
    const value = evaluate({ payload, input, scope: scopeOf(thread, ports) })
    if (value instanceof Failure) throw errors.expression(value.cause)
    return value
  }

/**
 * In the order in which a text is tried: `{% %}`; the name of a state; where the state's language is JSONPath, what a condition may be
 * there (paths, comparisons, intrinsic functions); the bare name of a variable; JSONata.
 */
export function createEvaluate(hold: Hold, summary: Summary): Evaluate {
  return (thread, expression) => {
    const text = expression.trim()
    if (text === '') return undefined
    const jsonPath = thread.state?.queryLanguage !== 'JSONata'
    const isField = text.startsWith('{%')
    const state = isField || text.startsWith('$') ? undefined : summary(/^"(.*)"$/s.exec(text)?.[1] ?? text)
    if (state !== undefined) return state
    if (!isField && (jsonPath || isIntrinsic(text))) {
      const condition = compileCondition(text, 'JSONPath')
      if (condition.problems.length === 0) return found(text, hold(thread, condition), thread)
      if (isIntrinsic(text) || /[=!]=|&&|\|\|/.test(text)) throw errors.expression(condition.problems[0]!.message)
    }
    if (/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text)) {
      const variable = member(variablesOf(thread), text)
      if (variable !== undefined) return variable
    }
    const condition = compileCondition(text, 'JSONata')
    const [problem] = condition.problems
    if (problem === undefined) return hold(thread, condition)
    throw errors.expression(
      problem.code === 'root' && jsonPath ? 'In JSONata $$ is not the context object: write $states.context' : problem.message,
    )
  }
}

/** A path that finds nothing says so: its place may be misspelt. */
function found(text: string, value: Json | undefined, thread: Thread): Json | undefined {
  if (value !== undefined) return value
  const { term } = parseTerm(text)
  if (term?.kind === 'call') throw errors.nothing(`A path in ${text} finds nothing`)
  if (term?.kind === 'path' && isDefinite(term.path)) throw errors.nothing(missing(term.path, variablesOf(thread)))
  return undefined
}

function missing({ root, text }: Path, variables: JsonObject): string {
  if (root.kind === 'variable' && root.name !== 'states' && !Object.hasOwn(variables, root.name))
    return `There is no variable $${root.name}`
  return `${text} finds nothing`
}

/** All that are in scope, an inner one hiding an outer one. */
function variablesOf(thread: Thread): JsonObject {
  const variables: Record<string, Json> = {}
  for (const scope of [...thread.scopes].reverse()) for (const [name, value] of Object.entries(scope)) setMember(variables, name, value)
  return variables
}

function scopeOf(thread: Thread, ports: ExpressionPorts): Scope {
  return {
    context: thread.context,
    variables: variablesOf(thread),
    result: thread.stages.result,
    errorOutput: thread.error && errorOutput(thread.error),
    ports,
  }
}
