import { isArray, isObject, member } from '../base/json'
import { Failure } from '../expressions/evaluation/failure'
import { compileExpression } from '../expressions/jsonata/compile'
import { parseJsonata } from '../expressions/jsonata/parse'
import type { ExpressionProblem } from '../expressions/paths/scanner'
import type { StringNode } from '../syntax/node'
import type { Find } from './subject'

/** What the service would say of a field, and is right here: `$` and bare names mean the payload. */
const meaningful = new Set(['context', 'bare-name'])

/**
 * What is wrong with a JSONata text, its `{% %}` left out, before it is evaluated: errors, and warnings too. Offsets count from its
 * beginning.
 */
export const jsonataProblems = (text: string): readonly ExpressionProblem[] =>
  parseJsonata(text)
    .problems.filter(({ code }) => !meaningful.has(code))
    .map((problem) => (problem.code === 'syntax' ? hinted(text, problem) : problem))

/** Signs of JSONPath conditions, and what JSONata has in their place. */
const instead: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['&&', 'and'],
  ['||', 'or'],
])

/** JSONata's parser stumbles over the second half of such a sign. */
function hinted(text: string, problem: ExpressionProblem): ExpressionProblem {
  for (const offset of [problem.offset, problem.offset - 1]) {
    const sign = text.slice(offset, offset + 2)
    const right = instead.get(sign)
    if (right !== undefined) return { ...problem, offset, length: 2, message: `In JSONata write ${right} for ${sign}` }
  }
  return problem
}

/** The name of the field that a failure is told of, which there is none of here. */
const field = 'expression'

const payload = '__payload'

/**
 * JSONata with `$states` and the variables as the service has them. `$`, which the service leaves empty, is the payload. The wrapping
 * object tells "nothing" from a value, and the arrays around the payload keep it whole as the context. What cannot be evaluated is a Failure
 * (States.QueryEvaluationError) that names no field.
 */
export function compileJsonataTerm(text: string): Find {
  const node: StringNode = { kind: 'string', value: text, offset: 0, length: text.length, parent: undefined }
  const wrapped = (context: string) => compileExpression(`${context}.{"value": (${text}\n)}`, node, field)
  const ofArray = wrapped(`[[$${payload}]]`)
  const ofAny = wrapped(`[$${payload}]`)
  return (subject) => {
    const variables = { ...subject.scope.variables, [payload]: subject.payload }
    const evaluate = isArray(subject.payload) ? ofArray : ofAny
    const value = evaluate(subject.input, { ...subject.scope, variables })
    if (value instanceof Failure) return new Failure(value.error, value.reason)
    const [result] = isArray(value) ? value : [value]
    return isObject(result) ? member(result, 'value') : undefined
  }
}
