import type { Member, Node } from './node'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type DraftOf<T> = T extends Node | Member ? Mutable<T> : never

/** A node that its parser still fills in. Nobody else changes a node. */
export type Draft<K extends (Node | Member)['kind']> = DraftOf<Extract<Node | Member, { kind: K }>>
export type Parent = Node['parent']

/** The array behind `members` or `items`, for the parser that builds it. */
export const list = <T>(items: readonly T[]): T[] => items as T[]

export const objectDraft = (offset: number, parent: Parent): Draft<'object'> => ({ kind: 'object', offset, length: 0, parent, members: [] })

export const arrayDraft = (offset: number, parent: Parent): Draft<'array'> => ({ kind: 'array', offset, length: 0, parent, items: [] })

export const memberDraft = (key: Draft<'string'>, parent: Draft<'object'>): Draft<'member'> => {
  const member: Draft<'member'> = { kind: 'member', offset: key.offset, length: key.length, key, value: undefined, parent }
  key.parent = member
  return member
}

/** Hangs a finished value into its place. */
export function attach(parent: Parent, value: Node): void {
  if (parent === undefined) return
  if (parent.kind === 'array') list(parent.items).push(value)
  else {
    const member = parent as Draft<'member'>
    member.value = value
  }
}
