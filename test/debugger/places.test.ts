import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/base/json'
import type { Thread } from '../../core/interpreter/api'
import { placeOf } from '../../debugger/values/place'

/** As much of a thread as a place asks for, at one stage of a state. */
function threadAt(stage: string, queryLanguage = 'JSONPath') {
  const payload = { a: { b: 1, 'c d': 2, "it's": 3 }, list: [1, [2], { n: 3 }], text: 'x', none: null }
  const inner: { [name: string]: Json } = { v: { n: 1 }, twice: 'inner' }
  const outer: { [name: string]: Json } = { twice: 'outer', o: [1, 2] }
  const thread = {
    stage,
    state: { name: 'S', queryLanguage },
    payload: payload as Json,
    input: payload as Json,
    scopes: [inner, outer],
    setVariable: (name: string, value: Json) => {
      ;(name in inner ? inner : outer)[name] = value
    },
  }
  return { thread: thread as unknown as Thread, inner, outer, payload }
}

describe('a place that can be assigned to', () => {
  test.each<[string, Json, (payload: never) => unknown]>([
    ['$', { a: 0 }, () => ({ a: 0 })],
    ['$.a.b', 9, (p: { a: object }) => ({ ...p, a: { ...p.a, b: 9 } })],
    ['  $.a.b ', 9, (p: { a: object }) => ({ ...p, a: { ...p.a, b: 9 } })],
    ["$['a']['c d']", 9, (p: { a: object }) => ({ ...p, a: { ...p.a, 'c d': 9 } })],
    ['$.a.`c d`', 9, (p: { a: object }) => ({ ...p, a: { ...p.a, 'c d': 9 } })],
    ["$.a.`it's`", 9, (p: { a: object }) => ({ ...p, a: { ...p.a, "it's": 9 } })],
    ['$.list[0]', 9, (p: { list: Json[] }) => ({ ...p, list: [9, p.list[1], p.list[2]] })],
    ['$.list[-1].n', 9, (p: { list: Json[] }) => ({ ...p, list: [p.list[0], p.list[1], { n: 9 }] })],
    ['$.list[1][0]', 9, (p: { list: Json[] }) => ({ ...p, list: [p.list[0], [9], p.list[2]] })],
    ['$.none', 9, (p: object) => ({ ...p, none: 9 })],
    ['$.added', 9, (p: object) => ({ ...p, added: 9 })],
    ['$.a.added', 9, (p: { a: object }) => ({ ...p, a: { ...p.a, added: 9 } })],
    ['$states.input.text', 9, (p: object) => ({ ...p, text: 9 })],
  ])('%s', (expression, value, becomes) => {
    const { thread, payload } = threadAt('enter')
    const before = JSON.stringify(payload)
    let changes = 0
    const place = placeOf(expression, thread, () => changes++)
    expect(place?.expression).toBe(expression.trim())
    place!.write!(value)
    expect(thread.payload).toEqual(becomes(payload as never))
    expect([changes, JSON.stringify(payload)]).toEqual([1, before])
  })

  test('shows what is there, and null where nothing is yet', () => {
    const { thread } = threadAt('enter')
    const values = ['$.a.b', '$.list[-1].n', '$.added', '$.none', '$v.n', '$twice'].map((each) => placeOf(each, thread, () => {})?.value)
    expect(values).toEqual([1, 3, null, null, 1, 'inner'])
  })

  test.each<[string, 'inner' | 'outer', Json]>([
    ['$v', 'inner', { v: 9, twice: 'inner' }],
    ['$v.n', 'inner', { v: { n: 9 }, twice: 'inner' }],
    ['$twice', 'inner', { v: { n: 1 }, twice: 9 }],
    ['$o[1]', 'outer', { twice: 'outer', o: [1, 9] }],
  ])('is a variable: %s', (expression, scope, becomes) => {
    const at = threadAt('enter')
    placeOf(expression, at.thread, () => {})!.write!(9)
    expect(at[scope]).toEqual(becomes)
  })

  test.each([
    ['JSONPath', '$.a', 'JSONPath'],
    ['JSONPath', '$states.input.a', 'JSONPath'],
    ['JSONPath', '$.a.`c d`', 'JSONata'],
    ['JSONata', '$v', 'JSONata'],
  ])('in a state of %s %s is read as %s', (language, expression, read) =>
    expect(placeOf(expression, threadAt('enter', language).thread, () => {})?.language?.name).toBe(read),
  )
})

test.each([
  ...['', ' ', 'a', '1', '"$.a"', '$.a]', '$.a b', '$.a.', '$.a[', "$['a", '$.a + 1'],
  ...['$.*', '$..b', '$.list[*]', '$.list[0:1]', '$.list[0,1]', '$.list[?(@.n)]', "$['a','text']", '$.list.length()', '@.a'],
  ...['$$', '$$.State.Name', '$states', '$states.context', '$states.result', '$states.errorOutput.Error'],
  ...['$unknown', '$unknown.a', '$sum([1])', '$.text.b', '$.a.b.c', '$.missing.b', '$.list[3]', '$.list[-4]', '$.list[0][0]', '$.none.a'],
])('%j is no place that can be assigned to', (expression) =>
  expect(placeOf(expression, threadAt('enter').thread, () => {})).toBeUndefined(),
)

test.each([
  ['enter', '$states.result.text', false],
  ['result', '$states.result.text', true],
  ['result', '$states.result', true],
  ['result', '$states.context.text', false],
  ['exit', '$states.result.text', false],
])('at the stage %s, %s can be assigned to: %s', (stage, expression, can) => {
  const { thread } = threadAt(stage, 'JSONata')
  expect(placeOf(expression, thread, () => {}) !== undefined).toBe(can)
})

test('the input of a state that has gone on is past', () => {
  const { thread, payload } = threadAt('exit')
  expect(() => placeOf('$states.input.text', thread, () => {})!.write!(1)).toThrow(/The input of S is past/)
  expect(thread.payload).toBe(payload)
})
