import type { Thread } from '../core/interpreter/api'
import { compileIntrinsic } from '../core/intrinsics/compile'
import { isIntrinsic, parseIntrinsic } from '../core/intrinsics/parse'
import { isArray, isObject, type Json, type JsonObject, member, setMember } from '../core/json'
import { compileExpression } from '../core/jsonata/compile'
import { parseJsonata } from '../core/jsonata/parse'
import { compilePath } from '../core/paths/compile'
import { isDefinite, type Path, parsePath } from '../core/paths/parse'
import { type ExpressionPorts, Failure, type Scope } from '../core/paths/scope'
import type { StringNode } from '../core/syntax/node'
import { errors } from './errors'

/**
 * Evaluates an expression that a person has written, in the scope of a thread. Undefined: it gives nothing. Throws a UserError where
 * it is no expression or fails. Nothing of the execution changes.
 */
export type Evaluate = (thread: Thread, expression: string) => Json | undefined

/** What a bare state name stands for: what is known of the state so far. */
export type Summary = (stateName: string) => Json | undefined

/** `{% ... %}`, with or without white space around. */
const jsonataField = /^\s*\{%([\s\S]*)%\}\s*$/

/**
 * In the order in which a text is tried: a JSONata field; an intrinsic function; where the state's language is JSONPath, a path; the
 * name of a state or a variable; JSONata. So a JSONPath state takes `$.total > 5` too, where `$` is the payload.
 */
export function createEvaluate(ports: ExpressionPorts, summary: Summary): Evaluate {
  return (thread, expression) => {
    const text = expression.trim()
    if (text === '') return undefined
    const scope = scopeOf(thread, ports)
    const jsonata = jsonataField.exec(text)?.[1]
    if (jsonata !== undefined) return runJsonata(jsonata, thread, scope)
    if (isIntrinsic(text)) return runIntrinsic(text, thread, scope)
    if (thread.state?.queryLanguage !== 'JSONata' && text.startsWith('$') && !/^\$states\b/.test(text)) {
      const path = parsePath(text)
      if (!path.problems.some(({ severity }) => severity === 'error')) {
        const found = shallow(() => compilePath(path)(thread.payload, scope))
        if (found === undefined && isDefinite(path)) throw errors.expression(missing(path, scope))
        return found
      }
    }
    const name = /^"(.*)"$/s.exec(text)?.[1] ?? text
    const state = summary(name)
    if (state !== undefined) return state
    if (/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text)) {
      const variable = member(scope.variables, text)
      if (variable !== undefined) return variable
    }
    return runJsonata(text, thread, scope)
  }
}

/** Whether a condition holds: false for nothing, null, 0, and what is empty. Source: JSONata, casting to boolean. */
export function isTrue(value: Json | undefined): boolean {
  // The arrays in arrays wait on a stack: they may be nested deeper than the stack of calls.
  const waiting: (Json | undefined)[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (isArray(next)) for (const item of next) waiting.push(item)
    else if (isObject(next) ? Object.keys(next).length > 0 : next) return true
  }
  return false
}

export function scopeOf(thread: Thread, ports: ExpressionPorts): Scope {
  const variables: Record<string, Json> = {}
  for (const scope of [...thread.scopes].reverse()) for (const [name, value] of Object.entries(scope)) setMember(variables, name, value)
  return {
    context: thread.context,
    variables: variables as JsonObject,
    result: thread.stages.result,
    errorOutput: thread.error === undefined ? undefined : { Error: thread.error.error ?? null, Cause: thread.error.cause ?? null },
    ports,
  }
}

function runIntrinsic(text: string, thread: Thread, scope: Scope): Json {
  const value = shallow(() => compileIntrinsic(parseIntrinsic(text))(thread.payload, scope))
  if (value instanceof Failure) throw errors.expression(value.cause)
  return value
}

const field = 'expression'

/**
 * JSONata with `$states` and the variables as the service has them. `$`, which the service leaves empty, is the payload. The wrapping
 * object tells "nothing" from a value, and the arrays around the payload keep it whole as the context.
 */
function runJsonata(text: string, thread: Thread, scope: Scope): Json | undefined {
  const payload = '$__payload'
  const context = isArray(thread.payload) ? `[[${payload}]]` : `[${payload}]`
  const node: StringNode = { kind: 'string', value: text, offset: 0, length: 0, parent: undefined }
  const variables = { ...scope.variables, [payload.slice(1)]: thread.payload }
  const wrapped = `${context}.{"value": (${text}\n)}`
  const value = compileExpression(wrapped, node, field)(thread.input, { ...scope, variables })
  if (value instanceof Failure) throw errors.expression(parseJsonata(text).problems[0]?.message ?? reasonOf(value))
  const [result] = isArray(value) ? value : [value]
  return isObject(result) ? member(result, 'value') : undefined
}

function missing({ root, text }: Path, { variables }: Scope): string {
  if (root.kind === 'variable' && !Object.hasOwn(variables, root.name)) return `There is no variable $${root.name}`
  return `${text} finds nothing`
}

/** The service's sentence without the field, which there is none of here. */
function reasonOf({ cause }: Failure): string {
  const start = cause.indexOf(`'${field}' `)
  const reason = start < 0 ? cause : cause.slice(start + field.length + 3)
  return reason.replace('threw an error during evaluation', 'The evaluation failed')
}

/** A value nested deeper than the stack is an answer too. */
function shallow<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof RangeError) throw errors.expression('The value is nested too deep for this expression.')
    throw error
  }
}
