import { isArray, isObject, type Json } from '../../base/json'
import { type Wanted, wantedAt } from './wanted'

/**
 * What is known about a JSON value before anything runs: enough to complete a path and to say on hover what it points to. Shapes are
 * immutable and shared. `any`: nothing is known.
 */
export type Shape =
  /** `wanted` follows what is read of a value that nobody knows yet. */
  | { readonly kind: 'any'; readonly wanted?: Wanted }
  | { readonly kind: 'string' | 'number' | 'boolean' | 'null'; readonly value?: Json }
  | { readonly kind: 'array'; readonly item: Shape; readonly items?: readonly Shape[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Shape> }

/** A step of a path; a negative index counts from the end. `'*'` in an object's place: all members, or those that a filter lets pass. */
export type Step = { readonly name: string } | { readonly index: number } | '*'

/** More members than anybody would choose from: what lies beyond is not followed, so that shapes stay small in huge machines. */
const mostMembers = 300
const deepest = 12

/** Nothing is known, and what is read of it is not followed. */
export const any: Shape = { kind: 'any' }
/** A text of which no value is known. */
export const string: Shape = { kind: 'string' }
/** A number of which no value is known. */
export const number: Shape = { kind: 'number' }
/** A boolean of which no value is known. */
export const boolean: Shape = { kind: 'boolean' }

/** A list of any length, all of whose items are like this. */
export const arrayOf = (item: Shape): Shape => ({ kind: 'array', item })
/** A list whose items are known one by one, by their indices; its `item` is what holds of all of them. */
export const tuple = (items: readonly Shape[]): Shape => ({ kind: 'array', item: items.reduce(merge, nothing), items })
/** An object with these members. Of others nothing is known. */
export const object = (members: Readonly<Record<string, Shape>>): Shape => ({ kind: 'object', members: new Map(Object.entries(members)) })

/** The neutral element of `merge`: what no value has reached yet. */
const nothing: Shape = { kind: 'array', item: any, items: [] }

/**
 * The shape of an example, with its values: the first 20 items of a list and 300 members of an object. What is more than 12 levels deep is
 * `any`; `depth` counts from 0.
 */
export function shapeOfJson(value: Json, depth = 0): Shape {
  if (value === null) return { kind: 'null' }
  if (typeof value === 'string') return { kind: 'string', value }
  if (typeof value === 'number') return { kind: 'number', value }
  if (typeof value === 'boolean') return { kind: 'boolean', value }
  if (depth >= deepest) return any
  if (isArray(value)) return tuple(value.slice(0, 20).map((item) => shapeOfJson(item, depth + 1)))
  const members = new Map<string, Shape>()
  if (isObject(value))
    for (const [name, item] of Object.entries(value).slice(0, mostMembers)) members.set(name, shapeOfJson(item, depth + 1))
  return { kind: 'object', members }
}

/**
 * What holds when either may come; `any` where they are of two kinds. Of a known and an unknown shape the known one stays, and of null and
 * something else the other: this is for suggestions, not for checks.
 */
export function merge(a: Shape, b: Shape): Shape {
  if (a === b || b === nothing) return a
  if (b.kind === 'any') return a.kind === 'any' && b.wanted !== undefined ? b : a
  if (a.kind === 'any' || a === nothing) return b
  if (a.kind === 'object' && b.kind === 'object') return mergeMembers(a, b)
  if (a.kind === 'array' && b.kind === 'array') return arrayOf(merge(a.item, b.item))
  if (a.kind !== b.kind) return a.kind === 'null' ? b : b.kind === 'null' ? a : any
  return 'value' in a && 'value' in b && a.value === b.value ? a : ({ kind: a.kind } as Shape)
}

function mergeMembers(a: Shape & { kind: 'object' }, b: Shape & { kind: 'object' }): Shape {
  let members: Map<string, Shape> | undefined
  for (const [name, shape] of b.members) {
    const before = a.members.get(name)
    const after = before === undefined ? shape : merge(before, shape)
    if (after === before || (members ?? a.members).size >= mostMembers) continue
    members ??= new Map(a.members)
    members.set(name, after)
  }
  return members === undefined ? a : { kind: 'object', members }
}

/** Where a path leads; `any` where nothing is known. `overArrays`: a name looks into the items of an array, as JSONata does. */
export function navigate(shape: Shape, steps: readonly Step[], overArrays = false): Shape {
  let at = shape
  for (const step of steps) at = take(at, step, overArrays)
  return at
}

function take(shape: Shape, step: Step, overArrays: boolean): Shape {
  if (shape.kind === 'any' && shape.wanted !== undefined) return { kind: 'any', wanted: wantedAt(shape.wanted, step) }
  if (shape.kind === 'array') {
    if (step === '*') return shape.item
    if ('index' in step) return step.index >= 0 && shape.items !== undefined ? (shape.items[step.index] ?? any) : shape.item
    return overArrays ? take(shape.item, step, true) : any
  }
  if (shape.kind !== 'object') return any
  if (step === '*') return [...shape.members.values()].reduce(merge, any)
  if ('index' in step) return overArrays ? shape : any
  return shape.members.get(step.name) ?? any
}

/** What an iteration gets of a list; `any` where it is none. */
export function itemOf(shape: Shape): Shape {
  if (shape.kind === 'any' && shape.wanted !== undefined) return take(shape, '*', false)
  return shape.kind === 'array' ? shape.item : any
}

/** `target` with `value` at the steps, as ResultPath puts it there. */
export function withMember(target: Shape, steps: readonly Step[], value: Shape): Shape {
  const [step, ...rest] = steps
  if (step === undefined) return value
  if (step === '*') return target
  if ('index' in step) return target.kind === 'array' ? arrayOf(merge(target.item, withMember(target.item, rest, value))) : target
  const members = target.kind === 'object' ? target.members : new Map<string, Shape>()
  if (members.size >= mostMembers && !members.has(step.name)) return target
  const inner = withMember(members.get(step.name) ?? any, rest, value)
  return { kind: 'object', members: new Map(members).set(step.name, inner) }
}

/** One line, for the detail of a suggestion: `string`, `object`, `number[]`. */
export function shapeName(shape: Shape): string {
  return shape.kind === 'array' ? (shape.item.kind === 'any' ? 'array' : `${shapeName(shape.item)}[]`) : shape.kind
}

/**
 * The shape as indented text for a hover, at most `lines` long, and `…` on a line of its own where there is more. A value that is known
 * stands for itself, cut to 80 characters.
 */
export function describeShape(shape: Shape, lines = 24): string {
  const out: string[] = []
  write(shape, '', '', out)
  return out.length > lines ? [...out.slice(0, lines), '…'].join('\n') : out.join('\n')
}

function write(shape: Shape, indent: string, before: string, out: string[]): void {
  if (out.length > 200) return
  if (shape.kind === 'object' && shape.members.size > 0) {
    out.push(`${indent}${before}{`)
    for (const [name, member] of shape.members) write(member, `${indent}  `, `${JSON.stringify(name)}: `, out)
    out.push(`${indent}}`)
  } else if (shape.kind === 'array' && (shape.item.kind === 'object' || shape.item.kind === 'array')) {
    out.push(`${indent}${before}[`)
    write(shape.item, `${indent}  `, '', out)
    out.push(`${indent}]`)
  } else if ('value' in shape) out.push(`${indent}${before}${cut(JSON.stringify(shape.value))}`)
  else out.push(`${indent}${before}${shapeName(shape)}`)
}

const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
