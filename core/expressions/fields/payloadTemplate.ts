import type { Node } from '../../syntax/node'
import { Failure } from '../evaluation/failure'
import type { Evaluate } from '../evaluation/scope'
import { compileTree } from '../evaluation/tree'
import { compileNamed } from './pathField'

/**
 * A payload template of a JSONPath state (Parameters, ResultSelector, ItemSelector, Assign, Credentials): a member `x.$` becomes `x` with what
 * its path or intrinsic call gives. Failures are those of `compileNamed`. Source: ASL specification, "Payload Template".
 */
export const compileTemplate = (node: Node): Evaluate =>
  compileTree(node, '', {
    member: ({ key, value }) =>
      key.value.endsWith('.$') && value ? { name: key.value.slice(0, -2), evaluate: compileField(value, key.value) } : undefined,
    string: () => undefined,
  })

function compileField(value: Node, field: string): Evaluate {
  if (value.kind === 'string') return compileNamed(value, field)
  const failure = new Failure(
    'States.Runtime',
    `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`,
    value,
  )
  return () => failure
}
