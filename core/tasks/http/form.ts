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

/** Characters of names and values in a form: names of deep members repeat those around them. */
const longest = 1_048_576

/** An object as form data. Members of a nested one are `outer[inner]`. `format`: one of `arrayFormats`. Undefined: it would be too long. */
export function encodeForm(body: Json, format: string): string | undefined {
  const pairs: Pair[] = []
  let length = 0
  const waiting: (readonly [string, Json])[] = [['', body]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, value] = next
    const inner = isObject(value)
      ? Object.entries(value).map(([key, each]) => [name === '' ? key : `${name}[${key}]`, each] as const)
      : isArray(value)
        ? arrays[format]!(name, value)
        : undefined
    if (inner === undefined) {
      const pair = [name, textOf(value)] as const
      length += pair[0].length + pair[1].length
      if (length > longest) return undefined
      pairs.push(pair)
    } else for (let i = inner.length - 1; i >= 0; i--) waiting.push(inner[i]!)
  }
  return encodePairs(pairs)
}
