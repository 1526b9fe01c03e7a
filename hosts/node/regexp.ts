import { setFlagsFromString } from 'node:v8'

let bounded = false

/**
 * Makes V8 give up backtracking on a regular expression that takes too many steps, and match it in linear time instead: `$match(text, /^(a+)+$/)`
 * of a stranger's definition would else hold this process for ever, and nothing can interrupt it. Expressions with back references
 * or lookaround cannot be matched so, and stay as they are.
 */
export function boundRegularExpressions(): void {
  if (bounded) return
  bounded = true
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
}
