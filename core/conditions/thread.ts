import type { ExpressionPorts } from '../expressions/evaluation/scope'
import { type Language, languages } from '../expressions/language'
import type { Thread } from '../interpreter/api'
import { errorOutput } from '../interpreter/errorOutput'
import { variablesOf } from '../interpreter/variablesOf'
import type { ShapeScope } from '../language/shapes/expressionShape'
import { shapeOfJson } from '../language/shapes/shape'
import type { Subject } from './subject'

/** The language of the state that a thread is in; JSONPath where it is in none. */
export const languageOf = ({ state }: Pick<Thread, 'state'>): Language => languages[state?.queryLanguage ?? 'JSONPath']

/** What a person's expression is evaluated over where a thread stands. Nothing of the execution changes. */
export function subjectOf(thread: Thread, ports: ExpressionPorts): Subject {
  const { payload, input, context, stages, error } = thread
  const scope = { context, variables: variablesOf(thread), result: stages.result, errorOutput: error && errorOutput(error), ports }
  return { payload, input, scope }
}

/** The shapes of the same, for completion: of every value that there is now. */
export function shapesOf(thread: Thread): ShapeScope {
  const { payload, input, context, stages, error } = thread
  return {
    data: shapeOfJson(payload),
    input: shapeOfJson(input),
    context: shapeOfJson(context),
    variables: new Map(Object.entries(variablesOf(thread)).map(([name, value]) => [name, shapeOfJson(value)])),
    ...(stages.result !== undefined && { result: shapeOfJson(stages.result) }),
    ...(error !== undefined && { errorOutput: shapeOfJson(errorOutput(error)) }),
  }
}
