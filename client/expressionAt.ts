const jsonata = /\{%.*?%\}/g
/** A variable, or a path from one: with names for steps alone, as other steps may use what is bound around them; no function's name. */
const variable = /\$[A-Za-z_]\w*(?:\.[A-Za-z_]\w*\b(?!\s*\())*(?!\w|\s*\()/g
/** The widest comes first: a path within a function call means nothing alone. */
const expressions: readonly RegExp[] = [
  /States\.\w+\([^"]*\)/g,
  // $, $$ and $name, then members, indices and filters. The text between brackets may hold spaces, not the end of the string.
  /\$\$?(?:[A-Za-z_]\w*)?(?:\.\.?(?:\w+|\*)|\[[^\]"]*\])*/g,
]

interface Found {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * The expression at a column of a line, as the debugger evaluates it: a variable or path within JSONata, elsewhere in it the whole of
 * it; an intrinsic function, a path or a variable.
 */
export function expressionAt(line: string, column: number): Found | undefined {
  const whole = matchAt(line, jsonata, column)
  if (whole === undefined) return expressions.map((pattern) => matchAt(line, pattern, column)).find((found) => found !== undefined)
  const part = matchAt(whole.text, variable, column - whole.start)
  return part === undefined ? whole : { ...part, start: whole.start + part.start, end: whole.start + part.end }
}

function matchAt(line: string, pattern: RegExp, column: number): Found | undefined {
  for (const { index, 0: text } of line.matchAll(pattern)) {
    if (index <= column && column <= index + text.length) return { start: index, end: index + text.length, text }
  }
  return undefined
}
