import type { Member, Node } from './node'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type DraftOf<T> = T extends Node | Member ? Mutable<T> : never

/**
 * A node that its parser still fills in. Behind it only what moves or replaces places of a tree that nobody else has yet changes a node:
 * embedded.ts, yamlShallow.ts, and in core/model substitute.ts and deploymentTemplate.ts.
 */
export type Draft<K extends (Node | Member)['kind']> = DraftOf<Extract<Node | Member, { kind: K }>>
/** What holds a value: a member, or an array; undefined for the root of a document. The parent of a key is its member. */
export type Parent = Node['parent']

/** The array behind `members` or `items`, for the parser that builds it. */
export const list = <T>(items: readonly T[]): T[] => items as T[]

/** An object that begins at the offset, without members yet. Its length is 0 until its parser has come to its end. */
export const objectDraft = (offset: number, parent: Parent): Draft<'object'> => ({ kind: 'object', offset, length: 0, parent, members: [] })

/** An array that begins at the offset, without items yet. Its length is 0 until its parser has come to its end. */
export const arrayDraft = (offset: number, parent: Parent): Draft<'array'> => ({ kind: 'array', offset, length: 0, parent, items: [] })

/**
 * A member that has its key alone, and ends behind it. It becomes the parent of the key, but is not put into `members`: that is for the
 * parser.
 */
export const memberDraft = (key: Draft<'string'>, parent: Draft<'object'>): Draft<'member'> => {
  const member: Draft<'member'> = { kind: 'member', offset: key.offset, length: key.length, key, value: undefined, parent }
  key.parent = member
  return member
}

/** Hangs a finished value into its place: behind the items of an array, or as the value of a member. A root has no place. */
export function attach(parent: Parent, value: Node): void {
  if (parent === undefined) return
  if (parent.kind === 'array') list(parent.items).push(value)
  else {
    const member = parent as Draft<'member'>
    member.value = value
  }
}
