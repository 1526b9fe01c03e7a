import { isArray, isObject, type Json, member } from './json'

/** Whether two values are equal, whatever the order of members. Also false where `most` comparisons do not tell. What is shared is not walked. */
export function equalWithin(a: Json | undefined, b: Json | undefined, most: number): boolean {
  const work: [Json | undefined, Json | undefined][] = [[a, b]]
  let left = most
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    const [one, other] = pair
    if (one === other) continue
    if (left-- <= 0) return false
    if (isArray(one) && isArray(other)) {
      if (one.length !== other.length || one.length > left) return false
      for (let i = 0; i < one.length; i++) work.push([one[i], other[i]])
    } else if (isObject(one) && isObject(other)) {
      const keys = Object.keys(one)
      if (keys.length !== Object.keys(other).length || keys.length > left) return false
      for (const key of keys) work.push([one[key], member(other, key)])
    } else return false
  }
  return true
}
