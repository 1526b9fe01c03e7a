import { nearest } from '../core/base/nearest'
import type { WhoAnswers } from './types'
import { UsageError } from './usageError'

/** What the value of an option may be: a caller without types may have given anything. */
interface OptionKind {
  /** As a sentence goes on that begins with the option's name and `is`. */
  readonly says: string
  readonly holds: (value: unknown) => boolean
}

/** A row for each option of a request: the compiler keeps it complete. */
export type Options<Request> = { readonly [K in keyof Required<Request>]: OptionKind }

const isPath = (value: unknown) => typeof value === 'string' || value instanceof URL
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown) => typeof value === 'number'
const isText = (value: unknown) => typeof value === 'string'

// The kinds of the options: each is named after what is given.
export const anything: OptionKind = { says: 'a value', holds: () => true }
export const text: OptionKind = { says: 'a text', holds: isText }
export const path: OptionKind = { says: 'a path or a URL', holds: isPath }
export const paths: OptionKind = {
  says: 'a path, a URL or an array of them',
  holds: (value) => isPath(value) || (Array.isArray(value) && value.every(isPath)),
}
export const flag: OptionKind = { says: 'true or false', holds: (value) => typeof value === 'boolean' }
export const object: OptionKind = { says: 'an object', holds: isObject }
export const source: OptionKind = { says: 'an object or its text', holds: (value) => isText(value) || isObject(value) }
export const fileOrObject: OptionKind = { says: 'a path, a URL or an object', holds: (value) => isPath(value) || isObject(value) }
export const configuration: OptionKind = { says: 'a path, a URL or false', holds: (value) => value === false || isPath(value) }
export const listener: OptionKind = { says: 'a function', holds: (value) => typeof value === 'function' }
export const textOrNumber: OptionKind = { says: 'a text or a number', holds: (value) => isText(value) || isNumber(value) }
export const moment: OptionKind = {
  says: 'a time: a text, a number or a Date',
  holds: (value) => isText(value) || isNumber(value) || value instanceof Date,
}
/** One of another realm is good, too. */
export const signal: OptionKind = {
  says: 'an AbortSignal',
  holds: (value) => isObject(value) && typeof (value as AbortSignal).aborted === 'boolean' && 'addEventListener' in (value as AbortSignal),
}
export const oneOf = (...words: readonly string[]): OptionKind => ({
  says: `one of ${words.join(', ')}`,
  holds: (value) => isText(value) && words.includes(value as string),
})

/** Where a request is at home, and who answers its tasks. */
export const answered: Options<WhoAnswers> = {
  cwd: path,
  within: paths,
  config: configuration,
  allowRemote: flag,
  print: listener,
}

/** Checks the names and the values of a request's options. Throws UsageError. */
export function checkOptions(what: string, request: unknown, known: { readonly [name: string]: OptionKind }): void {
  if (!isObject(request)) throw new UsageError(`${what} needs an object with its options`)
  const names = Object.keys(known)
  for (const [name, value] of Object.entries(request as object)) {
    if (!Object.hasOwn(known, name)) {
      const near = nearest(name, names)
      throw new UsageError(`${what} has no option "${name}"${near === undefined ? '' : `. Did you mean "${near}"?`}`)
    }
    const { says, holds } = known[name]!
    if (value !== undefined && !holds(value)) throw new UsageError(`${name} is ${says}${given(value)}`)
  }
}

/** What was given instead, where a few words say it. */
const given = (value: unknown): string => {
  if (typeof value === 'string') return `, not "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`
  return value === null || typeof value === 'number' || typeof value === 'boolean' ? `, not ${value}` : ''
}
