import { canonicalText } from '../../../base/canonical'
import { mergeSort } from '../sort'
import { badArgument, type Host, type Rows } from './types'

/** $append, $zip, $reverse, $shuffle, $sort, $distinct. */
export function arrays({ budget, call, createSequence, isFunction, isSequence, run }: Host): Rows {
  return {
    append(first: unknown, second: unknown) {
      if (first === undefined) return second
      if (second === undefined) return first
      const left: unknown[] = Array.isArray(first) ? first : [first]
      const right: unknown[] = Array.isArray(second) ? second : [second]
      budget.check((left.length + right.length) * 8)
      budget.work((left.length + right.length) >> 6)
      return left.concat(right)
    },
    zip(...lists: readonly unknown[]) {
      const length = Math.min(...lists.map((list) => (Array.isArray(list) ? list.length : 0)))
      if (length === Number.POSITIVE_INFINITY) return []
      budget.allocate(length * lists.length * 8)
      budget.work((length * lists.length) >> 3)
      return Array.from({ length }, (_, i) => lists.map((list) => (list as unknown[])[i]))
    },
    reverse: (list: readonly unknown[] | undefined) => (list === undefined || list.length <= 1 ? list : [...list].reverse()),
    shuffle(list: readonly unknown[] | undefined) {
      if (list === undefined || list.length <= 1) return list
      const result = [...list]
      for (let i = result.length - 1; i > 0; i--) {
        if ((i & 7) === 0) budget.work(1)
        const j = Math.floor(run.ports.random() * (i + 1))
        const item = result[i]
        result[i] = result[j]
        result[j] = item
      }
      return result
    },
    sort(list: readonly unknown[] | undefined, comparator: unknown) {
      if (!Array.isArray(list) || list.length <= 1) return list
      if (comparator === undefined) {
        const type = typeof list[0]
        if ((type !== 'number' && type !== 'string') || !list.every((item) => typeof item === type)) throw { code: 'D3070', index: 1 }
        return mergeSort(list as (string | number)[], (a, b) => a > b, budget)
      }
      // The order-by operator hands over a function of JavaScript.
      if (!isFunction(comparator)) throw badArgument(2, comparator)
      return mergeSort(list, (a, b) => Boolean(call(this, comparator, [a, b])), budget)
    },
    distinct(list: unknown) {
      if (!Array.isArray(list) || list.length <= 1) return list
      const numbers = new Map<unknown, string>()
      let length = 0
      const special = (value: unknown) => {
        budget.work(1)
        if (typeof value === 'string') budget.check((length += value.length))
        if (!isFunction(value)) return undefined
        if (!numbers.has(value)) numbers.set(value, `function ${numbers.size}`)
        return numbers.get(value)
      }
      const seen = new Set<unknown>()
      const result = list.filter((item) => {
        length = 0
        // Texts and numbers are found as they are; a text made of an object begins with what no other text has.
        const key = typeof item === 'object' && item !== null ? `\u0000${canonicalText(item, special)}` : item
        if (typeof key === 'string') budget.hold(key.length)
        return seen.size < seen.add(key).size
      })
      if (!isSequence(list)) return result
      const sequence = createSequence()
      for (const item of result) sequence.push(item)
      return sequence
    },
  }
}
