import type { Budget } from '../budget'
import type { Focus, Internals } from '../package'
import type { Run } from '../run'

/** What a function may use: the package's inside, and what the running evaluation may spend and ask. */
export interface Host extends Internals {
  readonly run: Run
  readonly budget: Budget
  /** Calls a function of the expression. */
  readonly call: (focus: Focus, func: unknown, args: readonly unknown[]) => unknown
}

/** A function for all expressions; undefined: there is none of this name. The number of its parameters is what `$map` and its like go by. */
export interface Builtin {
  readonly name: string
  readonly implementation: ((this: Focus, ...args: never[]) => unknown) | undefined
  /** Default: that of the package. */
  readonly signature?: string
  /** The evaluator, too, calls it. */
  readonly evaluator?: true
}

/** Rows of functions by name. */
export type Rows = Readonly<Record<string, (this: Focus, ...args: never[]) => unknown>>

/** An object of data, whose names are anybody's: read it with memberOf, and write it with put. */
export type Members = Record<string, unknown>

/** The own member of data, whatever it is called; undefined where there is none. */
export const memberOf = (value: object, key: string): unknown => (Object.hasOwn(value, key) ? (value as Members)[key] : undefined)

/** Sets an own member, whatever it is called. */
export function put(target: Members, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  else target[key] = value
}

/** An argument is no such thing as the function takes: T0410, in the package's form. */
export const badArgument = (index: number, value: unknown) => ({ code: 'T0410', index, value })

/** Whether a value is an object that is no array. Functions of the package are such objects too: `isFunction` tells them. */
export const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)
