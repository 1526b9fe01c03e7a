import type { Node, ObjectNode, StringNode } from '../syntax/node'

/** A value that only the deployment knows: `!If`, `!Ref`, `${Name}`, `${file(states.yml)}`. It may be of any kind, and is never wrong. */
export const isUnknown = (node: Node | undefined): boolean =>
  node?.kind === 'substitution' || (node?.kind === 'string' && node.substitutions !== undefined)

/** A key in whose place other members come: `Fn::Transform`, `Fn::ForEach::Name`, `${Name}`. */
export const isUnknownKey = ({ value, substitutions }: StringNode): boolean => substitutions !== undefined || value.startsWith('Fn::')

/** Whether an object may have members that only the deployment knows. */
export const isOpen = (node: ObjectNode): boolean => node.members.some(({ key }) => isUnknownKey(key))
