import { isArray, isObject, type Json, member, setMember } from './json'

/** The value at some steps; undefined where there is none. */
export function valueIn(value: Json | undefined, steps: readonly (string | number)[]): Json | undefined {
  let at = value
  for (const step of steps) {
    if (isArray(at)) at = typeof step === 'number' ? at.at(step) : undefined
    else at = isObject(at) ? member(at, String(step)) : undefined
  }
  return at
}

/** A value with another one at some steps, or with none there; objects are made on the way where nothing is. */
export function withValueAt(value: Json | undefined, steps: readonly (string | number)[], put: Json | undefined): Json | undefined {
  const [step, ...rest] = steps
  if (step === undefined) return put
  if (isArray(value) && typeof step === 'number') {
    const own = withValueAt(value[step], rest, put)
    return [...value.slice(0, step), ...(own === undefined ? [] : [own]), ...value.slice(step + 1)]
  }
  const name = String(step)
  const before = isObject(value) ? value : {}
  const own = withValueAt(member(before, name), rest, put)
  const made: Record<string, Json> = {}
  for (const [key, each] of Object.entries(before)) {
    if (key !== name) setMember(made, key, each)
    else if (own !== undefined) setMember(made, key, own)
  }
  if (own !== undefined && !Object.hasOwn(before, name)) setMember(made, name, own)
  return made
}
