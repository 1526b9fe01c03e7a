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
