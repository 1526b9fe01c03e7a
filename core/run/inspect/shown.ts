import { isArray, isObject, type Json } from '../../base/json'
import { jsonBytes } from '../../base/jsonText'
import type { Part, Shown } from './types'

/** Members of a container that come at once, and characters of a text. */
export const pageSize = 100
const textSize = 2000
/** Bytes of a value that is sent whole, and of all that one answer shows of it. */
const generous = 16 * 1024
/** Levels of a value that come at once: what is deeper is asked for. */
const deepest = 40

/** What is shown of a value at first; of a larger one its members `from` on, or a text from that character on. */
export function shownOf(value: Json, from = 0, room = generous): Shown {
  const budget = { left: room }
  return from <= 0 && fits(value, budget, deepest) ? { whole: value } : partOf(value, Math.max(0, from), budget, deepest)
}

/** Whether all of a value may be sent. */
const fits = (value: Json, { left }: { readonly left: number }, levels: number): boolean =>
  jsonBytes(value) <= left && isShallow(value, levels)

function isShallow(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (levels <= 0) return false
  return (isArray(value) ? value : Object.values(value)).every((inner) => isShallow(inner, levels - 1))
}

function partOf(value: Json, from: number, budget: { left: number }, levels: number): Shown {
  const bytes = jsonBytes(value)
  if (typeof value === 'string') {
    const text = value.slice(from, from + Math.max(0, Math.min(textSize, budget.left)))
    budget.left -= text.length
    return { of: 'string', size: value.length, bytes, from, text }
  }
  const inner = (member: Json): Shown => {
    const size = jsonBytes(member)
    if (fits(member, budget, levels - 1)) {
      budget.left -= size
      return { whole: member }
    }
    // what has no more room is there by its size alone
    return typeof member === 'string' ? partOf(member, 0, { left: Math.min(200, budget.left) }, levels) : folded(member, size)
  }
  if (isArray(value)) {
    const items = value.slice(from, from + pageSize).map(inner)
    return { of: 'array', size: value.length, bytes, from, items }
  }
  if (!isObject(value)) return { whole: value }
  const keys = Object.keys(value)
  return {
    of: 'object',
    size: keys.length,
    bytes,
    from,
    members: keys.slice(from, from + pageSize).map((key) => [key, inner(value[key]!)]),
  }
}

const folded = (value: Json, bytes: number): Part =>
  isArray(value)
    ? { of: 'array', size: value.length, bytes, from: 0, items: [] }
    : { of: 'object', size: isObject(value) ? Object.keys(value).length : 0, bytes, from: 0, members: [] }
