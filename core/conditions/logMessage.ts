/**
 * A logpoint's message: text with expressions in braces, `Order {$.id} costs {$sum($states.input.items.price)}`. Braces inside an
 * expression and its strings are counted; `\{` is a brace of the text. An open brace that never closes is text.
 */
type LogPart = { readonly text: string } | { readonly expression: string }

/**
 * The parts of a message in their order: texts, and expressions without their braces and the blanks around them, which nobody has read yet.
 * Every message has an answer.
 */
export function parseLogMessage(message: string): LogPart[] {
  const parts: LogPart[] = []
  let text = ''
  for (let i = 0; i < message.length; i++) {
    const char = message[i]!
    if (char === '\\' && /[{}]/.test(message[i + 1] ?? '')) {
      text += message[++i]
      continue
    }
    const end = char === '{' ? closingBrace(message, i) : -1
    if (end < 0) {
      text += char
      continue
    }
    if (text !== '') parts.push({ text })
    text = ''
    const inner = message.slice(i + 1, end).trim()
    // `{% … %}` is JSONata as it is everywhere: it needs no braces around its own.
    parts.push({ expression: inner.length > 1 && inner.startsWith('%') && inner.endsWith('%') ? `{${inner}}` : inner })
    i = end
  }
  if (text !== '') parts.push({ text })
  return parts
}

function closingBrace(message: string, open: number): number {
  let depth = 0
  let quote = ''
  for (let i = open; i < message.length; i++) {
    const char = message[i]!
    if (quote !== '') {
      if (char === '\\') i++
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'" || char === '`') quote = char
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return i
  }
  return -1
}
