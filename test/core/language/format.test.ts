import { describe, expect, test } from 'vitest'
import { format, formatOnType } from '../../../core/language/features/format'
import { applyEdits, open, withCursor } from '../../support/editor'

const options = { tabSize: 2, insertSpaces: true }

/** The text after formatting; formatting it again changes nothing. */
function check(text: string, more: Partial<typeof options> = {}): string {
  const once = applyEdits(text, format(open(text), { ...options, ...more }))
  expect(applyEdits(once, format(open(once), { ...options, ...more }))).toBe(once)
  return once
}

describe('JSON', () => {
  test.each<[string, string, Partial<typeof options>, string]>([
    ['one line', '{"a":1,"b":[true]}', {}, '{\n  "a": 1,\n  "b": [\n    true\n  ]\n}\n'],
    ['tabs', '{"a":{"b":1}}', { insertSpaces: false }, '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n'],
    ['tab size', '{"a":{"b":1}}', { tabSize: 4 }, '{\n    "a": {\n        "b": 1\n    }\n}\n'],
    ['substitutions stay whole', '{"a":${Seconds},"b":[${X}]}', {}, '{\n  "a": ${Seconds},\n  "b": [\n    ${X}\n  ]\n}\n'],
    ['CR LF stays', '{"a":1,\r\n"b":2}', {}, '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n'],
    ['what is formatted', '{\n  "a": 1\n}\n', {}, '{\n  "a": 1\n}\n'],
    ['text that is broken keeps all its characters', '{"a": [1, {"b" "c" }', {}, '{\n  "a": [\n    1,\n    {\n      "b" "c"\n    }\n'],
  ])('%s', (_, text, more, expected) => {
    if (!text.includes('"b" "c"')) expect(check(text, more)).toBe(expected)
    else expect(check(text, more).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })

  test('ten thousand arrays in one another are left alone: their indentation would be quadratic', () => {
    expect(format(open('['.repeat(10_000)), options)).toEqual([])
  })

  test('a range: only its lines', () => {
    const text = '{\n"a":1,\n"b":2,\n"c":3\n}'
    const range = { offset: text.indexOf('"b"'), length: 6 }
    expect(applyEdits(text, format(open(text), options, range))).toBe('{\n"a":1,\n  "b": 2,\n"c":3\n}')
  })

  test.each([
    ['}', '{\n  "A": {"x":1}¦\n}', '{\n  "A": {\n    "x": 1\n  }\n}'],
    [']', '{\n  "A": [1,2]¦\n}', '{\n  "A": [\n    1,\n    2\n  ]\n}'],
    ['\n', '{\n"A":1,\n¦\n}', '{\n  "A": 1,\n\n}'],
  ])('while typing %j', (typed, marked, expected) => {
    const { text, offset } = withCursor(marked)
    expect(applyEdits(text, formatOnType(open(text), offset, typed, options))).toBe(expected)
  })
})

describe('YAML', () => {
  test.each<[string, string, Partial<typeof options>, string]>([
    ['indentation', 'States:\n      A:\n         Type: Pass\n', {}, 'States:\n  A:\n    Type: Pass\n'],
    ['tab size', 'States:\n  A:\n    Type: Pass\n', { tabSize: 4 }, 'States:\n    A:\n        Type: Pass\n'],
    ['one space behind a colon, none before it', 'A:    5\nB :  x\nC:   # why\n  D:   [1]\n', {}, 'A: 5\nB: x\nC:   # why\n  D: [1]\n'],
    ['spaces at the end, and one line break', 'A: 1  \n  \nB: 2\n\n  \n', {}, 'A: 1\n\nB: 2\n'],
    ['a missing line break at the end', 'A: 1', {}, 'A: 1\n'],
    ['lists keep their style', 'A:\n    - x: 1\n      y: 2\nB:\n- z\n', {}, 'A:\n  - x: 1\n    y: 2\nB:\n- z\n'],
    [
      'block texts move as a whole',
      'A:\n      B: |\n          one\n            two  \n\n          three\n',
      {},
      'A:\n  B: |\n      one\n        two  \n\n      three\n',
    ],
    ['flow collections move as a whole', 'A:\n    B: [1,\n          2]\n', {}, 'A:\n  B: [1,\n        2]\n'],
    [
      'comments go with what follows them',
      '# top\nA:\n      # about B\n      B: 1\n# end\n',
      {},
      '# top\nA:\n  # about B\n  B: 1\n# end\n',
    ],
    ['tags and anchors', 'A: &a\n      B: !Sub x\n', {}, 'A: &a\n  B: !Sub x\n'],
    ['broken text is left alone', 'A:\n      B: "x\n', {}, 'A:\n      B: "x\n'],
  ])('%s', (_, text, more, expected) => {
    expect(check(text, more)).toBe(expected)
  })
})
