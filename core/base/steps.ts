import { isArray, isObject, type Json, member } from './json'

/** The value at some steps; undefined where there is none. */
export function valueIn(value: Json | undefined, steps: readonly (string | number)[]): Json | undefined {
  let at = value
  for (const step of steps) {
    if (isArray(at)) at = typeof step === 'number' ? at.at(step) : undefined
    else at = isObject(at) ? member(at, String(step)) : undefined
  }
  return at
}
