import type { Range } from '../../base/range'

/**
 * A query language, as those know it who write expressions for a person and read a person's: how members are named, what the values of a state are
 * called, which places can be assigned to. What an expression gives is compiled beside it (fields/, jsonata/compile.ts, core/conditions).
 */
export interface Language {
  readonly name: 'JSONPath' | 'JSONata'
  /** A member's name in the language's quotes: `'a b'`, `` `a b` ``. Undefined where none can hold it. */
  readonly quote: (name: string) => string | undefined
  /** What stands behind an expression for a member or an element of it: `.a`, `['a b']`, `[0]`. Undefined where there is no such step. */
  readonly step: (key: Key) => string | undefined
  /** An expression for a member or an element of what an expression gives; undefined where there is none. */
  readonly member: (expression: string, key: Key) => string | undefined
  /** An expression for what the JSON is that an expression gives as a text; undefined where members of it have none. */
  readonly parsed: (expression: string) => string | undefined
  readonly ownNames: OwnNames
  /** What the values of a state are called. `entering`: the payload is still the state's input. */
  readonly roots: (entering: boolean) => Roots
  /** The place that an expression names; undefined where it names none that can be assigned to, or is no expression. */
  readonly place: (text: string) => Place | undefined
  /** What a field of the definition reads that does nothing but go to a value; undefined for every other. */
  readonly read: (text: string) => Read | undefined
  /** The part of a field's text that means something alone, at an index of it: all of it, or a variable's path within. */
  readonly at: (text: string, index: number) => Range
}

/** The name of a member, or the index of an element from 0; a negative one counts from the end. */
export type Key = string | number

/**
 * Names for what a state works on, as a person's expression has them (core/conditions): the service leaves `$` of JSONata empty, and gives JSONPath no
 * name for the input that the state was entered with.
 */
export interface Roots {
  /** The payload as it is at this stage. */
  readonly payload: string
  readonly input: string
  readonly result: string
  readonly context: string
}

/** What a field that sees a value calls it: absent are those that have no name there. */
export type OwnNames = { readonly [V in 'input' | 'effective' | 'arguments' | 'result' | 'output' | 'errorOutput']?: string }

/** A place in a state's data: a root, and the steps to the value. Negative indices count from the end. */
export type Place =
  | { readonly root: 'payload' | 'input' | 'result'; readonly steps: readonly Key[] }
  | { readonly root: 'variable'; readonly name: string; readonly steps: readonly Key[] }

/** A value that a field of the definition goes to: as a place, and also in what nobody can assign to. */
export type Read = Place | { readonly root: 'context' | 'errorOutput'; readonly steps: readonly Key[] }

/** A name that both languages read behind a dot. */
export const isWord = (name: string): boolean => /^[\p{L}_][\w\p{L}]*$/u.test(name)

/**
 * The place behind a root, which is a variable without its `$`: '' is the payload, and `states` the reserved one. Undefined for what cannot
 * be assigned to: `$states` itself, its context and its errorOutput.
 */
export function placeOf(name: string, steps: readonly Key[]): Place | undefined {
  if (name === '') return { root: 'payload', steps }
  if (name !== 'states') return { root: 'variable', name, steps }
  const [first, ...rest] = steps
  return first === 'input' || first === 'result' ? { root: first, steps: rest } : undefined
}
