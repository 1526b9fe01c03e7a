import type { ArrayNode, Node, ObjectNode } from './node'

/**
 * What an object or array of a definition is, as far as recovery has to know it: `branches` is the array of a Parallel, `states` the object
 * whose members are states, and a branch or an ItemProcessor is a `machine` too.
 */
export type Role = 'machine' | 'branches' | 'states' | 'state' | 'other'

/** The names of the language's fields, by what has them: with them a text whose brackets do not match is read within its lines too. */
export interface FieldNames {
  readonly machine: ReadonlySet<string>
  readonly state: ReadonlySet<string>
  /** Those whose value is an array, of states and of what they have. */
  readonly list: ReadonlySet<string>
}

/** What an object or array is by the place that it has. `roleOf` answers for what is around it. */
export function roleAt({ kind, parent }: ObjectNode | ArrayNode, roleOf: (node: Node) => Role): Role {
  if (kind === 'array')
    return parent?.kind === 'member' && parent.key.value === 'Branches' && roleOf(parent.parent) === 'state' ? 'branches' : 'other'
  if (parent === undefined) return 'machine'
  if (parent.kind === 'array') return roleOf(parent) === 'branches' ? 'machine' : 'other'
  const name = parent.key.value
  const around = roleOf(parent.parent)
  if (around === 'states') return 'state'
  if (name === 'States') return 'states'
  return around === 'state' && (name === 'ItemProcessor' || name === 'Iterator') ? 'machine' : 'other'
}

/**
 * Whether an object whose "{" is at the offset is a state: it has a state's Type before any object of its own, within the first 300
 * characters.
 */
export function beginsState(text: string, offset: number): boolean {
  return /^\{[^{}]{0,300}?"Type"\s*:\s*"(?:Task|Pass|Choice|Wait|Succeed|Fail|Parallel|Map)"/.test(text.slice(offset, offset + 400))
}
