import { type Host, isMembers, type Members, memberOf, put, type Rows } from './types'

/** $keys, $lookup, $spread, $merge, $each, $sift: a name is a name, also `__proto__`; functions have no members. */
export function objects(host: Host): Rows {
  const { budget, createSequence, isFunction } = host
  const isData = (value: unknown): value is Members => isMembers(value) && !isFunction(value)

  const keys = (value: unknown, into: Members): void => {
    budget.work(1)
    if (Array.isArray(value)) for (const item of value) keys(item, into)
    else if (isData(value)) {
      const names = Object.keys(value)
      budget.work(names.length >> 3)
      for (const name of names) into[name] = true
    }
  }
  const listed = (items: readonly unknown[]) => {
    const list = createSequence()
    for (const item of items) list.push(item)
    return list
  }
  const lookup = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) {
      const result = createSequence()
      budget.work(1 + (value.length >> 3))
      for (const item of value) {
        const found = lookup(item, name)
        if (Array.isArray(found)) {
          budget.check((result.length + found.length) * 8)
          budget.work(found.length >> 3)
          for (const each of found) result.push(each)
        } else if (found !== undefined) result.push(found)
      }
      return result
    }
    return isData(value) ? memberOf(value, name) : undefined
  }
  const spread = (value: unknown): unknown => {
    budget.work(1)
    if (Array.isArray(value)) {
      const result: unknown[] = []
      let some = false
      for (const item of value) {
        const part = spread(item)
        if (part === undefined) continue
        some = true
        if (!Array.isArray(part)) result.push(part)
        else for (const each of part) result.push(each)
        budget.check(result.length * 8)
      }
      return some ? result : createSequence()
    }
    if (!isData(value)) return value
    const names = Object.keys(value)
    budget.work(names.length >> 2)
    budget.hold(names.length * 32)
    return listed(names.map((name) => one(name, value[name])))
  }
  const one = (name: string, value: unknown) => {
    const result: Members = {}
    put(result, name, value)
    return result
  }
  return {
    keys(value: unknown) {
      const names: Members = Object.create(null)
      keys(value, names)
      return listed(Object.keys(names))
    },
    lookup: (value: unknown, name: string) => (name === undefined ? undefined : lookup(value, name)),
    spread: (value: unknown) => spread(value),
    merge(list: readonly unknown[] | undefined) {
      if (list === undefined) return undefined
      const result: Members = {}
      for (const item of list) {
        if (!isData(item)) continue
        const names = Object.keys(item)
        budget.work(1 + (names.length >> 2))
        budget.hold(names.length * 16)
        for (const name of names) put(result, name, item[name])
      }
      return result
    },
    each(value: unknown, func: unknown) {
      const result = createSequence()
      for (const name of isData(value) ? Object.keys(value) : []) {
        const made = host.call(this, func, hofArguments(host, func, (value as Members)[name], name, value))
        if (made !== undefined) result.push(made)
      }
      return result
    },
    sift(value: unknown, func: unknown) {
      const result: Members = {}
      let some = false
      for (const name of isData(value) ? Object.keys(value) : []) {
        const item = (value as Members)[name]
        if (!host.fn.boolean!(host.call(this, func, hofArguments(host, func, item, name, value)) as never)) continue
        some = true
        put(result, name, item)
      }
      return some ? result : undefined
    },
  }
}

/** The arguments that a function of the expression takes: the item, where it stands, and all. */
export function hofArguments({ getFunctionArity, isFunction }: Host, func: unknown, item: unknown, at: unknown, all: unknown): unknown[] {
  if (!isFunction(func)) throw { code: 'T1006' }
  const arity = getFunctionArity(func)
  return arity >= 3 ? [item, at, all] : arity === 2 ? [item, at] : [item]
}
