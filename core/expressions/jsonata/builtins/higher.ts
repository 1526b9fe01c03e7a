import { hofArguments } from './objects'
import type { Host, Rows } from './types'

type List = readonly unknown[] | undefined

/** $map, $filter, $single, $reduce. */
export function higher(host: Host): Rows {
  const { call, createSequence, getFunctionArity, isFunction } = host
  const holds = (value: unknown) => host.fn.boolean!(value as never) === true
  return {
    map(list: List, func: unknown) {
      if (list === undefined) return undefined
      const result = createSequence()
      for (let i = 0; i < list.length; i++) {
        const made = call(this, func, hofArguments(host, func, list[i], i, list))
        if (made !== undefined) result.push(made)
      }
      return result
    },
    filter(list: List, func: unknown) {
      if (list === undefined) return undefined
      const result = createSequence()
      for (let i = 0; i < list.length; i++) {
        if (holds(call(this, func, hofArguments(host, func, list[i], i, list)))) result.push(list[i])
      }
      return result
    },
    single(list: List, func: unknown) {
      if (list === undefined) return undefined
      let found: number | undefined
      for (let i = 0; i < list.length; i++) {
        if (func !== undefined && !holds(call(this, func, hofArguments(host, func, list[i], i, list)))) continue
        if (found !== undefined) throw { code: 'D3138', index: i }
        found = i
      }
      if (found === undefined) throw { code: 'D3139' }
      return list[found]
    },
    reduce(list: List, func: unknown, start: unknown) {
      if (list === undefined) return undefined
      const arity = isFunction(func) ? getFunctionArity(func) : 0
      if (arity < 2) throw { code: 'D3050', index: 1 }
      const first = start === undefined && list.length > 0
      let result = first ? list[0] : start
      for (let i = first ? 1 : 0; i < list.length; i++) {
        result = call(this, func, [result, list[i], i, list].slice(0, Math.min(arity, 4)))
      }
      return result
    },
  }
}
