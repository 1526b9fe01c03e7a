import type { Json } from '../../json'
import { Failure } from '../../paths/scope'
import type { Node } from '../../syntax/node'
import { jsonText } from '../text'

/** A JSONata expression gave a value of the wrong type. */
export function unexpected(node: Node, field: string, expected: string, value: Json): Failure {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  const expression = node.kind === 'string' ? node.value.replace(/^\{%\s*|\s*%\}$/g, '') : jsonText(value)
  const cause = `The JSONata expression '${expression}' specified for the field '${field}' returned an unexpected result type. Expected '${expected}', but was '${type}' for value: ${jsonText(value)}`
  return new Failure('States.QueryEvaluationError', cause, node, field)
}
