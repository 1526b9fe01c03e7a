/**
 * A JSON value. Payloads are immutable and shared between snapshots, so every member is read-only: a change makes a new
 * value that shares all that did not change.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/**
 * A JSON object. Keys are data of a stranger: read it with `member` and write a new one with `setMember`, so that `__proto__` is a plain
 * key.
 */
export interface JsonObject {
  readonly [key: string]: Json
}

/** Whether a value is a JSON object: neither null nor an array. False for undefined, too. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Array.isArray for JSON: it narrows to an array that nobody may change. False for undefined, too. */
export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** JSON's own names, as AWS and the Variables view say them. */
type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

/** The type of a value, where `typeof` says `object` of null and of arrays. */
export const typeName = (value: Json): TypeName =>
  value === null ? 'null' : isArray(value) ? 'array' : (typeof value as 'boolean' | 'number' | 'string' | 'object')

/** The own member `key`, never an inherited one (`constructor`, `toString`); undefined where there is none. */
export const member = (value: JsonObject, key: string): Json | undefined => (Object.hasOwn(value, key) ? value[key] : undefined)

/** Sets an own member even for the key `__proto__`, on which plain assignment would replace the prototype. */
export function setMember(target: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  else target[key] = value
}
