const comparisons: { readonly [operator: string]: (hits: number, n: number) => boolean } = {
  '': (hits, n) => hits === n,
  '=': (hits, n) => hits === n,
  '==': (hits, n) => hits === n,
  '===': (hits, n) => hits === n,
  '>': (hits, n) => hits > n,
  '>=': (hits, n) => hits >= n,
  '<': (hits, n) => hits < n,
  '<=': (hits, n) => hits <= n,
  '%': (hits, n) => hits % n === 0,
}

/**
 * A hit condition as js-debug reads it: a number (that very hit), or one after `> >= < <= = == === %`, where `%` means every n-th hit. Undefined for a text
 * that is none, and for one that no hit meets, since the first has the number 1: `0`, `%0`, `<1`.
 */
export function parseHitCondition(text: string): ((hits: number) => boolean) | undefined {
  const match = /^\s*(={1,3}|>|>=|<|<=|%)?\s*(\d+)\s*$/.exec(text)
  if (match === null) return undefined
  const compare = comparisons[match[1] ?? '']!
  const n = Number(match[2])
  const met = [1, n, n + 1].some((hit) => hit > 0 && compare(hit, n))
  return met ? (hits) => compare(hits, n) : undefined
}
