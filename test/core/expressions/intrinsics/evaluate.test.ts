import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../../../core/expressions/intrinsics/base64'
import { javaRandom } from '../../../../core/expressions/intrinsics/javaRandom'
import { evaluate } from '../paths/support'

const input = {
  name: 'Ada',
  list: [1, 2, 3, 4, 5],
  mixed: [1, 1, '1', null, null, true, [1], [1], { a: 1, b: 2 }, { b: 2, a: 1 }],
  object: { Id: 7, Tags: ['a', 'b'], Deep: { x: null } },
  blank: ' ',
}

test.each([
  ["States.Format('Hello {}!', $.name)", 'Hello Ada!'],
  ["States.Format('{}{}', 1, null)", '1null'],
  ["States.Format('{}', $.object)", '{Id=7, Tags=[a, b], Deep={x=null}}'],
  ["States.Format('\\{{}\\} it\\'s', true)", "{true} it's"],
  ['States.StringToJson(\'[1, "x"]\')', [1, 'x']],
  ['States.StringToJson($.blank)', null],
  ['States.JsonToString($.object)', '{"Id":7,"Tags":["a","b"],"Deep":{"x":null}}'],
  ['States.Array()', []],
  ["States.Array($.name, 1, 'x', null, $.list[0])", ['Ada', 1, 'x', null, 1]],
  ['States.ArrayPartition($.list, 2)', [[1, 2], [3, 4], [5]]],
  ['States.ArrayPartition($.list, 1.5)', [[1, 2], [3, 4], [5]]],
  ['States.ArrayContains($.mixed, $.mixed[8])', true],
  ["States.ArrayContains($.list, '1')", false],
  ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['States.ArrayRange(1, 9, 9)', [1]],
  ['States.ArrayRange(3, -3, -3)', [3, 0, -3]],
  ['States.ArrayRange(3, 1, 1)', []],
  ['States.ArrayGetItem($.list, 4)', 5],
  ['States.ArrayGetItem($.mixed, 3)', null],
  ['States.ArrayLength($.mixed)', 10],
  ['States.ArrayUnique($.mixed)', [1, '1', null, true, [1], { a: 1, b: 2 }]],
  ["States.Base64Encode('grüße 😀')", 'Z3LDvMOfZSDwn5iA'],
  ["States.Base64Decode('Z3LDvMOfZSDwn5iA')", 'grüße 😀'],
  ["States.Hash('input', 'SHA-1')", '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
  [
    'States.JsonMerge($.object, States.StringToJson(\'\\{"Id": 8, "New": 1\\}\'), false)',
    { Id: 8, Tags: ['a', 'b'], Deep: { x: null }, New: 1 },
  ],
  ['States.MathRandom(10, 20)', 15],
  ['States.MathAdd(1, -3)', -2],
  ['States.MathAdd(1.5, -1.5)', 1],
  ["States.StringSplit('a-b+c--d', '-+')", ['a', 'b', 'c', 'd']],
  ["States.StringSplit('abc', '')", ['abc']],
  ["States.StringSplit(',,,', ',')", []],
  ['States.UUID()', '00000000-0000-4000-8000-000000000000'],
])('%s', (text, value) => {
  expect(evaluate(text, input)).toEqual(value)
})

test.each([
  ["States.StringToJson('{')", 'The text is no valid JSON'],
  ['States.ArrayGetItem($.list, 5)', 'The index 5 is outside of the array'],
  ['States.ArrayGetItem($.list, -1)', 'The index -1 is outside of the array'],
  ['States.ArrayPartition($.list, $.list[0:0])', 'size must be a number'],
  ['States.ArrayRange(1, 1001, 1)', 'more than 1000 items'],
  ['States.ArrayLength($.name)', 'array must be an array'],
  ["States.Format('{} {}', 1)", '2 {} for 1 arguments'],
  ["States.Base64Decode('a')", 'no valid Base64'],
  ["States.Hash('a', $.name)", 'must be one of MD5'],
  ['States.MathRandom(2, 1)', 'less than'],
])('%s fails with States.IntrinsicFailure', (text, cause) => {
  const result = evaluate(text, input) as string
  expect(result).toContain(`States.IntrinsicFailure: The function '${text}' had the following error: `)
  expect(result).toContain(cause)
})

test('texts of more than 10,000 characters are refused', () => {
  const long = { text: 'x'.repeat(10_001) }
  for (const call of ['States.Base64Encode($.text)', 'States.Base64Decode($.text)', "States.Hash($.text, 'MD5')"]) {
    expect(evaluate(call, long)).toContain('at most 10000 characters')
  }
})

test('an argument that is not there is an error of the run, in the words for arguments', () => {
  expect(evaluate("States.Format('{}', $.zip.code)", {})).toBe(
    "States.Runtime: The function 'States.Format('{}', $.zip.code)' had the following error: The JsonPath argument for the field '$.zip.code' could not be found in the input '{}'",
  )
})

test('a seed gives the numbers of java.util.Random', () => {
  const random = javaRandom(42)
  expect([random.nextDouble(), random.nextDouble()]).toEqual([0.7275636800328681, 0.6832234717598454])
  // The first three of java.util.Random's 31 bits: 1562431130, 117392763, 1467211248.
  const ints = javaRandom(42)
  expect([1, 2, 3, 4, 5].map(() => ints.nextInt(100))).toEqual([30, 63, 48, 84, 70])
  expect(evaluate('States.MathRandom(1, 100, 7)')).toBe(evaluate('States.MathRandom(1, 100, 7)'))
})

test('Base64 agrees with Node for all kinds of text', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'ß', '€', '😀', '\ud800x', '\0\u00ff']) {
    const wellFormed = text.replace('\ud800', '?')
    expect(encodeBase64(text)).toBe(Buffer.from(wellFormed).toString('base64'))
    expect(decodeBase64(encodeBase64(text))).toBe(wellFormed)
  }
  expect(decodeBase64('/w==')).toBe('\ufffd')
  expect(decodeBase64('YQ')).toBe('a')
  expect(['YQ=', 'Y', 'Y!==', '===='].map(decodeBase64)).toEqual([undefined, undefined, undefined, undefined])
})

test('States.ArrayUnique looks at each item once', () => {
  let reads = 0
  const items = Array.from({ length: 2000 }, (_, i) => ({
    get n() {
      reads++
      return i % 1000
    },
  }))
  expect(evaluate('States.ArrayUnique($.items)', { items })).toHaveLength(1000)
  expect(reads).toBe(2000)
})

test('a range of numbers too large to grow by its step ends', () => {
  expect(evaluate('States.ArrayRange($.a, $.b, 1)', { a: 1e20, b: 1e20 })).toEqual([1e20])
})
