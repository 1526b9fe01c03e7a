import { expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { diffRows } from '../../../webview/compare/diff'

const signs = { added: '+', removed: '-', changed: '~', within: '.' }

/** The lines as text. */
const lines = (before: Json, after: Json, toggled: readonly string[] = []) =>
  diffRows(before, after, (path) => toggled.includes(path)).map(({ depth, mark, name, before, after, same, foldable, open }) => {
    const text = same === undefined ? `${name ?? ''}${open ? '' : ` ${before ?? ''} | ${after ?? ''}`}` : `${same} same`
    return `${'  '.repeat(depth)}${mark ? signs[mark] : '='} ${foldable ? (open ? 'v ' : '> ') : ''}${text}`.trimEnd()
  })

test.each<[string, Json, Json, string[], string[]]>([
  ['members', { a: 1, b: 2, c: 3 }, { a: 1, b: 4, d: 5 }, [], ['= a 1 | 1', '~ b 2 | 4', '+ d  | 5', '- c 3 |']],
  ['what is within is open', { a: { b: 1 } }, { a: { b: 2 } }, [], ['. v a', '  ~ b 1 | 2']],
  ['and folds', { a: { b: 1 } }, { a: { b: 2 } }, ['/a'], ['. > a {b} | {b}']],
  ['what was added opens', {}, { a: { b: 1 } }, ['/a'], ['+ v a', '  + b  | 1']],
  ['what was removed, too', { a: [1] }, {}, ['/a−'], ['- v a', '  - 0 1 |']],
  ['many of the same are a line', { a: 1, b: 1, c: 1, d: 1, e: 1 }, { a: 1, b: 1, c: 1, d: 1, e: 2 }, [], ['= > 4 same', '~ e 1 | 2']],
  [
    'that opens',
    { a: 1, b: 1, c: 1, d: 1, e: 1 },
    { a: 1, b: 1, c: 1, d: 1, e: 2 },
    ['/=0'],
    ['= a 1 | 1', '= b 1 | 1', '= c 1 | 1', '= d 1 | 1', '~ e 1 | 2'],
  ],
  ['an item that is put in front', [1, 2], [0, 1, 2], [], ['+ 0  | 0', '= 1 1 | 1', '= 2 2 | 2']],
  ['values without members', 1, 'x', [], ['~  1 | "x"']],
  ['of two kinds', { a: 1 }, [1], [], ['~ >  {a} | [1]']],
])('%s', (_, before, after, toggled, expected) => expect(lines(before, after, toggled)).toEqual(expected))

test('thousands of differences come by pages', () => {
  const rows = lines(Array(5000).fill(0), Array(5000).fill(1))
  expect(rows).toHaveLength(201)
  expect(rows.at(-1)).toBe('. > 4800 same')
})
