import { canonicalText } from '../../base/canonical'
import { type Json, type JsonObject, setMember } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { ExpressionPorts } from '../evaluation/scope'
import { deepEqual } from '../paths/compare'
import { decodeBase64, encodeBase64 } from './base64'
import { IntrinsicError } from './error'
import { formatText } from './format'
import { javaRandom } from './javaRandom'
import type { ParameterType } from './types'

/** A parameter of an intrinsic function, in its order. */
export interface Parameter {
  readonly name: string
  readonly type: ParameterType
  readonly doc: string
  readonly optional?: true
  /** Stands for any number of arguments, also none. The last one only. */
  readonly rest?: true
  /** What is wrong with a literal of the right type: "has to be ...". */
  readonly literal?: (value: Json) => string | undefined
}

/** An intrinsic function. `name` has its prefix: `States.Format`. */
export interface Intrinsic {
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly returns: ParameterType
  /** One sentence or two, for hover and completion. */
  readonly doc: string
  /** The arguments have the parameters' number and types. A failure is given, not thrown; a value nested too deep throws a RangeError. */
  readonly evaluate: (args: readonly Json[], ports: ExpressionPorts) => Json | IntrinsicError
}

const hashAlgorithms: readonly string[] = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']

/** Base64Encode, Base64Decode and Hash take no more characters. */
const maxCharacters = 10_000
/** ArrayRange makes no more items. */
const maxRange = 1000

const parameter = (name: string, type: ParameterType, doc: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  type,
  doc,
  ...more,
})
const fail = (message: string) => new IntrinsicError(message)
const tooLong = (name: string) => fail(`${name} takes at most ${maxCharacters} characters`)

/** AWS rounds a number with a fraction to the nearest integer, halves up. */
const round = (value: Json | undefined) => Math.round(value as number)

/**
 * States.ArrayPartition and JSONata's $partition: chunks of `size` items, the last of them may have fewer. An error for a size that is not
 * positive. Who calls it has rounded it.
 */
export function partition(list: readonly Json[], size: number): Json | IntrinsicError {
  if (!(size > 0)) return fail('The chunk size must be a positive integer')
  const chunks: Json[] = []
  for (let i = 0; i < list.length; i += size) chunks.push(list.slice(i, i + size))
  return chunks
}

/**
 * States.ArrayRange and JSONata's $range: `last` is included where a step meets it. None where the step leads away from it; an error for a
 * step of 0 and for more than `most` items (1000, as the guide says).
 */
export function range(first: number, last: number, step: number, most = maxRange): Json | IntrinsicError {
  if (step === 0) return fail('The step must not be 0')
  const steps = Math.floor((last - first) / step)
  // Not so for what is no number, either.
  if (!(steps < most)) return fail(`The range must not have more than ${most} items`)
  const items: number[] = []
  // Numbers beyond 2^53 do not grow by a small step: the number of items tells the end too.
  for (let value = first; items.length <= steps && (step > 0 ? value <= last : value >= last); value += step) items.push(value)
  return items
}

/**
 * States.Hash and JSONata's $hash: hexadecimal text, of a text as it is and of any other value's JSON. An error for an unknown algorithm
 * and for more than 10,000 UTF-16 code units.
 */
export function hash(data: Json, algorithm: string, ports: ExpressionPorts): Json | IntrinsicError {
  if (!hashAlgorithms.includes(algorithm)) return fail(`The hashing algorithm must be one of ${hashAlgorithms.join(', ')}`)
  const text = typeof data === 'string' ? data : jsonText(data)
  return text.length > maxCharacters ? tooLong('States.Hash') : ports.hash(algorithm, text)
}

function mathRandom(start: number, end: number, seed: Json | undefined, ports: ExpressionPorts): Json | IntrinsicError {
  if (start >= end) return fail('The start number must be less than the end number')
  if (seed === undefined) return start + Math.floor(ports.random() * (end - start))
  const size = end - start
  const random = javaRandom(round(seed))
  return start + (size < 2 ** 31 ? random.nextInt(size) : Math.floor(random.nextDouble() * size))
}

/** Texts and numbers are found as they are; the text of a list or an object begins with what no other text has. */
function unique(list: readonly Json[]): Json {
  const seen = new Set<Json>()
  return list.filter((item) => {
    const key = typeof item === 'object' && item !== null ? `\u0000${canonicalText(item)}` : item
    return seen.size < seen.add(key).size
  })
}

function merge(first: JsonObject, second: JsonObject): Json {
  const merged = { ...first }
  for (const key of Object.keys(second)) setMember(merged, key, second[key]!)
  return merged
}

function parseJson(text: string): Json | IntrinsicError {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return fail('The text is no valid JSON')
  }
}

/** Each character of `delimiters` splits; empty pieces are left out. */
function split(text: string, delimiters: string): Json {
  const set = new Set(delimiters)
  const pieces: string[] = []
  let piece = ''
  for (const character of text) {
    if (set.has(character)) {
      if (piece) pieces.push(piece)
      piece = ''
    } else piece += character
  }
  if (piece) pieces.push(piece)
  return pieces
}

/**
 * The intrinsic functions of JSONPath states: one row each, which evaluation, checks, completion, hover and signature help read.
 * Source: ASL specification, Appendix B; Step Functions guide, "Intrinsic functions"; recordings of the service for the oddities.
 */
export const intrinsics: readonly Intrinsic[] = [
  {
    name: 'States.Format',
    parameters: [
      parameter('template', 'string', 'Text in which each {} is replaced; \\{ and \\} are plain braces.'),
      parameter('values', 'any', 'One value for each {}.', { rest: true }),
    ],
    returns: 'string',
    doc: 'Fills the {} of a template with values, in their order.',
    evaluate: ([template, ...values]) => formatText((template as string).split('{}'), values),
  },
  {
    name: 'States.StringToJson',
    parameters: [parameter('text', 'string', 'A JSON text; an empty one gives null.')],
    returns: 'any',
    doc: 'Parses a JSON text.',
    evaluate: ([text]) => parseJson(text as string),
  },
  {
    name: 'States.JsonToString',
    parameters: [parameter('value', 'any', 'Any value.')],
    returns: 'string',
    doc: 'Makes a JSON text of a value.',
    evaluate: ([value]) => jsonText(value!),
  },
  {
    name: 'States.Array',
    parameters: [parameter('items', 'any', 'The items.', { rest: true })],
    returns: 'array',
    doc: 'Makes an array of its arguments.',
    evaluate: (items) => items,
  },
  {
    name: 'States.ArrayPartition',
    parameters: [
      parameter('array', 'array', 'The array to split.'),
      parameter('size', 'integer', 'Items per chunk; the last chunk may have fewer.', {
        literal: (v) => (Math.round(v as number) > 0 ? undefined : 'has to be a positive integer'),
      }),
    ],
    returns: 'array',
    doc: 'Splits an array into chunks.',
    evaluate: ([list, size]) => partition(list as readonly Json[], round(size)),
  },
  {
    name: 'States.ArrayContains',
    parameters: [parameter('array', 'array', 'The array to search.'), parameter('value', 'any', 'The value to look for.')],
    returns: 'boolean',
    doc: 'Whether an array has a value among its items.',
    evaluate: ([list, value]) => (list as readonly Json[]).some((item) => deepEqual(item, value!)),
  },
  {
    name: 'States.ArrayRange',
    parameters: [
      parameter('first', 'integer', 'The first item.'),
      parameter('last', 'integer', 'The last item, where a step meets it.'),
      parameter('step', 'integer', 'The difference between two items; not 0.', {
        literal: (v) => (Math.round(v as number) === 0 ? 'must not be 0' : undefined),
      }),
    ],
    returns: 'array',
    doc: `Makes an array of numbers, at most ${maxRange}.`,
    evaluate: ([first, last, step]) => range(round(first), round(last), round(step)),
  },
  {
    name: 'States.ArrayGetItem',
    parameters: [parameter('array', 'array', 'The array.'), parameter('index', 'integer', 'The index, from 0.')],
    returns: 'any',
    doc: 'The item of an array at an index.',
    evaluate: ([list, index]) => itemAt(list as readonly Json[], index as number),
  },
  {
    name: 'States.ArrayLength',
    parameters: [parameter('array', 'array', 'The array.')],
    returns: 'integer',
    doc: 'The number of items of an array.',
    evaluate: ([list]) => (list as readonly Json[]).length,
  },
  {
    name: 'States.ArrayUnique',
    parameters: [parameter('array', 'array', 'The array.')],
    returns: 'array',
    doc: 'An array without repeated items.',
    evaluate: ([list]) => unique(list as readonly Json[]),
  },
  {
    name: 'States.Base64Encode',
    parameters: [parameter('text', 'string', `At most ${maxCharacters} characters.`)],
    returns: 'string',
    doc: 'Encodes a text as Base64.',
    evaluate: ([text]) => ((text as string).length > maxCharacters ? tooLong('States.Base64Encode') : encodeBase64(text as string)),
  },
  {
    name: 'States.Base64Decode',
    parameters: [parameter('text', 'string', `At most ${maxCharacters} characters of Base64.`)],
    returns: 'string',
    doc: 'Decodes a Base64 text.',
    evaluate: ([text]) =>
      (text as string).length > maxCharacters
        ? tooLong('States.Base64Decode')
        : (decodeBase64(text as string) ?? fail('The text is no valid Base64')),
  },
  {
    name: 'States.Hash',
    parameters: [
      parameter('data', 'any', `The value to hash, at most ${maxCharacters} characters.`),
      parameter('algorithm', 'string', `One of ${hashAlgorithms.join(', ')}.`, {
        literal: (v) => (hashAlgorithms.includes(v as string) ? undefined : `has to be one of ${hashAlgorithms.join(', ')}`),
      }),
    ],
    returns: 'string',
    doc: 'The hash of a value as hexadecimal text.',
    evaluate: ([data, algorithm], ports) => hash(data!, algorithm as string, ports),
  },
  {
    name: 'States.JsonMerge',
    parameters: [
      parameter('first', 'object', 'The object to begin with.'),
      parameter('second', 'object', 'Its members replace those of the first.'),
      parameter('deep', 'boolean', 'false: AWS supports the shallow merge only.', {
        literal: (v) => (v === true ? 'has to be false: only shallow merging is supported' : undefined),
      }),
    ],
    returns: 'object',
    doc: 'Merges two objects; of equal keys the second object counts.',
    evaluate: ([first, second, deep]) =>
      deep ? fail('Only shallow merging is supported') : merge(first as JsonObject, second as JsonObject),
  },
  {
    name: 'States.MathRandom',
    parameters: [
      parameter('start', 'integer', 'The smallest number.'),
      parameter('end', 'integer', 'Greater than the greatest number.'),
      parameter('seed', 'integer', 'The same seed gives the same number.', { optional: true }),
    ],
    returns: 'integer',
    doc: 'A random integer from start up to, and without, end.',
    evaluate: ([start, end, seed], ports) => mathRandom(round(start), round(end), seed, ports),
  },
  {
    name: 'States.MathAdd',
    parameters: [parameter('first', 'integer', 'A number.'), parameter('second', 'integer', 'The number to add; negative to subtract.')],
    returns: 'integer',
    doc: 'The sum of two integers; numbers with a fraction are rounded.',
    evaluate: ([first, second]) => round(first) + round(second),
  },
  {
    name: 'States.StringSplit',
    parameters: [
      parameter('text', 'string', 'The text to split.'),
      parameter('delimiters', 'string', 'Each of these characters splits the text.'),
    ],
    returns: 'array',
    doc: 'Splits a text at each of the given characters; empty pieces are left out.',
    evaluate: ([text, delimiters]) => split(text as string, delimiters as string),
  },
  {
    name: 'States.UUID',
    parameters: [],
    returns: 'string',
    doc: 'A random UUID, version 4.',
    evaluate: (_args, ports) => ports.uuid(),
  },
]

function itemAt(list: readonly Json[], index: number): Json | IntrinsicError {
  return Number.isInteger(index) && index >= 0 && index < list.length ? list[index]! : fail(`The index ${index} is outside of the array`)
}

const byName = new Map(intrinsics.map((intrinsic) => [intrinsic.name, intrinsic]))

/** The function with this name, `States.` included (case counts); undefined where there is none. */
export const intrinsicNamed = (name: string): Intrinsic | undefined => byName.get(name)
