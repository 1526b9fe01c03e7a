import { isArray, isObject, type Json, setMember } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { jsonEnd, jsonInText } from '../../base/textJson'
import type { SavedLine } from './format'

/** What stands in a saved run in the place of a value that was left out. */
export const redactedValue = '[redacted]'

/** Leaves values out of the data of a saved run. */
export interface Redaction {
  readonly patterns: readonly string[]
  line(line: SavedLine): SavedLine
  value(value: Json): Json
}

/**
 * Leaves out the value of each member, at any depth, whose key contains one of the patterns: in upper or lower case, with or without spaces, `_` and `-`. Texts that are or have JSON are looked into.
 * What else has the value, under another key or in other words, stays. Undefined: no pattern says anything.
 */
export function redactionOf(patterns: readonly string[]): Redaction | undefined {
  const sources = patterns.map(sourceOf).filter((source) => source !== '')
  if (sources.length === 0) return undefined
  const names = new RegExp(sources.join('|'), 'iu')
  // a key in a text may be written with escapes
  const mayHave = new RegExp(`${sources.join('|')}|\\\\u`, 'iu')
  const value = (data: Json) => (mayHave.test(jsonText(data)) ? withoutValues(data, names) : data)
  return { patterns, value, line: (line) => inLine(line, names, value) }
}

const sourceOf = (pattern: string): string =>
  [...pattern.replace(/[\s_-]+/gu, '')].map((character) => character.replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&')).join('[\\s_-]*')

/** Where data is in a line, by member; `each`: in all others. What is not named is the format's own, and stays. */
type Shape = 'data' | { readonly of?: { readonly [name: string]: Shape }; readonly each?: Shape }

const events: Shape = { each: { each: { each: 'data' } } }

const shapes: { readonly [kind: string]: Shape } = {
  header: { of: { options: { of: { input: 'data', context: 'data', variables: 'data' } }, recording: { of: { events } } } },
  payload: { of: { value: 'data' } },
  variable: { of: { value: 'data' } },
  jump: { of: { input: 'data' } },
  inject: { of: { fault: { of: { output: 'data', cause: 'data' } } } },
  abort: { of: { cause: 'data' } },
  answer: { of: { answer: { of: { items: { each: 'data' }, kind: {}, machine: {} }, each: 'data' } } },
  end: { of: { output: 'data', cause: 'data' } },
}

function inLine(line: SavedLine, names: RegExp, value: (data: Json) => Json): SavedLine {
  const kind = 'kind' in line ? line.kind : 'header'
  if ('kind' in line && line.kind === 'variable' && names.test(line.name)) return { ...line, value: redactedValue }
  const shape = Object.hasOwn(shapes, kind) ? shapes[kind]! : {}
  const without = below(line as unknown as Json, shape, value) as unknown as SavedLine
  if ('kind' in without || 'kind' in line || without.options.input === line.options.input) return without
  // the text of an input is the one that it was read from
  const { inputText, ...options } = without.options
  return { ...without, options }
}

/** Recurses along the shape, which is flat. */
function below(part: Json, shape: Shape, value: (data: Json) => Json): Json {
  if (shape === 'data') return value(part)
  const { of = {}, each } = shape
  if (isArray(part)) return each === undefined ? part : part.map((item) => below(item, each, value))
  if (!isObject(part)) return part
  const made: Record<string, Json> = {}
  for (const [name, inner] of Object.entries(part)) {
    const known = Object.hasOwn(of, name) ? of[name] : each
    setMember(made, name, known === undefined ? inner : below(inner, known, value))
  }
  return made
}

/** Containers are made anew from the outermost in, without recursion along them. */
function withoutValues(data: Json, names: RegExp): Json {
  const whole: Json[] = [data]
  const work: (Json[] | Record<string, Json>)[] = [whole]
  for (let into = work.pop(); into !== undefined; into = work.pop()) {
    for (const [key, value] of Object.entries(into)) {
      const isNamed = !Array.isArray(into) && names.test(key)
      const made = isNamed ? redactedValue : typeof value === 'string' ? inText(value, names) : copied(value)
      if (typeof made === 'object' && made !== null) work.push(made as Json[] | Record<string, Json>)
      setMember(into as Record<string, Json>, key, made)
    }
  }
  return whole[0]!
}

const copied = (value: Json): Json => (isArray(value) ? [...value] : isObject(value) ? { ...value } : value)

/** A text in a text has twice its backslashes, so that this does not go deep. */
function inText(text: string, names: RegExp): string {
  const value = jsonInText(text)
  if (value === undefined) return names.test(text) ? inPieces(text, names) : text
  const made = jsonText(withoutValues(value, names))
  return made === jsonText(value) ? text : made
}

/** A text with JSON in it, as the cause of an error quotes the input. A piece that cannot be read, as it is cut, is left out where a name is in it. */
function inPieces(text: string, names: RegExp): string {
  let made = ''
  let at = 0
  for (let start = pieceFrom(text, at); start !== undefined; start = pieceFrom(text, at)) {
    const end = jsonEnd(text, start) ?? text.length
    const piece = text.slice(start, end)
    const isRead = jsonInText(piece) !== undefined
    made += text.slice(at, start) + (isRead ? inText(piece, names) : names.test(piece) ? redactedValue : piece)
    at = end
  }
  return made + text.slice(at)
}

function pieceFrom(text: string, from: number): number | undefined {
  const found = /[[{]/g
  found.lastIndex = from
  return found.exec(text)?.index
}
