import { isArray, isObject, type Json } from '../base/json'

/**
 * Whether a condition holds. False for nothing, null, false, 0, an empty text or object, and an array in which no item holds; any depth.
 * Source: JSONata, casting to boolean ($boolean).
 */
export function isTrue(value: Json | undefined): boolean {
  // The arrays in arrays wait on a stack: they may be nested deeper than the stack of calls.
  const waiting: (Json | undefined)[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (isArray(next)) for (const item of next) waiting.push(item)
    else if (isObject(next) ? Object.keys(next).length > 0 : next) return true
  }
  return false
}
