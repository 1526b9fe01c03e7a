/**
 * A JSON value. Payloads are immutable and shared between snapshots, so every member is read-only: a change makes a new
 * value that shares all that did not change.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. Keys are data of a stranger: make objects with `record()`, so that `__proto__` is a plain key. */
export interface JsonObject {
  readonly [key: string]: Json
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** JSON's own names, as AWS and the Variables view say them. */
type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

export const typeName = (value: Json): TypeName =>
  value === null ? 'null' : isArray(value) ? 'array' : (typeof value as 'boolean' | 'number' | 'string' | 'object')

/** The own member `key`, never an inherited one (`constructor`, `toString`). */
export const member = (value: JsonObject, key: string): Json | undefined => (Object.hasOwn(value, key) ? value[key] : undefined)

/** Sets an own member even for the key `__proto__`, on which plain assignment would replace the prototype. */
export function setMember(target: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  else target[key] = value
}
