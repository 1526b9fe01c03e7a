import { isArray, isObject, type Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'

/** A header or query parameter; one with several values is there several times. */
export type Pair = readonly [name: string, value: string]

/** The text of a value in a header, a query or a form. Null is empty. */
export const textOf = (value: Json): string =>
  typeof value === 'string' ? value : value === null ? '' : typeof value === 'object' ? jsonText(value) : String(value)

/**
 * What an object of names and values says, in its order; a list has a pair for each value. A list of such objects is all of them. Undefined:
 * it is neither, or a value is an object.
 */
export function pairsOf(value: Json): Pair[] | undefined {
  const pairs: Pair[] = []
  for (const object of isArray(value) ? value : [value]) {
    if (!isObject(object)) return undefined
    for (const [name, given] of Object.entries(object)) {
      for (const each of isArray(given) ? given : [given]) {
        if (typeof each === 'object' && each !== null) return undefined
        pairs.push([name, textOf(each)])
      }
    }
  }
  return pairs
}

/** Those whose names the others do not have: where both name one, that of the connection counts. */
export function without(pairs: readonly Pair[], others: readonly Pair[], same: (name: string) => string): readonly Pair[] {
  const names = new Set(others.map(([name]) => same(name)))
  return pairs.filter(([name]) => !names.has(same(name)))
}
