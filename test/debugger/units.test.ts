import { describe, expect, test } from 'vitest'
import { typeName } from '../../core/base/json'
import { preview } from '../../core/base/preview'
import { parseLogMessage } from '../../core/conditions/logMessage'
import { isTrue } from '../../core/conditions/truth'
import { exceptionFilters } from '../../debugger/breakpoints/exceptions'
import { parseHitCondition } from '../../debugger/breakpoints/hitCount'
import { nodeSystem } from '../../hosts/node/debugSystem'

describe('hit conditions', () => {
  test.each([
    ['3', [3]],
    ['= 3', [3]],
    ['== 3', [3]],
    ['>3', [4, 5, 6]],
    ['>= 5', [5, 6]],
    ['<2', [1]],
    ['<= 2', [1, 2]],
    ['% 2', [2, 4, 6]],
    ['>0', [1, 2, 3, 4, 5, 6]],
    ['%1', [1, 2, 3, 4, 5, 6]],
  ])('%s', (text, hits) => {
    const holds = parseHitCondition(text)!
    expect([1, 2, 3, 4, 5, 6].filter(holds)).toEqual(hits)
  })

  test.each(['', 'x', '> ', '3 4', '-1', '>> 2', '1.5', '0', '== 0', '%0', '<1', '<= 0'])('"%s" is never met', (text) =>
    expect(parseHitCondition(text)).toBeUndefined(),
  )
})

describe('log messages', () => {
  test.each([
    ['plain', [{ text: 'plain' }]],
    ['a {$.b} c', [{ text: 'a ' }, { expression: '$.b' }, { text: ' c' }]],
    ['{ {"a": {"b": 1}} }', [{ expression: '{"a": {"b": 1}}' }]],
    ['{$join(["}", "{"])}!', [{ expression: '$join(["}", "{"])' }, { text: '!' }]],
    ['\\{no\\} {yes}', [{ text: '{no} ' }, { expression: 'yes' }]],
    ['{% $sum([1]) %} {{% 1 %}}', [{ expression: '{% $sum([1]) %}' }, { text: ' ' }, { expression: '{% 1 %}' }]],
    ['open {forever', [{ text: 'open {forever' }]],
    ['', []],
  ])('%s', (message, parts) => expect(parseLogMessage(message)).toEqual(parts))
})

describe('previews', () => {
  test.each([
    [null, 'null', 'null'],
    [1.5, '1.5', 'number'],
    ['a "b"', '"a \\"b\\""', 'string'],
    [[1, [2], {}], '[1,[2],{}]', 'array'],
    [JSON.parse('{"__proto__":{"a":1},"constructor":2}'), '{"__proto__":{"a":1},"constructor":2}', 'object'],
  ])('%j', (value, text, type) => {
    expect(preview(value)).toBe(text)
    expect(typeName(value)).toBe(type)
  })

  test('look at no more than they show', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(preview(deep as never, 20)).toMatch(/^\[{20}…\]+$/)
    expect(preview(deep as never, 10_000)).toMatch(/^\[{201}…\]{201}$/)
    let members: unknown = 1
    for (let i = 0; i < 100_000; i++) members = { a: members }
    expect(preview(members as never, 10_000)).toMatch(/^(\{"a":){201}…\}{201}$/)
    expect(isTrue(deep as never)).toBe(true)
    expect(preview(Array.from({ length: 1_000_000 }, (_, i) => i)).length).toBeLessThan(200)
    expect(preview('😀'.repeat(1000), 21)).toBe(`"${'😀'.repeat(10)}…"`)
  })
})

test('of the errors, the uncaught ones stop a run where nobody has chosen', () =>
  expect(exceptionFilters.map(({ filter, default: on, supportsCondition }) => [filter, on, supportsCondition])).toEqual([
    ['uncaught', true, true],
    ['caught', false, true],
    ['retried', false, true],
    ['runtime', false, true],
    ['tolerated', false, true],
    ['named', false, true],
  ]))

test.each([
  ['/a/./b/../c.json', '/a/c.json', true],
  ['/a/c.json', '/a/d.json', false],
  ['/a/C.json', '/a/c.json', process.platform === 'win32'],
])('%s and %s are one file: %s', (a, b, same) => expect(nodeSystem().files.same(a, b)).toBe(same))
