import type { Json } from '../../base/json'
import type { Node, StringNode } from '../../syntax/node'
import { Failure } from '../evaluation/failure'
import type { Evaluate, Scope } from '../evaluation/scope'
import { compileTree } from '../evaluation/tree'
import { jsonataBody } from './body'
import { BudgetError } from './budget'
import { tellConditionals } from './conditionals'
import { parseExpression } from './engine'
import type { Compiled, JsonataError } from './package'
import { compilePlainPath, plainPath } from './plainPath'
import { plain as plainJson, Unsupported } from './result'
import { run } from './run'

/**
 * A field of a JSONata state: `{% expression %}` strings anywhere in it are evaluated, the rest is plain JSON. `location` is the field's name, as
 * events and causes tell it: `Output`, `Choices[0]/Condition`. Failures are those of compileExpression. Source: ASL specification, "Input and Output
 * Processing with JSONata".
 */
export const compileJsonata = (node: Node, location: string): Evaluate =>
  compileTree(node, location, {
    member: () => undefined,
    string: (text, at) => {
      const body = jsonataBody(text.value)
      return body && compileExpression(body.text.trim(), text, at)
    },
  })

const queryError = 'States.QueryEvaluationError'

/**
 * Compiles one expression, without its `{% %}`. Whatever goes wrong is States.QueryEvaluationError with `node` and `location`, in AWS's
 * words: a syntax error (when it is first evaluated), an error of a function, a spent budget, no result at all, a function as the result.
 */
export function compileExpression(text: string, node: StringNode, location: string): Evaluate {
  const fail = ({ says, reason }: Refusal) =>
    new Failure(queryError, `The JSONata expression '${text}' specified for the field '${location}' ${says}`, node, location, reason)
  let compiled: Compiled | undefined
  let broken: Failure | undefined
  let tells = false
  const prepare = () => {
    try {
      compiled = parseExpression(text)
    } catch (error) {
      broken = fail(refusalOf(error))
    }
  }
  const plain = plainPath(text)
  const shortcut = plain && compilePlainPath(plain)
  return (input, scope) => {
    const found = shortcut?.(input, scope)
    if (found !== undefined) return found
    // Parsed when first needed: most states of a large machine never run.
    if (!compiled && !broken) prepare()
    if (!compiled) return broken!
    if (scope.ports.took !== undefined && !tells) {
      tellConditionals(compiled.ast(), node)
      tells = true
    }
    try {
      run.ports = scope.ports
      run.budget.start(scope.ports)
      const value = compiled.evaluate(undefined, bindingsOf(input, scope))
      if (value === undefined) return fail(returned('nothing (undefined).'))
      const result = isShared(value, input, scope) ? (value as Json) : plainJson(value, run.budget)
      return result instanceof Unsupported ? fail(returned('an unsupported result type.')) : result
    } catch (error) {
      return fail(refusalOf(error))
    }
  }
}

/** `$states` and the variables. The reserved name wins. */
function bindingsOf(input: Json, { context, variables, result, errorOutput }: Scope): Record<string, unknown> {
  const states: Record<string, Json> = { input, context }
  if (result !== undefined) states.result = result
  if (errorOutput !== undefined) states.errorOutput = errorOutput
  return { ...variables, states }
}

/** A value that is there already is plain. */
const isShared = (value: unknown, input: Json, scope: Scope) => value === input || value === scope.result

/** Why an expression has no result: as AWS says it behind the expression, and alone. */
interface Refusal {
  readonly says: string
  readonly reason: string
}

const returned = (what: string): Refusal => ({ says: `returned ${what}`, reason: `The expression returned ${what}` })
const threw = (what: string): Refusal => ({ says: `threw an error during evaluation${what}`, reason: `The evaluation failed${what}` })

function refusalOf(error: unknown): Refusal {
  if (error instanceof BudgetError) return threw(`: ${error.message}`)
  // The stack ends before the budget's depth does only for values nested very deep.
  if (error instanceof RangeError) return threw(': Stack overflow error: Check for deeply nested values.')
  const { code, message } = error as JsonataError
  if (code !== undefined) return threw(`. ${code}: ${message}`)
  return message === undefined || error instanceof Error
    ? { says: 'threw an internal error during evaluation.', reason: 'The evaluation failed with an internal error.' }
    : threw(`: ${message}`)
}
