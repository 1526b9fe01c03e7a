import type { Node } from '../syntax/node'

/** A function of a template. */
export interface Intrinsic {
  readonly name: string
  readonly argument: Node | undefined
}

/** `{"Ref": ...}`, `{"Fn::...": ...}`: an object with this one member. */
export function intrinsicOf(node: Node): Intrinsic | undefined {
  if (node.kind !== 'object' || node.members.length !== 1) return undefined
  const { key, value } = node.members[0]!
  return key.value === 'Ref' || key.value.startsWith('Fn::') ? { name: key.value, argument: value } : undefined
}
