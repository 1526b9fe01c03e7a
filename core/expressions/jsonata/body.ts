/** Whether a text is an expression: it begins with `{%` and ends with `%}`. Source: ASL specification, Expressions (JSONata). */
export const isDelimited = (text: string): boolean => text.startsWith('{%') && text.endsWith('%}') && text.length >= 4

/** The expression in `{% expression %}`, and its index in the string; undefined for any other string. */
export const jsonataBody = (text: string): { readonly text: string; readonly offset: number } | undefined =>
  isDelimited(text) ? { text: text.slice(2, -2), offset: 2 } : undefined
