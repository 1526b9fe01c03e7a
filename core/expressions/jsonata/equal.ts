import { isFunction } from './package'
import { run } from './run'

type Members = Readonly<Record<string, unknown>>

/** Whether two values are the same: keys in any order, functions by identity. As the package's, within the budget. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  run.budget.work(1)
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]))
  }
  if (isFunction(a) || isFunction(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal((a as Members)[key], (b as Members)[key]))
  )
}
