import { parseResource } from '../../aws/resource'
import { isObject, type Json, type JsonObject, member } from '../../base/json'
import type { TaskCall, TaskOutcome } from '../../interpreter/api'

/**
 * Mock files have one form for both ways to call a function: where the Resource is the function's own ARN, a Return in the form of an
 * Invoke response stands for its Payload, and any other Return is the function's output.
 */
export function ofFunction(call: TaskCall, outcome: TaskOutcome): TaskOutcome {
  if (outcome.kind !== 'succeeded' || !isResponse(outcome.output) || !isFunction(call)) return outcome
  return { ...outcome, output: member(outcome.output, 'Payload')! }
}

/** What the action lambda:invoke answers, and a function hardly: an integer StatusCode beside a Payload. */
const isResponse = (value: Json): value is JsonObject =>
  isObject(value) && Number.isInteger(member(value, 'StatusCode')) && member(value, 'Payload') !== undefined

/** A substitution may stand for lambda:invoke, which takes a FunctionName. */
function isFunction({ resource, input }: TaskCall): boolean {
  const { family, unknown } = parseResource(resource)
  return family === 'lambda' && !(unknown && isObject(input) && member(input, 'FunctionName') !== undefined)
}
