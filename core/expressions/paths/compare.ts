import { isArray, isObject, type Json } from '../../base/json'

/** Whether two JSON values are the same: keys in any order. It recurses: values nested too deep throw a RangeError. */
export function deepEqual(a: Json, b: Json): boolean {
  if (a === b) return true
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => deepEqual(item, b[i]!))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && deepEqual(a[key]!, b[key]!))
}

type Value = Json | undefined
type Compare = (left: Value, right: Value) => boolean

/** Equality as in Jayway: the text '1' equals the number 1, and nothing equals nothing but itself. */
function equal(left: Value, right: Value): boolean {
  if (left === right) return left !== undefined
  if (left === undefined || right === undefined) return false
  if (typeof left === 'string' && typeof right === 'number') return left === String(right)
  if (typeof left === 'number' && typeof right === 'string') return left === Number(right) && right.trim() !== ''
  return deepEqual(left, right)
}

/** Numbers by value, texts and mixtures by their text; anything else is in no order. */
function ordered(numbers: (a: number, b: number) => boolean, texts: (a: string, b: string) => boolean): Compare {
  const comparable = (v: Value) => typeof v === 'number' || typeof v === 'string'
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return numbers(left, right)
    return comparable(left) && comparable(right) && texts(String(left), String(right))
  }
}

const contains = (list: Value, value: Value) => isArray(list) && list.some((item) => equal(item, value))

const sizeOf = (value: Value) =>
  typeof value === 'string' || isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : undefined

/**
 * The comparisons of a filter `[?(@.a == 1)]`, by their sign; `=~` is not among them. A side is undefined where its path finds nothing.
 * Source: the Jayway library, whose dialect AWS reads.
 */
export const comparisons: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['==', equal],
  ['!=', (left, right) => !equal(left, right)],
  [
    '<',
    ordered(
      (a, b) => a < b,
      (a, b) => a < b,
    ),
  ],
  [
    '<=',
    ordered(
      (a, b) => a <= b,
      (a, b) => a <= b,
    ),
  ],
  [
    '>',
    ordered(
      (a, b) => a > b,
      (a, b) => a > b,
    ),
  ],
  [
    '>=',
    ordered(
      (a, b) => a >= b,
      (a, b) => a >= b,
    ),
  ],
  ['in', (left, right) => contains(right, left)],
  ['nin', (left, right) => !contains(right, left)],
  ['contains', (left, right) => (typeof left === 'string' && typeof right === 'string' ? left.includes(right) : contains(left, right))],
  ['subsetof', (left, right) => isArray(left) && isArray(right) && left.every((item) => contains(right, item))],
  ['anyof', (left, right) => isArray(left) && isArray(right) && left.some((item) => contains(right, item))],
  ['noneof', (left, right) => isArray(left) && isArray(right) && !left.some((item) => contains(right, item))],
  ['size', (left, right) => typeof right === 'number' && sizeOf(left) === right],
  ['empty', (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right],
])

/** The text that a pattern is matched against: empty for null, objects and arrays. */
export const patternText = (value: Value): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
