import { type Json, setMember } from '../../base/json'
import type { Budget } from './budget'
import { internals } from './engine'

/**
 * A result that no JSON can hold: a function, or nothing in a place where something has to be. AWS calls it "an unsupported result type".
 */
export class Unsupported {}

const unsupported = new Unsupported()

/** What the package writes on its lists. In a payload it would change what another expression makes of the list. */
const marks = ['sequence', 'cons', 'keepSingleton', 'tupleStream']

/**
 * A result as plain JSON. What is plain already is kept and shared; sequences become arrays without marks, and a number that is none is
 * its text, as on AWS ("Infinity"). It counts as large as it is written: a value with shared parts may be small until then. Throws a BudgetError
 * where that is too large.
 */
export function plain(value: unknown, budget: Budget): Json | Unsupported {
  const { isFunction } = internals()
  let bytes = 0
  const size = (more: number) => budget.check((bytes += more))

  const any = (value: unknown): Json | Unsupported => {
    switch (typeof value) {
      case 'string':
        size(Math.max(8, value.length))
        return value
      case 'boolean':
        size(8)
        return value
      case 'number':
        size(8)
        return Number.isFinite(value) ? value : String(value)
      case 'object':
        if (value === null) return null
        if (Array.isArray(value)) return list(value)
        return isFunction(value) ? unsupported : members(value as Readonly<Record<string, unknown>>)
      default:
        return unsupported
    }
  }
  const list = (items: readonly unknown[]): Json | Unsupported => {
    let copy: Json[] | undefined = marks.some((mark) => Object.hasOwn(items, mark)) ? [] : undefined
    for (let i = 0; i < items.length; i++) {
      if (typeof items[i] === 'object') size(8)
      const item = any(items[i])
      if (item instanceof Unsupported) return item
      if (copy === undefined && item !== items[i]) copy = items.slice(0, i) as Json[]
      copy?.push(item)
    }
    return copy ?? (items as readonly Json[])
  }
  const members = (object: Readonly<Record<string, unknown>>): Json | Unsupported => {
    let copy: Record<string, Json> | undefined
    const keys = Object.keys(object)
    for (const key of keys) {
      size(8 + key.length)
      const value = object[key]
      const item = any(value)
      if (item instanceof Unsupported) return item
      if (copy === undefined && item !== value) {
        copy = {}
        for (const before of keys) {
          if (before === key) break
          setMember(copy, before, object[before] as Json)
        }
      }
      if (copy) setMember(copy, key, item)
    }
    return copy ?? (object as Json)
  }
  return any(value)
}
