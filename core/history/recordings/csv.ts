/**
 * The rows of a CSV text: a field in quotation marks may hold commas, line breaks, and quotation marks that are written twice. Source: RFC 4180; so CloudWatch
 * Logs Insights exports results. A quotation mark that is never closed ends with the text.
 */
export function exportedRows(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = text.startsWith('\uFEFF') ? 1 : 0
  while (at < text.length) {
    const { value, end } = text[at] === '"' ? quoted(text, at + 1) : plain(text, at)
    row.push(value)
    at = end
    if (text[at] === ',') {
      at++
      continue
    }
    rows.push(row)
    row = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return rows
}

interface Field {
  readonly value: string
  readonly end: number
}

function plain(text: string, from: number): Field {
  let end = from
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end++
  return { value: text.slice(from, end), end }
}

function quoted(text: string, from: number): Field {
  let value = ''
  for (let at = from; ; ) {
    const end = text.indexOf('"', at)
    if (end < 0) return { value: value + text.slice(at), end: text.length }
    value += text.slice(at, end)
    if (text[end + 1] !== '"') return { value, end: end + 1 }
    value += '"'
    at = end + 2
  }
}
