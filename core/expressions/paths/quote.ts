/**
 * A member's name in the brackets of a JSONPath. A backslash in it is a character like any other, on AWS too (recorded). Where a name has both
 * kinds of quotes, nobody knows what AWS reads; `\\'` is what our own reader takes for a quote.
 */
export function quotedName(name: string): string {
  if (!name.includes("'")) return `'${name}'`
  return name.includes('"') ? `'${escapeQuote(name, "'")}'` : `"${name}"`
}

/** The name for between two quotes that stand already. */
export const escapeQuote = (name: string, quote: string): string => name.replaceAll(quote, `\\${quote}`)
