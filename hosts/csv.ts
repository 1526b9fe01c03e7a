import { parse } from 'csv-parse/sync'

/**
 * Rows of a CSV text, as AWS reads them: an empty line is no row, and a row may be short or long. Undefined where a quote is never closed.
 * Source: RFC 4180; Developer Guide, "CSV file as dataset".
 */
export function csvRows(text: string, delimiter: string): string[][] | undefined {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    })
  } catch {
    return undefined
  }
}
