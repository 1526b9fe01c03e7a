import { jsonText } from '../text'
import { type Host, isMembers, type Rows } from './types'

/** $string, $boolean, $not: casts of any value. */
export function values({ budget, isFunction }: Host): Rows {
  const boolean = (value: unknown): boolean | undefined => {
    budget.work(1)
    if (value === undefined) return undefined
    if (Array.isArray(value)) return value.some((item) => boolean(item))
    if (typeof value === 'number') {
      if (Math.abs(value) === Number.POSITIVE_INFINITY) throw { code: 'D1001', value }
      return value !== 0 && !Number.isNaN(value)
    }
    if (typeof value === 'string') return value !== ''
    // The package takes a function for an object that is not empty, but for one that is handed over as an argument.
    return isMembers(value) ? isFunction(value) || Object.keys(value).length > 0 : value === true
  }
  return {
    string(value: unknown, pretty = false) {
      if (value === undefined || typeof value === 'string') return value
      if (isFunction(value)) return ''
      if (typeof value === 'number' && !Number.isFinite(value)) throw { code: 'D3001', value }
      return jsonText(value, pretty)
    },
    boolean: (value: unknown) => boolean(value),
    not: (value: unknown) => (value === undefined ? undefined : !boolean(value)),
  }
}
