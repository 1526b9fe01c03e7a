/**
 * The candidate that a misspelt name most likely means: the fewest edits (a change of case counts least), at most about a third of
 * its length. Undefined where none is near. Long names and long lists are cut off, so that it stays cheap on any input.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > 100) return undefined
  const lower = name.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.floor(name.length / 3) + 1
  let seen = 0
  for (const candidate of candidates) {
    if (++seen > 5000) break
    const other = candidate.toLowerCase()
    if (other === lower) return candidate
    if (Math.abs(other.length - lower.length) >= bestDistance) continue
    const distance = editDistance(lower, other, bestDistance)
    if (distance < bestDistance) {
      bestDistance = distance
      best = candidate
    }
  }
  return best
}

/** Edits between two texts where two neighbours that change places are one edit; `limit` or more where there are that many. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let smallest = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      if (cost < smallest) smallest = cost
    }
    if (smallest >= limit) return limit
    before = last
    last = row
  }
  return last[b.length]!
}

/**
 * `nearest` for so many names, and undefined for all further ones: a text with thousands of misspelt names is answered without looking at
 * all of them for each.
 */
export function nearestOften(times: number): typeof nearest {
  let left = times
  return (name, candidates) => (left-- > 0 ? nearest(name, candidates) : undefined)
}
