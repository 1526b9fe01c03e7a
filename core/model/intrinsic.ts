import type { Node } from '../syntax/node'

/** A function of a template. `name` is its long form, `Ref` or `Fn::Sub`; `argument` is undefined while it is being typed. */
export interface Intrinsic {
  readonly name: string
  readonly argument: Node | undefined
}

/** The function that an object with this one member is: `{"Ref": ...}`, `{"Fn::...": ...}`. Undefined for any other node. */
export function intrinsicOf(node: Node): Intrinsic | undefined {
  if (node.kind !== 'object' || node.members.length !== 1) return undefined
  const { key, value } = node.members[0]!
  return key.value === 'Ref' || key.value.startsWith('Fn::') ? { name: key.value, argument: value } : undefined
}

/** What `Ref` and `Fn::GetAtt` name: `Table`, `Function.Arn`. Of the other functions nobody knows the value. */
export function namedBy(node: Node): string | undefined {
  const intrinsic = intrinsicOf(node)
  const { argument } = intrinsic ?? {}
  if (intrinsic?.name !== 'Ref' && intrinsic?.name !== 'Fn::GetAtt') return undefined
  if (argument?.kind === 'array' && intrinsic.name === 'Fn::GetAtt')
    return argument.items.map((item) => (item.kind === 'string' ? item.value : '')).join('.')
  return argument?.kind === 'string' ? argument.value : undefined
}
