import { describe, expect, test } from 'vitest'
import { Failure } from '../../../../core/expressions/evaluation/failure'
import { compileTemplate } from '../../../../core/expressions/fields/payloadTemplate'
import { compileResultPath } from '../../../../core/expressions/paths/reference'
import { nodeOf, scope, shown, template } from './support'

test('members with .$ are evaluated, at any depth, and lose the .$', () => {
  const value = { 'a.$': '$.x', b: { 'c.$': '$$.Execution.Id', d: [{ 'e.$': 'States.MathAdd($.x, 1)' }, '$.x'] }, f: '$.x' }
  expect(template(value, { x: 1 })).toEqual({ a: 1, b: { c: 'arn:x', d: [{ e: 2 }, '$.x'] }, f: '$.x' })
})

test('what does not depend on anything is made once and shared', () => {
  const evaluate = compileTemplate(nodeOf({ 'a.$': '$.x', same: { deep: [1, { two: 2 }] } }))
  const [first, second] = [1, 2].map((x) => evaluate({ x }, scope()) as { same: unknown })
  expect(first!.same).toBe(second!.same)
  expect(compileTemplate(nodeOf({ a: [1, null] })).constant).toEqual({ a: [1, null] })
})

test('values of the input are shared, not copied', () => {
  const input = { big: { list: [1, 2, 3] } }
  expect((compileTemplate(nodeOf({ 'a.$': '$.big' }))(input, scope()) as { a: unknown }).a).toBe(input.big)
})

test('an error knows the node that raised it', () => {
  const node = nodeOf({ ok: 1, 'bad.$': '$.nope' })
  const failure = compileTemplate(node)({}, scope()) as Failure
  expect(failure).toBeInstanceOf(Failure)
  expect(failure.node).toBe(node.kind === 'object' && node.members[1]!.value)
})

test.each([[{ 'a.$': 1 }], [{ 'a.$': 'x' }], [{ 'a.$': '$.[' }], [{ 'a.$': 'States.Nope()' }]])(
  '%j is an error when it is run',
  (value) => {
    expect(template(value)).toMatch(/^States.Runtime: /)
  },
)

test('no path is applied to an input that is null, but to a member that is', () => {
  const refused = 'States.Runtime: Unable to apply Path transformation to null or empty input.'
  for (const path of ['$', '$.a', '$.a[*]']) expect(template({ 'a.$': path }, null)).toBe(refused)
  expect(template({ 'a.$': '$$.Execution.Id', b: null }, null)).toEqual({ a: 'arn:x', b: null })
  expect(template({ 'a.$': '$.n' }, { n: null })).toEqual({ a: null })
})

test('__proto__ is a key like any other', () => {
  const value = JSON.parse('{"__proto__.$": "$.a", "constructor": {"__proto__": 2}}')
  expect(JSON.stringify(template(value, { a: 1 }))).toBe('{"__proto__":1,"constructor":{"__proto__":2}}')
})

describe('ResultPath', () => {
  const put = (path: string, root: unknown, value: unknown) => shown(compileResultPath(path)(root as never, value as never))
  test.each([
    ['$', { a: 1 }, 'x', 'x'],
    ['$.r', { a: 1 }, 'x', { a: 1, r: 'x' }],
    ['$.a', { a: 1, b: 2 }, 'x', { a: 'x', b: 2 }],
    ['$.r.s.t', { a: 1 }, 'x', { a: 1, r: { s: { t: 'x' } } }],
    ['$.l[1].t', { l: [1, {}, 3] }, 'x', { l: [1, { t: 'x' }, 3] }],
    ["$['a b']", {}, null, { 'a b': null }],
  ])('%s into %j puts %j', (path, root, value, expected) => {
    expect(put(path, root, value)).toEqual(expected)
  })

  test.each([
    ['$.r', null, 'Unable to apply step "r" to input null'],
    ['$.r', [1], 'Unable to apply step "r" to input [1]'],
    ['$.a.b', { a: 'text' }, 'Unable to apply step "b" to input "text"'],
    ['$.l[5]', { l: [1] }, 'Unable to apply step "5" to input [1]'],
  ])('%s into %j does not fit', (path, root, cause) => {
    expect(put(path, root, 1)).toBe(`States.ReferencePathConflict: ${cause}`)
  })

  test('a value nested 100,000 deep is named in the error', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(put('$.r', deep, 1)).toMatch(/^States.ReferencePathConflict: Unable to apply step "r" to input \[\[/)
  })

  test('only the way to the place is copied', () => {
    const root = { a: { b: 1 }, other: { big: [1] } }
    const result = compileResultPath('$.a.c')(root, 2) as typeof root
    expect(root).toEqual({ a: { b: 1 }, other: { big: [1] } })
    expect(result.other).toBe(root.other)
  })

  test('__proto__ stays data', () => {
    const result = compileResultPath('$.__proto__.polluted')({}, 1) as object
    expect(JSON.stringify(result)).toBe('{"__proto__":{"polluted":1}}')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})
