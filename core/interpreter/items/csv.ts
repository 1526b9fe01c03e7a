/**
 * Rows of a text of separated values, as Step Functions reads them. A line without a character is no row, and a row may be short or long. A
 * field in quotation marks may hold delimiters, line breaks, and quotation marks that are written twice. A backslash escapes a backslash,
 * a quotation mark and the delimiter; before anything else it vanishes. Undefined where a quotation mark is never closed.
 * No more rows than `most` are read. Source: Developer Guide, "How Step Functions parses input CSV files". Quotation marks within a field that does not begin with one are
 * characters.
 */
export function csvRows(text: string, delimiter: string, most = Number.POSITIVE_INFINITY): string[][] | undefined {
  const rows: string[][] = []
  let row: string[] = []
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let lineStart = at
  while ((at < text.length || row.length > 0) && rows.length < most) {
    const field = text[at] === '"' ? quoted(text, at, delimiter) : plain(text, at, delimiter)
    if (field === undefined) return undefined
    row.push(field.value)
    at = field.end
    if (text[at] === delimiter) {
      at++
      continue
    }
    if (at > lineStart) rows.push(row)
    row = []
    at += text.startsWith('\r\n', at) ? 2 : 1
    lineStart = at
  }
  return rows
}

interface Field {
  readonly value: string
  /** Index of the delimiter or line break behind it, or the end of the text. */
  readonly end: number
}

const isLineBreak = (character: string | undefined) => character === '\n' || character === '\r'

function plain(text: string, from: number, delimiter: string): Field {
  let value = ''
  let start = from
  let at = from
  for (; at < text.length && text[at] !== delimiter && !isLineBreak(text[at]); at++) {
    if (text[at] !== '\\') continue
    value += text.slice(start, at)
    start = at + 1
    // what is escaped is no longer looked at
    if (isEscapable(text[start], delimiter)) at++
  }
  return { value: value + text.slice(start, at), end: at }
}

function quoted(text: string, from: number, delimiter: string): Field | undefined {
  let value = ''
  let start = from + 1
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') {
      value += text.slice(start, at)
      start = at + 1
      if (isEscapable(text[start], delimiter)) at++
    } else if (text[at] === '"') {
      value += text.slice(start, at)
      const next = text[at + 1]
      if (next === '"') start = ++at
      else if (next === undefined || next === delimiter || isLineBreak(next)) return { value, end: at + 1 }
      // text stands behind the closing quotation mark: they are characters
      else return plain(text, from, delimiter)
    }
  }
  return undefined
}

const isEscapable = (character: string | undefined, delimiter: string) => character === '\\' || character === '"' || character === delimiter
