import { isObject, type Json, type JsonObject, member } from '../base/json'
import { Refused, refusals } from './errors'

/** What a member of a request has to be. Source: Step Functions API reference, "Request Parameters" of each action. */
export type Shape =
  | { readonly kind: 'text'; readonly most?: number; readonly least?: number; readonly values?: readonly string[] }
  | { readonly kind: 'integer'; readonly most: number }
  | { readonly kind: 'flag' | 'structure' }

/** A text of at least `least` and at most `most` UTF-16 units; absent or 0: without that bound. */
export const text = (most?: number, least?: number): Shape => ({ kind: 'text', ...(most && { most }), ...(least && { least }) })
/** A text that is one of these, an enum of the API: they count with their case. */
export const oneOf = (...values: string[]): Shape => ({ kind: 'text', values })
/** A whole number from 0 to `most`. */
export const integer = (most: number): Shape => ({ kind: 'integer', most })
/** A boolean; a text such as `true` is none. */
export const flag: Shape = { kind: 'flag' }
/** An object. What is in it is for the action to check. */
export const structure: Shape = { kind: 'structure' }

/** The members of a request. One whose name ends in `?` may be missing or null; others than these are let through. */
export type Shapes = Readonly<Record<string, Shape>>

/**
 * The request as an object. Throws Refused where it is not of these shapes: a SerializationException for a value of another type, else one
 * ValidationException that has all of its faults.
 */
export function checkRequest(shapes: Shapes, request: Json): JsonObject {
  if (!isObject(request)) throw new Refused('SerializationException', 'Start of structure or map expected')
  const problems: string[] = []
  for (const [key, shape] of Object.entries(shapes)) {
    const name = key.replace('?', '')
    const value = member(request, name) ?? null
    if (value !== null) problems.push(...constraintsOf(name, shape, value))
    else if (name === key) problems.push(`Value null at '${name}' failed to satisfy constraint: Member must not be null`)
  }
  if (problems.length > 0) throw refusals.constraints(problems)
  return request
}

const typeNames = { text: 'String', integer: 'Integer', flag: 'Boolean', structure: 'Structure' } as const

function fits(kind: Shape['kind'], value: Json): boolean {
  if (kind === 'text') return typeof value === 'string'
  if (kind === 'integer') return Number.isInteger(value)
  return kind === 'flag' ? typeof value === 'boolean' : isObject(value)
}

function* constraintsOf(name: string, shape: Shape, value: Json): Iterable<string> {
  // as other services of this protocol say it
  if (!fits(shape.kind, value))
    throw new Refused('SerializationException', `${kindOf(value)} cannot be converted to ${typeNames[shape.kind]}`)
  const fails = (rule: string) => `Value '${value}' at '${name}' failed to satisfy constraint: Member must ${rule}`
  if (shape.kind === 'integer') {
    if ((value as number) > shape.most) yield fails(`have value less than or equal to ${shape.most}`)
    if ((value as number) < 0) yield fails('have value greater than or equal to 0')
  } else if (shape.kind === 'text') {
    const { length } = value as string
    if (shape.most !== undefined && length > shape.most) yield fails(`have length less than or equal to ${shape.most}`)
    if (shape.least !== undefined && length < shape.least) yield fails(`have length greater than or equal to ${shape.least}`)
    if (shape.values && !shape.values.includes(value as string)) yield fails(`satisfy enum value set: [${shape.values.join(', ')}]`)
  }
}

const kindOf = (value: Json): string =>
  Array.isArray(value) ? 'Start of list' : typeof value === 'object' ? 'Start of structure' : `${(typeof value).toUpperCase()}_VALUE`
