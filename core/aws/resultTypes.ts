/** What an API answers, or a part of it. Inner types are read when they are asked for: some hold themselves. */
export type ResultType =
  | { readonly kind: 'object'; readonly members: readonly ResultMember[] }
  /** `map`: an object whose names are the caller's. */
  | { readonly kind: 'array' | 'map'; readonly item: () => ResultType }
  /** `time`: a timestamp, which optimised integrations hand on as milliseconds. */
  | ({ readonly kind: 'string'; readonly allowed?: readonly string[] | undefined; readonly time?: true } & Bounds)
  | ({ readonly kind: 'number' } & Bounds)
  | { readonly kind: 'boolean' | 'any' }

/** A member of an object that an API answers with. */
export interface ResultMember {
  /** As AWS SDK integrations name it: `Md5OfMessageBody`. */
  readonly name: string
  /** As optimised integrations do: `MD5OfMessageBody`. */
  readonly apiName: string
  readonly required: boolean
  readonly type: () => ResultType
}

/** Of a number, or of a text's length. */
interface Bounds {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

/** Nothing is known of the value. */
export const any: ResultType = { kind: 'any' }
/** A text of any length. */
export const string: ResultType = { kind: 'string' }
/** A number without bounds. */
export const number: ResultType = { kind: 'number' }
/** An object with these members, each of which may be missing. */
export const object = (members: Readonly<Record<string, ResultType>>): ResultType => ({
  kind: 'object',
  members: Object.entries(members).map(([name, type]) => ({ name, apiName: name, required: false, type: () => type })),
})

/**
 * Reads a type as data/aws-results.ts writes it: `{a!:T,b=B:T` an object with a required member and an optional one that optimised integrations call
 * `B`, `[T` a list, `<T` a map, `#n` the type in `lines` at n (in base 36, from 0), `x` anything; `s` a string, `t` a timestamp, `n` a number, `b` a
 * boolean, with bounds (`1~64`: of a number, or of a text's length) and allowed values (`(A|B)`). What it cannot read is anything.
 */
export function readType(text: string, lines: readonly string[]): ResultType {
  const resolved = text.startsWith('#') ? (lines[Number.parseInt(text.slice(1), 36)] ?? 'x') : text
  const rest = resolved.slice(1)
  switch (resolved[0]) {
    case '{':
      return { kind: 'object', members: rest === '' ? [] : rest.split(',').map((member) => readMember(member, lines)) }
    case '[':
      return { kind: 'array', item: () => readType(rest, lines) }
    case '<':
      return { kind: 'map', item: () => readType(rest, lines) }
    case 's': {
      const [bounds = '', allowed] = rest.split('(')
      return { kind: 'string', ...readBounds(bounds), allowed: allowed?.slice(0, -1).split('|') }
    }
    case 't':
      return { kind: 'string', time: true }
    case 'n':
      return { kind: 'number', ...readBounds(rest) }
    case 'b':
      return { kind: 'boolean' }
    default:
      return any
  }
}

function readMember(text: string, lines: readonly string[]): ResultMember {
  const colon = text.indexOf(':')
  const required = text[colon - 1] === '!'
  const [name = '', apiName = name] = text.slice(0, required ? colon - 1 : colon).split('=')
  return { name, apiName, required, type: () => readType(text.slice(colon + 1), lines) }
}

function readBounds(text: string): Bounds {
  const [min, max] = text.split('~')
  return { ...(min && { min: Number(min) }), ...(max && { max: Number(max) }) }
}
