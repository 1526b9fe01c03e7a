import type { Json } from '../base/json'
import { sameJson } from '../base/jsonText'
import type { State } from '../model/machine'

/** A question that was asked of the world, and its answer. */
export interface Asked<T = unknown> {
  readonly key: string
  readonly input: Json
  /** Undefined until it has come. */
  answer: T | undefined
  /** Whether the answer is still to come. */
  pending: boolean
  /** The question that was asked before under the same key, with another input. */
  readonly before: Asked | undefined
  /** The state whose task has asked it. */
  readonly state: State | undefined
  /** Somebody else is to answer it now: who asks again does not find it. */
  isHidden?: boolean
}

/** The question that was asked with an input, of those under one key. `hidden`: also where somebody else is to answer it now. */
export const sameQuestion = (latest: Asked | undefined, input: Json, hidden = false): Asked | undefined => {
  let known = latest
  while (known !== undefined && ((known.isHidden && !hidden) || !sameJson(known.input, input))) known = known.before
  return known
}
