/** How many more brackets of a kind close than open. */
export interface Excess {
  readonly object: number
  readonly array: number
}

/** A closing bracket is counted up, an opening one down; those in strings and in `${Name}` are not. */
export function excessOf(text: string): Excess {
  const excess = { object: 0, array: 0 }
  for (const [part] of text.matchAll(/"(?:[^"\\\r\n]|\\.)*"?|\$\{[^{}\r\n]*\}|[{}[\]]/g)) {
    if (part === '{') excess.object--
    else if (part === '}') excess.object++
    else if (part === '[') excess.array--
    else if (part === ']') excess.array++
  }
  return excess
}

/**
 * The columns of white space from `start` up to, and without, `end`. Nobody knows how wide a tab is shown: it leads to the next multiple of
 * four.
 */
export function widthOf(text: string, start: number, end: number): number {
  let width = 0
  for (let i = start; i < end; i++) width += text.charCodeAt(i) === 9 ? 4 - (width % 4) : 1
  return width
}

/** The offset of the first character from `offset` on that is no white space of JSON; the length of the text where there is none. */
export function skipSpace(text: string, offset: number): number {
  let at = offset
  while (at < text.length && ' \t\r\n'.includes(text[at]!)) at++
  return at
}

/** The offset of the first character of the line that `offset` stands in. CR and LF end a line. */
export function lineStart(text: string, offset: number): number {
  let start = offset
  while (start > 0 && text.charCodeAt(start - 1) !== 10 && text.charCodeAt(start - 1) !== 13) start--
  return start
}

/** UTF-16 units from the beginning of the line, from 0. */
export const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset)

/** The offset of the line break that ends the line of `offset`; the length of the text in the last line. */
export function lineEnd(text: string, offset: number): number {
  let end = offset
  while (end < text.length && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++
  return end
}
