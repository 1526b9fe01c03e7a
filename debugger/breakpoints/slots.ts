import { isArray, isObject, type Json, member, setMember } from '../../core/base/json'
import { jsonText } from '../../core/base/jsonText'
import { jsonInText, mayBeJson } from '../../core/base/textJson'
import type { DataRoot } from '../../core/conditions/dataPlace'
import type { Language } from '../../core/expressions/language'
import type { Held } from '../../core/run/origin/origin'
import { errors } from '../errors'

/** A value at the root of what the client sees: a scope's payload, a variable, a watch's result. */
export interface Root {
  readonly value: Json
  /** An expression that gives it in the state's language: the beginning of its members' `evaluateName`. */
  readonly expression?: string | undefined
  /** The language of the expression, which says how its members are named. */
  readonly language?: Language | undefined
  /** What a field of the definition calls it that sees it; absent: no field sees it by a name. */
  readonly path?: string | undefined
  /** Where in the data of the run it is, for who wants to watch it; absent: nothing of the state machine writes it. */
  readonly data?: DataRoot | undefined
  /** What of the execution it is. Absent: a mere value. */
  readonly from?: Held | undefined
  /** It is an error output. */
  readonly isError?: true
  /** Writes the whole value back; throws a UserError where it cannot be changed now. Absent: a mere value. */
  readonly write?: ((value: Json) => void) | undefined
}

/** What the client sees side by side and is no JSON value together: the variables of a scope, the stages of a state. */
export interface Rows {
  readonly rows: readonly (ValueRow | TextRow)[]
  /** What stands in their place where there are none. */
  readonly note?: string
}

/** Rows that are made when somebody opens them. */
export interface LaterRows {
  readonly later: () => Rows
}

interface ValueRow {
  readonly name: string
  readonly root: Root
}

/** A row that says something in words. */
export interface TextRow {
  readonly name: string
  readonly text: string
  readonly expression?: string | undefined
  /** What it opens to. */
  readonly below?: Rows
}

type Container = readonly Json[] | { readonly [key: string]: Json }

/** A value in the tree that the client has expanded. A change is written from it up to its root. */
export interface Slot {
  value: Json
  readonly root: Root
  /** Absent at the root. */
  readonly parent?: Slot
  readonly key: string | number
  readonly expression: string | undefined
  /** What a text says that is JSON, once somebody has looked. */
  inside?: { readonly of: Json; readonly value: Container | undefined }
}

export const rootSlot = (root: Root): Slot => ({ value: root.value, root, key: '', expression: root.expression })

export const isContainer = (value: Json): value is Container => isArray(value) || isObject(value)

export const sizeOf = (value: Container): number => (isArray(value) ? value : Object.keys(value)).length

/** Whether there may be something to see in a value; a text is not read for it. */
export const opens = (value: Json): boolean => (isContainer(value) ? sizeOf(value) > 0 : typeof value === 'string' && mayBeJson(value))

/** The members that a slot shows: its own, or those of the JSON that its text is. Undefined where it has none. */
export function contentOf(slot: Slot): Container | undefined {
  const { value } = slot
  if (isContainer(value)) return value
  if (typeof value !== 'string') return undefined
  if (slot.inside?.of !== value) {
    const inside = jsonInText(value)
    slot.inside = { of: value, value: inside !== undefined && isContainer(inside) ? inside : undefined }
  }
  return slot.inside?.value
}

export const childNamed = (parent: Slot, name: string): Slot | undefined =>
  child(parent, isArray(contentOf(parent) ?? null) ? Number(name) : name)

export function child(parent: Slot, key: string | number): Slot | undefined {
  const content = contentOf(parent)
  const value = content === undefined ? undefined : memberAt(content, key)
  return value === undefined ? undefined : { value, root: parent.root, parent, key, expression: named(parent, key) }
}

/** What the state's language calls a member. JSONPath has no path into a text. */
function named({ value, expression, root: { language } }: Slot, key: string | number): string | undefined {
  if (expression === undefined || language === undefined) return undefined
  const base = typeof value === 'string' ? language.parsed(expression) : expression
  return base && language.member(base, key)
}

function memberAt(value: Json, key: string | number): Json | undefined {
  if (isArray(value)) return typeof key === 'number' ? value[key] : undefined
  return isObject(value) ? member(value, String(key)) : undefined
}

/** The keys from the root to a slot; undefined where a text is on the way, which is one value to the state machine. */
export function stepsOf(slot: Slot): (string | number)[] | undefined {
  const steps: (string | number)[] = []
  for (let at = slot; at.parent !== undefined; at = at.parent) {
    if (typeof at.parent.value === 'string') return undefined
    steps.unshift(at.key)
  }
  return steps
}

/** Writes a value at its place: copies of the containers above it, all else shared. In a text that is JSON the text is another one. */
export function write(slot: Slot, value: Json): void {
  if (slot.root.write === undefined) throw errors.fixed('This value')
  const changes: [Slot, Json][] = [[slot, value]]
  for (let at = slot, now = value; at.parent !== undefined; at = at.parent) {
    const whole = withMember(contentOf(at.parent)!, at.key, now)
    now = typeof at.parent.value === 'string' ? jsonText(whole) : whole
    changes.push([at.parent, now])
  }
  slot.root.write(changes.at(-1)![1])
  for (const [changed, now] of changes) changed.value = now
}

/** A copy of an object or array in which one member is another; all others are shared. */
export function withMember(container: Json, key: string | number, value: Json): Json {
  if (isArray(container)) return container.with(Number(key), value)
  const copy: Record<string, Json> = {}
  for (const [name, own] of Object.entries(container as { readonly [key: string]: Json })) setMember(copy, name, own)
  setMember(copy, String(key), value)
  return copy
}
