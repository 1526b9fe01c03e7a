import type { Json } from '../../base/json'
import { remembered } from '../../base/remembered'
import { Failure as Failed } from '../../expressions/evaluation/failure'
import type { Scope } from '../../expressions/evaluation/scope'
import { jsonataBody } from '../../expressions/jsonata/body'
import { compileExpression } from '../../expressions/jsonata/compile'
import { parseJsonata } from '../../expressions/jsonata/parse'
import { compilePath } from '../../expressions/paths/compile'
import { isDefinite, parsePath } from '../../expressions/paths/parse'
import type { StringNode } from '../../syntax/node'
import type { Failure } from '../types'
import { shown } from './compare'
import { endOf, type Judged, whereGiven } from './expectation'

/** What came of an expression; `why`: it holds not, as the rest of a sentence that begins with it. */
type Verdict = { readonly holds: true } | { readonly holds: false; readonly why: string; readonly actual?: Json }

const fails = (reason: string): Verdict => ({ holds: false, why: `cannot be evaluated: ${reason.replace(/\.$/, '')}.` })

/** Expressions over the output: JSONata has to be true, a JSONPath has to find something. */
export const assert = whereGiven<'assert'>((expected, judged): readonly Failure[] => {
  const { output, status } = judged.ran.execution
  if (output === undefined && !judged.isEndExpected) return []
  return expected.flatMap((text, i): Failure[] => {
    const verdict = output === undefined ? fails(`the execution is ${status} and has no output`) : evaluate(text, output, judged)
    if (verdict.holds) return []
    const { why, actual } = verdict
    return [
      {
        what: 'assert',
        path: `$[${i}]`,
        ...(jsonataBody(text) !== undefined && { expected: true }),
        ...(actual !== undefined && { actual }),
        message: `${inLine(text)} ${why}`,
        event: endOf(judged),
      },
    ]
  })
})

/** An expression in a sentence. */
function inLine(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}

function evaluate(text: string, output: Json, judged: Judged): Verdict {
  const body = jsonataBody(text)
  return body === undefined ? evaluatePath(text, output, judged) : evaluateJsonata(body.text, output, judged)
}

/** `$states` has no output in a field of a state: the expression gets a `$states` of its own. */
const states = '__states'

/** An expression, ready to be evaluated, or why it is none. Many cases ask the same. */
const compiled = remembered(1_000, (text) => {
  const [problem] = parseJsonata(text).problems.filter(({ severity }) => severity === 'error')
  if (problem !== undefined) return problem
  const whole = `($states := $${states}; {"value": (${text}\n)})`
  const node: StringNode = { kind: 'string', value: whole, offset: 0, length: whole.length, parent: undefined }
  return compileExpression(whole, node, 'assert')
})

function evaluateJsonata(text: string, output: Json, judged: Judged): Verdict {
  const expression = compiled(text)
  if (typeof expression !== 'function') return fails(expression.message)
  const variables = { [states]: { input: judged.ran.run.options.input, output } }
  const found = expression(null, scopeOf(judged, variables))
  if (found instanceof Failed) return fails(found.reason)
  const value = (found as { readonly value?: Json }).value
  if (value === true) return { holds: true }
  return value === undefined
    ? { holds: false, why: 'gives nothing, not true.' }
    : { holds: false, why: `is ${shown(value)}, not true.`, actual: value }
}

function evaluatePath(text: string, output: Json, judged: Judged): Verdict {
  const path = parsePath(text)
  const [problem] = path.problems.filter(({ severity }) => severity === 'error')
  if (problem !== undefined) return fails(problem.message)
  if (path.root.kind !== 'input') return fails('a JSONPath begins with $ here, which is the output')
  try {
    const found = compilePath(path)(output, scopeOf(judged, {}))
    const isList = !isDefinite(path) && Array.isArray(found)
    const values: readonly (Json | undefined)[] = isList ? (found as readonly Json[]) : [found]
    if (values.some((value) => value !== undefined && value !== null && value !== false)) return { holds: true }
    const [value] = values
    return value === undefined ? { holds: false, why: 'finds nothing.' } : { holds: false, why: `finds ${shown(value)}.`, actual: value }
  } catch (error) {
    // values nested too deep, expressions that take too long
    if (error instanceof RangeError) return fails(error.message)
    throw error
  }
}

const scopeOf = ({ ran, ports }: Judged, variables: Scope['variables']): Scope => ({
  context: {},
  variables,
  ports: { ...ports, random: () => ports.random('assert'), uuid: () => ports.uuid('assert'), now: () => ran.execution.now },
})
