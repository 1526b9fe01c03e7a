import { isArray, isObject, type Json, setMember } from '../json'

/** A result that no JSON can hold: a function, or nothing in a place where something has to be. */
export class Unsupported {}

const unsupported = new Unsupported()

type Marked = {
  readonly _jsonata_function?: unknown
  readonly _jsonata_lambda?: unknown
  readonly environment?: unknown
  readonly implementation?: unknown
}

const isFunction = (value: unknown): boolean => {
  if (typeof value === 'function') return true
  const marked = value as Marked
  return (
    (marked._jsonata_function === true && typeof marked.implementation === 'function') ||
    (marked._jsonata_lambda === true && typeof marked.environment === 'object')
  )
}

/**
 * A result as plain JSON. What is plain already is kept and shared; sequences become arrays without marks, and a number that is none is
 * its text, as on AWS ("Infinity").
 */
export function plain(value: unknown): Json | Unsupported {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'object':
      if (value === null) return null
      if (isFunction(value)) return unsupported
      if (value instanceof RegExp) return unsupported
      return Array.isArray(value) ? plainArray(value) : plainObject(value as Readonly<Record<string, unknown>>)
    default:
      return unsupported
  }
}

function plainArray(list: readonly unknown[]): Json | Unsupported {
  let copy: Json[] | undefined = Object.keys(list).length === list.length ? undefined : []
  for (let i = 0; i < list.length; i++) {
    const item = plain(list[i])
    if (item instanceof Unsupported) return item
    if (copy === undefined && item !== list[i]) copy = list.slice(0, i) as Json[]
    copy?.push(item)
  }
  return copy ?? (list as readonly Json[])
}

function plainObject(object: Readonly<Record<string, unknown>>): Json | Unsupported {
  let copy: Record<string, Json> | undefined
  for (const key of Object.keys(object)) {
    const value = object[key]
    const item = plain(value)
    if (item instanceof Unsupported) return item
    if (copy === undefined && item !== value) {
      copy = {}
      for (const before of Object.keys(object)) {
        if (before === key) break
        setMember(copy, before, object[before] as Json)
      }
    }
    if (copy) setMember(copy, key, item)
  }
  return copy ?? (object as Json)
}

/** The name of a value's type, as AWS says it in "Expected 'array', but was 'string'". */
export const typeName = (value: Json): string =>
  value === null ? 'null' : isArray(value) ? 'array' : isObject(value) ? 'object' : typeof value
