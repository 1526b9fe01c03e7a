const comparisons: { readonly [operator: string]: (hits: number, n: number) => boolean } = {
  '': (hits, n) => hits === n,
  '=': (hits, n) => hits === n,
  '==': (hits, n) => hits === n,
  '>': (hits, n) => hits > n,
  '>=': (hits, n) => hits >= n,
  '<': (hits, n) => hits < n,
  '<=': (hits, n) => hits <= n,
  '%': (hits, n) => n > 0 && hits % n === 0,
}

/**
 * A hit condition: a number (that very hit), or one after `> >= < <= = == %`, where `%` means every n-th hit. Undefined for a text
 * that is none.
 */
export function parseHitCondition(text: string): ((hits: number) => boolean) | undefined {
  const match = /^\s*(=|==|>|>=|<|<=|%)?\s*(\d+)\s*$/.exec(text)
  const compare = match && comparisons[match[1] ?? '']
  return compare ? (hits) => compare(hits, Number(match?.[2])) : undefined
}
