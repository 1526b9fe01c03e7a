import type { Json } from './json'

/** The compact JSON text of a value, also where it is nested deeper than the platform's own serialiser can follow. */
export function jsonText(value: Json): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return deepText(value)
  }
}

/** The JSON text of a value for people to read, by lines; compact where it is nested too deep for that. */
export function prettyText(value: Json): string {
  try {
    return JSON.stringify(value, null, 2)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return deepText(value)
  }
}

/** Whether two values are the same JSON, members in the same order. */
export const sameJson = (a: Json, b: Json): boolean => a === b || jsonText(a) === jsonText(b)

/** The same without recursion: what is still to be written waits on a stack, texts as they are and values boxed. */
function deepText(root: Json): string {
  const out: string[] = []
  const work: (string | { readonly value: Json })[] = [{ value: root }]
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (typeof next === 'string') out.push(next)
    else if (typeof next.value !== 'object' || next.value === null) out.push(JSON.stringify(next.value))
    else {
      const list = Array.isArray(next.value)
      const entries = Object.entries(next.value)
      work.push(list ? ']' : '}')
      for (let i = entries.length - 1; i >= 0; i--) {
        const [key, value] = entries[i]!
        work.push({ value })
        work.push(`${i > 0 ? ',' : ''}${list ? '' : `${JSON.stringify(key)}:`}`)
      }
      work.push(list ? '[' : '{')
    }
  }
  return out.join('')
}

/** Sizes of larger containers, since payloads are immutable and share their parts: what is new is all that is walked. */
const sizes = new WeakMap<object, number>()
/** Bytes that have to be walked for a size to be worth remembering. */
const remembered = 256
/** Bytes of parts whose size was remembered: those that a walk did not walk. A payload around large parts costs less to walk than to remember. */
let skipped = 0

/**
 * UTF-8 bytes of the compact JSON text of a value, as AWS counts a payload, without making the text. Any depth; a container that was
 * counted once must not be changed any more.
 */
export function jsonBytes(value: Json): number {
  if (typeof value !== 'object' || value === null) return scalarBytes(value)
  // of a new object the parts are known, if anything
  const known = Array.isArray(value) ? sizes.get(value) : undefined
  if (known !== undefined) return known
  skipped = 0
  try {
    return containerBytes(value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return utf8Bytes(jsonText(value))
  }
}

/** As jsonBytes, for a value that has been counted before if it is large: an object's size is then looked up, too. */
export const knownBytes = (value: Json): number =>
  typeof value === 'object' && value !== null ? (sizes.get(value) ?? jsonBytes(value)) : jsonBytes(value)

function containerBytes(value: object): number {
  const before = skipped
  let bytes = 2
  if (Array.isArray(value)) {
    if (value.length > 1) bytes += value.length - 1
    for (let i = 0; i < value.length; i++) bytes += elementBytes(value[i])
  } else {
    let members = 0
    for (const key in value) {
      members++
      bytes += stringBytes(key) + 1 + elementBytes((value as Record<string, Json>)[key]!)
    }
    if (members > 1) bytes += members - 1
  }
  if (bytes - (skipped - before) >= remembered) {
    sizes.set(value, bytes)
    skipped = before + bytes
  }
  return bytes
}

function elementBytes(value: Json): number {
  if (typeof value !== 'object' || value === null) return scalarBytes(value)
  const known = sizes.get(value)
  if (known === undefined) return containerBytes(value)
  skipped += known
  return known
}

function scalarBytes(value: null | boolean | number | string): number {
  if (typeof value === 'string') return stringBytes(value)
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0) return digits(value)
    return String(value).length
  }
  return value === false ? 5 : 4
}

function digits(value: number): number {
  let count = 1
  for (let bound = 10; value >= bound; bound *= 10) count++
  return count
}

/** The long text that was counted last: it passes from state to state in payloads that are new around it. */
let longText = ''
let longBytes = 2
const long = 4096

/** Bytes of a quoted JSON string: escapes as JSON.stringify writes them. */
function stringBytes(text: string): number {
  if (text.length < long) return countString(text)
  if (text !== longText) {
    longBytes = countString(text)
    longText = text
  }
  return longBytes
}

function countString(text: string): number {
  let bytes = text.length + 2
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x80) bytes += wideBytes(text, i, code) - 1
    else if (code === 34 || code === 92) bytes++
    else if (code < 32) bytes += code === 8 || code === 9 || code === 10 || code === 12 || code === 13 ? 1 : 5
  }
  return bytes
}

/** UTF-8 bytes of a text as it is. */
export function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x80) bytes += wideBytes(text, i, code) - 1
  }
  return bytes
}

/** UTF-8 bytes that the UTF-16 unit at `i` adds: of a surrogate pair each half has two, a lone one is written \ud800. */
function wideBytes(text: string, i: number, code: number): number {
  if (code < 0x800) return 2
  if (code < 0xd800 || code > 0xdfff) return 3
  const paired = code < 0xdc00 ? isLow(text.charCodeAt(i + 1)) : i > 0 && isHigh(text.charCodeAt(i - 1))
  return paired ? 2 : 6
}

const isHigh = (code: number) => code >= 0xd800 && code < 0xdc00
const isLow = (code: number) => code >= 0xdc00 && code < 0xe000
