import { isArray, isObject, type Json } from '../../base/json'
import { type Pair, textOf } from './pairs'

/** How the elements of a list are named, by ArrayFormat; `[]` is percent-encoded as the names are. Source: Developer Guide, "Applying URL-encoding on request body". */
const arrays: Readonly<Record<string, (name: string, list: readonly Json[]) => readonly (readonly [string, Json])[]>> = {
  INDICES: (name, list) => list.map((item, i) => [`${name}[${i}]`, item]),
  REPEAT: (name, list) => list.map((item) => [name, item]),
  COMMAS: (name, list) => [[name, list.map(textOf).join(',')]],
  BRACKETS: (name, list) => list.map((item) => [`${name}[]`, item]),
}

/** The values of ArrayFormat; the first is meant where there is none. */
export const arrayFormats: readonly string[] = Object.keys(arrays)

/** As in the documentation's requests: %20 for a space. */
export const encodePairs = (pairs: readonly Pair[]): string =>
  pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')

/** An object as form data. Members of a nested one are `outer[inner]`. `format`: one of `arrayFormats`. */
export function encodeForm(body: Json, format: string): string {
  const pairs: Pair[] = []
  const waiting: (readonly [string, Json])[] = [['', body]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, value] = next
    const inner = isObject(value)
      ? Object.entries(value).map(([key, each]) => [name === '' ? key : `${name}[${key}]`, each] as const)
      : isArray(value)
        ? arrays[format]!(name, value)
        : undefined
    if (inner === undefined) pairs.push([name, textOf(value)])
    else for (let i = inner.length - 1; i >= 0; i--) waiting.push(inner[i]!)
  }
  return encodePairs(pairs)
}
