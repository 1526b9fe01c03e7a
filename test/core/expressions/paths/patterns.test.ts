import { expect, test } from 'vitest'
import { evaluate, jsonata, ports } from './support'

const quick = { ...ports, limits: { jsonataTime: 200 } }

test('a pattern that would take for ever ends a path with States.Runtime', () => {
  const input = { list: [{ a: `${'a'.repeat(60)}!` }] }
  for (const path of ['$.list[?(@.a =~ /^(a+)+\\1$/)]', '$..[?(@.a =~ /(a|aa)+\\1b/)]'])
    expect(evaluate(path, input)).toBe('States.Runtime: The regular expressions of the filter take too long for this value')
  // and the next path has all its time again
  expect(evaluate('$.list[?(@.a =~ /a+!/)].a', input)).toEqual([input.list[0]!.a])
})

test('many items that each match in linear time are no problem', () => {
  const list = Array.from({ length: 500 }, (_, i) => ({ a: 'a'.repeat(200) + i }))
  expect(evaluate('$.list[?(@.a =~ /(a+)+7/)].a', { list })).toEqual([list[7]!.a])
})

test('flags change nothing from one item to the next', () => {
  expect(evaluate('$.list[?(@.a =~ /x/gi)].a', { list: [{ a: 'x' }, { a: 'X' }, { a: 'x' }] })).toEqual(['x', 'X', 'x'])
})

test.each([
  '$match($pad("", 60, "a") & "!", /^(a+)+\\1$/)',
  '$replace($pad("", 60, "a"), /(a|aa)+\\1b/, "x")',
  '$split($pad("", 60, "a"), /(?=(a|aa)+\\1c)/)',
  '$contains($pad("", 60, "a"), /(a|a?)+\\1+!/)',
  '/(a|aa)+\\1b/($pad("", 60, "a"))',
])('%s ends by time', (text) => {
  expect(jsonata(`{% ${text} %}`, {}, { ports: quick })).toContain('Expression evaluation timeout')
})

test.each([
  ['$match($pad("", 100000, "a") & "!", /^(a+)+$/)', 'returned nothing'],
  ['$toMillis($pad("", 3000, "1") & "x", "[H][m][s][f][Y][M][D]")', 'returned nothing'],
  ['$toMillis("2020" & $pad("", 20000, "-01") & "x")', 'D3110'],
  ['$length($replace($pad("", 50000, " ") & "x", /\\s+$/, ""))', 50_001],
] as const)('%s has its answer', (text, value) => {
  const result = jsonata(`{% ${text} %}`)
  if (typeof value === 'number') expect(result).toBe(value)
  else expect(result).toContain(value)
})
