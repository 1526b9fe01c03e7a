import { describe, expect, test } from 'vitest'
import { isExpression, languages, type Place, placeIn } from '../../../core/expressions/language'

const { JSONPath, JSONata } = languages

describe('a member of an expression', () => {
  test.each<[string, string | number, string | undefined, string | undefined]>([
    ['$.a', 'b', '$.a.b', '$.a.b'],
    ['$', 0, '$[0]', '$[0]'],
    ['$', 'größe', '$.größe', '$.größe'],
    ['$.a', 'b c', "$.a['b c']", '$.a.`b c`'],
    ['$.a', '1a', "$.a['1a']", '$.a.`1a`'],
    ['$.a', 'null', '$.a.null', '$.a.`null`'],
    ['$.a', 'and', '$.a.and', '$.a.`and`'],
    ['$.a', "it's", `$.a["it's"]`, "$.a.`it's`"],
    ['$.a', 'tick`s', "$.a['tick`s']", '$lookup($.a, "tick`s")'],
    ['$.a', '', "$.a['']", '$.a.``'],
    ['$.items[*]', 0, undefined, '($.items[*])[0]'],
    ['$sum($.a)', 'b', undefined, '$sum($.a).b'],
    ['$a + 1', 'b', undefined, '($a + 1).b'],
    ['{% $a & "x" %}', 'b', undefined, '($a & "x").b'],
  ])('%s and %s', (base, key, path, jsonata) => expect([JSONPath.member(base, key), JSONata.member(base, key)]).toEqual([path, jsonata]))
})

describe('a place', () => {
  const payload = (...steps: (string | number)[]): Place => ({ root: 'payload', steps })
  test.each<[string, Place | undefined, Place | undefined]>([
    ['$', payload(), payload()],
    [' $.a[0].b ', payload('a', 0, 'b'), payload('a', 0, 'b')],
    ["$['a b'][-1]", payload('a b', -1), undefined],
    ['$.`a b`', undefined, payload('a b')],
    ['$v.n', { root: 'variable', name: 'v', steps: ['n'] }, { root: 'variable', name: 'v', steps: ['n'] }],
    ['$states.input.a', { root: 'input', steps: ['a'] }, { root: 'input', steps: ['a'] }],
    ['$states.result', { root: 'result', steps: [] }, { root: 'result', steps: [] }],
    ['{% $v %}', undefined, { root: 'variable', name: 'v', steps: [] }],
    ['$states.context', undefined, undefined],
    ['$states', undefined, undefined],
    ['$$', undefined, undefined],
    ['$.a[*]', undefined, undefined],
    ['$sum($v)', undefined, undefined],
    ['a', undefined, undefined],
    ['', undefined, undefined],
  ])('%s', (text, path, jsonata) => expect([JSONPath.place(text), JSONata.place(text)]).toEqual([path, jsonata]))

  test('is read in the other language where the own one does not', () => {
    expect(placeIn('$.`a b`', JSONPath)).toMatchObject({ language: JSONata, place: payload('a b') })
    expect(placeIn("$['a b']", JSONata)).toMatchObject({ language: JSONPath, place: payload('a b') })
    expect(placeIn('$.a', JSONata)?.language).toBe(JSONata)
  })
})

test.each([
  ['$.a', true],
  [' $x', true],
  ['States.UUID()', true],
  ['{% 1 %}', true],
  ['1', false],
  ['"$x"', false],
  ['{}', false],
])('%j is meant as an expression: %s', (text, is) => expect(isExpression(text)).toBe(is))
