import { describe, expect, test } from 'vitest'
import { jsonError } from '../../../core/analysis/jsonError'
import { validateStateMachineDefinition } from '../../../core/service/validate'

/** The message without its place, and the place as line:column. The start marker's source is left out. */
function said(text: string): string {
  const { message, location } = jsonError(text)!
  expect(message.endsWith(`\n at ${location}`)).toBe(true)
  const [, line, column] = /line: (\d+), column: (\d+)\]$/.exec(location)!
  const short = message.slice(0, -`\n at ${location}`.length).replace(/\[Source: \(String\)"[\s\S]*?"; /g, '[')
  return `${short} @ ${line}:${column}`
}

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"

/** In Jackson's words; lines and columns are counted by hand. */
test.each([
  ['{\n "a": {\n  "b": {"c": 1', 'Unexpected end-of-input: expected close marker for Object (start marker at [line: 3, column: 8]) @ 3:15'],
  ['{\n "a": [1', 'Unexpected end-of-input: expected close marker for Array (start marker at [line: 2, column: 7]) @ 2:9'],
  ['{\r\n "a": [1], "b": {', 'Unexpected end-of-input: expected close marker for Object (start marker at [line: 2, column: 17]) @ 2:18'],
  ['{\r"a": [', 'Unexpected end-of-input: expected close marker for Array (start marker at [line: 2, column: 6]) @ 2:7'],
  ['{"a"', 'Unexpected end-of-input within/between Object entries @ 1:5'],
  ['{"a":', 'Unexpected end-of-input within/between Object entries @ 1:6'],
  ['{"a": 1,\n', 'Unexpected end-of-input within/between Object entries @ 2:1'],
  ['[1,', 'Unexpected end-of-input within/between Array entries @ 1:4'],
  ['{"a": "b', 'Unexpected end-of-input: was expecting closing quote for a string value @ 1:9'],
  ['{"a', 'Unexpected end-of-input in field name @ 1:4'],
  [
    '{"a": "b\nc"}',
    'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value @ 2:1',
  ],
  ['{"a": "\\x"}', "Unrecognized character escape 'x' (code 120) @ 1:10"],
  ['{"a": "\\u12g4"}', "Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence @ 1:13"],
  ['{"a": 01}', 'Invalid numeric value: Leading zeroes not allowed @ 1:8'],
  ['{"a": 1 "b": 2}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries @ 1:10"],
  ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries @ 1:5"],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value @ 1:7"],
  ['{a: 1}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name @ 1:3"],
  ['{"a": }', `Unexpected character ('}' (code 125)): expected a valid value ${values} @ 1:8`],
  ['{"a": yes}', `Unrecognized token 'yes': was expecting ${values} @ 1:10`],
  ['{"a": [1}', "Unexpected close marker '}': expected ']' (for Array starting at [line: 1, column: 7]) @ 1:10"],
  ['{\n "a": 1]', "Unexpected close marker ']': expected '}' (for Object starting at [line: 1, column: 1]) @ 2:9"],
  [
    '{"a": 1, // why\n "b": 2}',
    "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser) @ 1:11",
  ],
  [
    '/* c */ {}',
    "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser) @ 1:2",
  ],
  ['{} x', `Unrecognized token 'x': was expecting ${values} @ 1:5`],
  ['{"\u0085": ', 'Unexpected end-of-input within/between Object entries @ 1:7'],
  ['{"a": "\u{1F600}", }', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name @ 1:14"],
])('%j: %s', (text, expected) => {
  expect(said(text)).toBe(expected)
})

test('a long text is shown by its beginning, at both places', () => {
  const { message } = jsonError(`{"a": "${'x'.repeat(600)}"`)!
  expect(message.match(/"\[truncated 108 chars\]; line: 1, column: /g)).toHaveLength(2)
})

test('what is no JSON has always a place, and an end', () => {
  const whole = '{"a": [1, -2.5e3, "x\\u0041\\n", true, null, {"b": {}}], "c": ""}'
  for (let i = 0; i < whole.length; i++)
    for (const text of [whole.slice(0, i), `${whole.slice(0, i)}#${whole.slice(i)}`, whole.slice(0, i) + whole.slice(i + 1)])
      if (jsonError(text) !== undefined) expect(said(text), text).toMatch(/ @ 1:\d+$/)
})

describe('ValidateStateMachineDefinition', () => {
  test('has the place as location too', () => {
    const text = '{"StartAt": "A",\n "States": }'
    expect(validateStateMachineDefinition(text).diagnostics[0]!.location).toBe(`[Source: (String)"${text}"; line: 2, column: 13]`)
  })
})
