import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRows } from '../../../core/interpreter/items/csv'

test.each<[string, string, string[][] | undefined, string?]>([
  [
    'rows of fields',
    'a,b\r\nc,d\re,f\n',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ],
  ],
  ['no line break at the end', 'a,b', [['a', 'b']]],
  ['an empty field at the end', 'a,', [['a', '']]],
  ['a line without a character is no row', '\n\n,\n \n""\n\n', [['', ''], [' '], ['']]],
  ['nothing', '', []],
  ['a mark of the byte order', '\uFEFFa\n', [['a']]],
  ['a quoted field', '"a,b\nc",d\n', [['a,b\nc', 'd']]],
  ['a quotation mark twice', '"a ""b""","""",""\n', [['a "b"', '"', '']]],
  ['quotation marks within a field', 'a"b",c\n', [['a"b"', 'c']]],
  ['text behind a quoted field', '"a"b,"c" ,d\n', [['"a"b', '"c" ', 'd']]],
  ['a quotation mark that is never closed', 'a\n"b', undefined],
  ['another delimiter', 'a|b,c|"d|e"', [['a', 'b,c', 'd|e']], '|'],
  ['a backslash escapes a backslash', 'C:\\\\x,"C:\\\\"\n', [['C:\\x', 'C:\\']]],
  ['a backslash escapes a quotation mark', '\\"a\\",b\\"c,"d\\"e\\"f"\n', [['"a"', 'b"c', 'd"e"f']]],
  ['a backslash escapes the delimiter', 'a\\,b,"c\\,d"\n', [['a,b', 'c,d']]],
  ['only the delimiter that is used', 'a\\,b|c\\|d\n', [['a,b', 'c|d']], '|'],
  ['before anything else it vanishes', 'a\\bc,"\\d\\ne"\n', [['abc', 'dne']]],
  ['before the end of a line, and of the text', 'a\\\nb\\', [['a'], ['b']]],
  ['a line of one backslash is a row', '\\\n', [['']]],
  ['pairs of them count from the left', '\\\\\\,a\n\\\\,b\n', [['\\,a'], ['\\', 'b']]],
])('%s', (_what, text, rows, delimiter = ',') => {
  expect(csvRows(text, delimiter)).toEqual(rows)
})

/** Two ways to write a field that holds anything: in quotation marks, and with backslashes (line breaks need the former). */
const written = (value: string, delimiter: string, quoted: boolean): string => {
  const escaped = value.replaceAll('\\', '\\\\')
  if (quoted || /[\r\n]/.test(value) || value === '') return `"${escaped.replaceAll('"', '""')}"`
  return escaped.replaceAll('"', '\\"').replaceAll(delimiter, `\\${delimiter}`)
}

test('what is written is read, whatever it holds', () => {
  const field = fc.tuple(fc.string({ unit: fc.constantFrom('a', '"', '\\', ',', '|', '\n', '\r', ' ', '\u00e9') }), fc.boolean())
  const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 4 })
  fc.assert(
    fc.property(rows, fc.constantFrom(',', '|', '\t'), fc.constantFrom('\n', '\r\n'), (table, delimiter, end) => {
      const text = table.map((row) => row.map(([value, quoted]) => written(value, delimiter, quoted)).join(delimiter) + end).join('')
      expect(csvRows(text, delimiter)).toEqual(table.map((row) => row.map(([value]) => value)))
    }),
  )
})

test('any text is read or refused, in one way', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\\', ',', '\n', '\r') }), (text) => {
      const rows = csvRows(text, ',')
      if (rows !== undefined) expect(rows.flat().join('').length).toBeLessThanOrEqual(text.length)
    }),
  )
})
