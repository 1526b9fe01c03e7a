import { expect, test } from 'vitest'
import { differencesBetween } from '../../../core/base/difference'
import type { Json } from '../../../core/base/json'
import { shownOf } from '../../../core/run/inspect/shown'
import type { Shown, ShownDifference } from '../../../core/run/inspect/types'
import { countsOf, marksOf } from '../../../webview/shared/marks'
import { summaryOf, valueRows, type Want } from '../../../webview/shared/valueRows'

const none = () => undefined

/** The lines as text: indented, `>` folded, `v` open. */
const lines = (shown: Shown, open: readonly string[] = [], page: (want: Want) => Shown | 'gone' | undefined = none) =>
  valueRows(shown, { isOpen: (path) => open.includes(path), page }).map(({ depth, name, foldable, open, summary, wants }) =>
    `${'  '.repeat(depth)}${foldable ? (open ? 'v ' : '> ') : ''}${name ?? ''}${name === undefined ? '' : ': '}${summary}${wants ? ` wants ${wants.steps.join('/')} from ${wants.from}` : ''}`.trimEnd(),
  )
const show = (value: Json, open: readonly string[] = []) => lines({ whole: value }, open)

test.each<[string, Json, string[], string[]]>([
  ['an object shows its members', { a: 1, b: 'x', c: null, d: true }, [], ['a: 1', 'b: "x"', 'c: null', 'd: true']],
  ['what is nested is folded', { a: { b: 1 }, c: [1, 2] }, [], ['> a: {b}', '> c: [2]']],
  ['and opens', { a: { b: { c: 1 } } }, ['/a'], ['v a: {b}', '  > b: {c}']],
  ['an array has its indices', [true, []], [], ['0: true', '1: []']],
  ['a value without members stands alone', 'text', [], ['"text"']],
  ['so does an empty object', {}, [], ['{}']],
  ['a slash in a key makes no other path', { 'a/b': { x: 1 }, a: { b: { x: 2 } } }, ['/a//b'], ['v a/b: {x}', '  x: 1', '> a: {b}']],
  ['any name is a name', JSON.parse('{"__proto__": {"a": 1}, "<b>": 1}'), ['/__proto__'], ['v __proto__: {a}', '  a: 1', '<b>: 1']],
])('%s', (_, value, open, expected) => expect(show(value, open)).toEqual(expected))

test('a long array comes in parts of a hundred', () => {
  const long = Array.from({ length: 250 }, (_, i) => i)
  expect(show(long)).toEqual(['> [0…99]:', '> [100…199]:', '> [200…249]:'])
  expect(show(long, ['/200…'])).toHaveLength(53)
})

test('a very long one in parts of parts', () => {
  const long = Array.from({ length: 1_000_000 }, () => 1)
  expect(show(long)).toHaveLength(100)
  expect(show(long, ['/10000…20000'])[1]).toBe('v [10000…19999]:')
  expect(show(long, ['/10000…20000'])).toHaveLength(200)
})

test('of a payload of a million members no more is read than is shown', () => {
  let read = 0
  const items = new Proxy(new Array<Json>(1_000_000).fill(1), {
    get: (target, key, receiver) => {
      read++
      return Reflect.get(target, key, receiver)
    },
  })
  expect(show({ items })).toEqual(['> items: [1000000]'])
  expect(read).toBeLessThan(10)
})

test('10,000 nested arrays are one line', () => {
  let deep: Json = []
  for (let i = 0; i < 10_000; i++) deep = [deep]
  expect(show(deep)).toEqual(['> 0: [1]'])
})

test.each<[Json, string]>([
  [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, '{a, b, c, d, e, …}'],
  [[1, 2, 3], '[3]'],
  ['say "hi"', '"say \\"hi\\""'],
])('%j in one line: %s', (value, expected) => expect(summaryOf({ whole: value })).toBe(expected))

test('what has not come is fetched when it is opened, and no other', () => {
  const value = { list: Array.from({ length: 300 }, (_, i) => ({ i, text: 'x'.repeat(200) })), small: 1 }
  const shown = shownOf(value)
  expect(lines(shown)).toEqual(['> list: [300]', 'small: 1'])
  const open = ['/list', '/list/200…']
  expect(lines(shown, open).slice(0, 5)).toEqual([
    'v list: [300]',
    '  > [0…99]:',
    '  > [100…199]:',
    '  v [200…299]:',
    '    Reading… wants list from 200',
  ])
  expect(lines(shown, ['/list', '/list/200…'], () => 'gone')[4]).toBe('    Not there any more')
  const page = ({ from }: Want) => shownOf(value.list, from, 64 * 1024)
  expect(lines(shown, [...open, '/list/299'], page).slice(-4)).toEqual([
    '    v 299: {i, text}',
    '      i: 299',
    `      text: "${'x'.repeat(200)}"`,
    'small: 1',
  ])
})

test('a long text unfolds, and goes on by pages', () => {
  const text = 'x'.repeat(5000)
  const shown = shownOf({ text: text.repeat(5) })
  expect(lines(shown)).toEqual(['> text: 25,000 characters'])
  expect(lines(shown, ['/text'])).toEqual(['v text:', '  > 24,800 more characters'])
  expect(lines(shown, ['/text', '/text/text 200'])).toEqual(['v text:  wants text from 200', '  > 24,800 more characters'])
  const page = ({ from }: Want) => shownOf(text.repeat(5), from)
  expect(lines(shown, ['/text', '/text/text 200'], page)).toEqual(['v text:', '  > 22,800 more characters'])
})

test('differences are marked, with what was there, and what is around them', () => {
  const before: Json = { a: 1, gone: [1], deep: { x: { y: 1 } }, same: true }
  const after: Json = { a: 2, deep: { x: { y: 1, z: 2 } }, same: true, made: 'm' }
  const list = differencesBetween(before, after).list.map(
    ({ steps, before, after }): ShownDifference => ({
      steps,
      ...(before !== undefined && { before: { whole: before } }),
      ...(after !== undefined && { after: { whole: after } }),
    }),
  )
  const marks = marksOf(list)
  const rows = valueRows({ whole: after }, { isOpen: (path) => marks.at.get(path) === 'within', page: none, marks })
  expect(rows.map(({ name, mark, was }) => [name, mark, was])).toEqual([
    ['a', 'changed', '1'],
    ['deep', 'within', undefined],
    ['x', 'within', undefined],
    ['y', undefined, undefined],
    ['z', 'added', undefined],
    ['same', undefined, undefined],
    ['made', 'added', undefined],
    ['gone', 'removed', undefined],
  ])
  expect(countsOf(list)).toEqual({ added: 2, removed: 1, changed: 1 })
})
