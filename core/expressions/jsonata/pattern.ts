import { Pattern } from '../regexp/pattern'
import { run } from './run'

const patterns = new WeakMap<RegExp, Pattern>()

/** A regular expression as the package uses it, within the budget of the evaluation that runs now. */
export function createPattern(expression: RegExp) {
  let pattern = patterns.get(expression)
  if (!pattern) patterns.set(expression, (pattern = new Pattern(expression)))
  const matcher = {
    lastIndex: 0,
    exec(text: string): (readonly (string | undefined)[] & { readonly index: number }) | null {
      const from = Math.max(0, Math.trunc(Number(matcher.lastIndex)) || 0)
      const match = pattern.exec(text, from, run.budget)
      matcher.lastIndex = match ? match.index + match.groups[0]!.length : 0
      return match ? Object.assign([...match.groups], { index: match.index }) : null
    },
  }
  return matcher
}
