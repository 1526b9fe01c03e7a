/** The expression in `{% expression %}`, and its index in the string; undefined for any other string. */
export function jsonataBody(text: string): { readonly text: string; readonly offset: number } | undefined {
  if (text.length < 4 || !text.startsWith('{%') || !text.endsWith('%}')) return undefined
  return { text: text.slice(2, -2), offset: 2 }
}
