import { describe, expect, test } from 'vitest'
import { fieldNames } from '../../../core/model/fieldNames'
import { parseJson } from '../../../core/syntax/json'
import type { StringNode } from '../../../core/syntax/node'
import { indexAt, offsetAt } from '../../../core/syntax/strings'
import { descendants, toJson } from '../../../core/syntax/walk'
import { nodeAtPath } from '../../support/tree'

const readJson = (text: string) => parseJson(text, fieldNames)

/** The value that was read, and each problem as `message: the text that it marks`. */
function check(text: string) {
  const { root, problems } = readJson(text)
  return {
    value: root === undefined ? undefined : toJson(root),
    problems: problems.map(({ message, offset, length }) => `${message} ${text.slice(offset, offset + length)}`),
  }
}

describe('JSON that is right', () => {
  test.each([
    '{}',
    '[]',
    '"text"',
    '-1.5e+3',
    'true',
    'null',
    '{"a":[1,2,{"b":null}],"c":"\\u0041\\n\\"\\\\","":false}',
    '{"__proto__":{"x":1},"constructor":2}',
    '\ufeff{"a":1}',
    ' \t\r\n{ "a" : [ ] } ',
  ])('%s', (text) => {
    expect(check(text)).toEqual({ value: JSON.parse(text.replace('\ufeff', '')), problems: [] })
  })

  test('`${Name}` without quotes is a value that only the deployment knows', () => {
    expect(check('{"Seconds": ${WaitSeconds}, "Retry": [${Retrier}]}')).toEqual({
      value: { Seconds: '${WaitSeconds}', Retry: ['${Retrier}'] },
      problems: [],
    })
  })

  test('substitutions in a string are found, with their places in the value', () => {
    const { root } = readJson('{"Resource": "arn:${AWS::Partition}:x:${Queue.Arn}", "Output": "{% ${ a: 1 } & $x %}"}')
    expect((nodeAtPath(root, ['Resource']) as StringNode).substitutions).toEqual([
      { name: 'AWS::Partition', offset: 4, length: 17 },
      { name: 'Queue.Arn', offset: 24, length: 12 },
    ])
    expect(nodeAtPath(root, ['Output'])).not.toHaveProperty('substitutions')
  })
})

describe('JSON that is wrong, or being typed', () => {
  test.each<[string, unknown, string[]]>([
    ['', undefined, ['The document is empty: a JSON object is expected. ']],
    ['{"a": 1,}', { a: 1 }, ['JSON has no trailing commas. ,']],
    ['[1, 2, ]', [1, 2], ['JSON has no trailing commas. ,']],
    ['{"a": 1 // one\n}', { a: 1 }, ['JSON has no comments. Use the field "Comment". // one']],
    ['{/* x */"a": 1}', { a: 1 }, ['JSON has no comments. Use the field "Comment". /* x */']],
    ['{"Next": }', {}, ['A value is expected. "Next":']],
    ['{"Next": , "End": true}', { End: true }, ['A value is expected. "Next":']],
    ['{"Next": \n "End": true}', { End: true }, ['A value is expected. "Next"']],
    ['{"Next"\n "End": true}', { End: true }, ['A colon and a value are expected. "Next"']],
    ['{"Next" "B"}', { Next: 'B' }, ['A colon is expected. "B"']],
    ['{"a": 1 "b": 2}', { a: 1, b: 2 }, ['A comma is expected. "b"']],
    ['[1 2]', [1, 2], ['A comma is expected. 2']],
    ['{"a": "open\n, "b": 2}', { a: 'open', b: 2 }, ['The string is not closed. "open']],
    ['{"a": 1, "b', { a: 1 }, ['The string is not closed. "b', 'A "}" is missing: this object is not closed. b']],
    ['{"a": [1, {"b": 2}', { a: [1, { b: 2 }] }, ['A "]" is missing: this array is not closed. }']],
    ['{"a": [1, 2, "b": 3}', { a: [1, 2], b: 3 }, ['A "]" is missing: this array is not closed. ,']],
    ['{a: 1}', { a: 1 }, ['A field name in double quotes is expected. a']],
    ['{"a": \'b\'}', { a: "'b'" }, ["A value is expected: a string needs double quotes. 'b'"]],
    ['{"a": 1}}', { a: 1 }, ['The document ends here: nothing may follow. }']],
    ['{"a": "\\q\\u12"}', { a: '' }, ['A \\u escape needs four hexadecimal digits. "\\q\\u12"']],
    ['{"a": 1.}', { a: 1 }, ['This is no JSON number. 1.']],
    ['}', undefined, ['A JSON object is expected. }', 'The document is empty: a JSON object is expected. ']],
  ])('%s', (text, value, problems) => {
    const found = check(text)
    expect(found.value).toEqual(value)
    expect(found.problems.slice(0, problems.length)).toEqual(problems)
  })

  test.each<[string, unknown, string[]]>([
    ['{"a": "open,\n"b": 2}', { a: 'open', b: 2 }, ['The string is not closed. "open']],
    ['{"a": {"b": "open },\n"c": 2}', { a: { b: 'open' }, c: 2 }, ['The string is not closed. "open']],
    ['{"a": "open, "b": "c"}', { a: 'open', b: 'c' }, ['The string is not closed. "open']],
    ['{"a":{"b":"open},"c":{"d":1}}', { a: { b: 'open' }, c: { d: 1 } }, ['The string is not closed. "open']],
    ['["a, "b"]', ['a', 'b'], ['The string is not closed. "a']],
    ['{"a: {\n"b": 2}}', { a: { b: 2 } }, ['The string is not closed. "a']],
    ['{"a: 1,\n"b": 2}', { a: 1, b: 2 }, ['The string is not closed. "a']],
    ['{"a : "c", "b": 2}', { a: 'c', b: 2 }, ['The string is not closed. "a']],
    ['{"a": "\\"x, "b": 2}', { a: '"x', b: 2 }, ['The string is not closed. "\\"x']],
    ['{"a": "{% $x[0]\n, "b": 2}', { a: '{% $x[0]', b: 2 }, ['The string is not closed. "{% $x[0]']],
    ['{"a": open:x", "b": 2}', { a: 'open:x', b: 2 }, ['A value is expected: a string needs double quotes. open:x"']],
    ['{a": 1, "b": 2}', { a: 1, b: 2 }, ['A field name in double quotes is expected. a"']],
  ])('a string that lacks a quote is the only problem: %s', (text, value, problems) => expect(check(text)).toEqual({ value, problems }))

  test('a definition that lacks any one of its quotes has one problem', () => {
    const text =
      '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:x","Retry":[{"ErrorEquals":["x"],"MaxAttempts":2}],"End":true}}}'
    for (const quoted of [text, JSON.stringify(JSON.parse(text), null, 2)])
      for (let at = quoted.indexOf('"'); at !== -1; at = quoted.indexOf('"', at + 1)) {
        const { root, problems } = readJson(quoted.slice(0, at) + quoted.slice(at + 1))
        expect(problems.length, quoted.slice(at)).toBe(1)
        expect(toJson(root!)).toEqual(JSON.parse(text))
      }
  })

  test('every beginning of a definition has a tree whose ranges lie in the text, children within their parents', () => {
    const text = '{"StartAt":"A","States":{"A":{"Type":"Task","Retry":[{"ErrorEquals":["x"],"MaxAttempts":2}],"End":true}}}'
    for (let length = 0; length <= text.length; length++) {
      const { root } = readJson(text.slice(0, length))
      if (root === undefined) continue
      for (const node of descendants(root)) {
        expect(node.offset + node.length).toBeLessThanOrEqual(length)
        if (node.parent === undefined) continue
        expect(node.offset).toBeGreaterThanOrEqual(node.parent.offset)
        expect(node.offset + node.length).toBeLessThanOrEqual(node.parent.offset + node.parent.length)
      }
    }
  })

  test('a text of garbage gets a bounded number of problems', () => {
    expect(readJson('}'.repeat(100_000)).problems.length).toBeLessThanOrEqual(100)
  })
})

describe('depth', () => {
  test.each([
    ['arrays', '['.repeat(100_000)],
    ['closed arrays', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects', '{"a":'.repeat(50_000)],
  ])('100,000 nested %s neither overflow nor hang', (_, text) => {
    const { root } = readJson(text)
    expect(root).toBeDefined()
    toJson(root!)
    expect([...descendants(root!)].length).toBeGreaterThan(50_000)
  })
})

describe('places in strings', () => {
  test.each<[string, string]>([
    ['plain', '"$.a.b"'],
    ['escapes', '"\\"a\\" \\u0041\\\\ b\\/c\\n"'],
    ['not closed', '"abc \\n d'],
  ])('%s: every index maps to the character that makes it, and back', (_, text) => {
    const node = readJson(text).root as StringNode
    for (let index = 0; index < node.value.length; index++) {
      const offset = offsetAt(node, index)
      const escaped = text[offset] === '\\'
      if (!escaped) expect(text[offset]).toBe(node.value[index])
      expect(indexAt(node, offset)).toBe(index)
    }
    expect(offsetAt(node, node.value.length)).toBe(text.endsWith('"') ? text.length - 1 : text.length)
  })
})
