const atMost = 10_000
/** Longer texts are read anew: few texts are, and a few of them would be most of what is kept. */
const longest = 5000

/** A function of a text that keeps its results: every keystroke has the same texts read again, and several rules look at each. */
export function keep<T>(parse: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>()
  return (text) => {
    if (text.length > longest) return parse(text)
    let value = kept.get(text)
    if (value === undefined) {
      if (kept.size >= atMost) kept.clear()
      value = parse(text)
      kept.set(text, value)
    }
    return value
  }
}
