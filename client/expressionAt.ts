/** The widest comes first: a path within a JSONata expression or a function call means nothing alone. */
const expressions: readonly RegExp[] = [
  /\{%.*?%\}/g,
  /States\.\w+\([^"]*\)/g,
  // $, $$ and $name, then members, indices and filters. The text between brackets may hold spaces, not the end of the string.
  /\$\$?(?:[A-Za-z_]\w*)?(?:\.\.?(?:\w+|\*)|\[[^\]"]*\])*/g,
]

/** The expression at a column of a line, as the debugger evaluates it: JSONata, an intrinsic function, a path or a variable. */
export function expressionAt(line: string, column: number): { start: number; end: number; text: string } | undefined {
  for (const pattern of expressions) {
    for (const { index, 0: text } of line.matchAll(pattern)) {
      if (index <= column && column <= index + text.length) return { start: index, end: index + text.length, text }
    }
  }
  return undefined
}
