import { type Json, typeName } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../../expressions/evaluation/failure'
import type { Node } from '../../syntax/node'

/** A JSONata expression gave a value of the wrong type. */
export function unexpected(node: Node, field: string, expected: string, value: Json): Failure {
  const expression = node.kind === 'string' ? node.value.replace(/^\{%\s*|\s*%\}$/g, '') : jsonText(value)
  const cause = `The JSONata expression '${expression}' specified for the field '${field}' returned an unexpected result type. Expected '${expected}', but was '${typeName(value)}' for value: ${jsonText(value)}`
  return new Failure('States.QueryEvaluationError', cause, node, field)
}
