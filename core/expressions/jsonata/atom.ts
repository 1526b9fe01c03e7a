/** A path, a text or a whole call: what needs no parentheses in front of steps, calls and operators. */
const simple = /^(?:(?:\$\$?|\$?\w+)(?:\.(?:\$?\w+|`[^`]*`)|\[-?\d+\])*|"(?:[^"\\]|\\.)*")$/

/** An expression that steps, calls and operators can follow: in parentheses where it needs them. */
export const atom = (expression: string): string => (simple.test(expression) || isCall(expression) ? expression : `(${expression})`)

/** `$name( )`, or all of it in parentheses. */
function isCall(expression: string): boolean {
  if (!/^(?:\$\w+)?\(/.test(expression)) return false
  let depth = 0
  for (let i = 0; i < expression.length; i++) {
    const character = expression[i]
    if (character === '"') i = stringEnd(expression, i)
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return i === expression.length - 1
  }
  return false
}

function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') return i
  }
  return text.length
}
