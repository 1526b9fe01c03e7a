import { describe, expect, test } from 'vitest'
import type { StringNode } from '../../../core/syntax/node'
import { indexAt, offsetAt } from '../../../core/syntax/strings'
import { nodeAt, toJson } from '../../../core/syntax/walk'
import { parseYaml } from '../../../core/syntax/yaml'
import { nodeAtPath } from '../../support/tree'

function check(text: string) {
  const { root, problems } = parseYaml(text)
  return { value: root === undefined ? undefined : toJson(root), problems: problems.map(({ message }) => message) }
}

describe('values', () => {
  test.each<[string, string, unknown]>([
    [
      'scalars of the core schema',
      'a: 1\nb: 0x1F\nc: true\nd: null\ne: ~\nf: yes\ng: 1.5\nh: .inf',
      { a: 1, b: 31, c: true, d: null, e: null, f: 'yes', g: 1.5, h: '.inf' },
    ],
    ['keys are texts', '1: a\ntrue: b\nnull: c', { 1: 'a', true: 'b', null: 'c' }],
    ['an empty value', 'Next:\nEnd: true', { Next: null, End: true }],
    ['literal and folded blocks', 'a: |\n  x\n    y\n\nb: >-\n  one\n  two\n\n  three', { a: 'x\n  y\n', b: 'one two\nthree' }],
    ['quotes', "a: 'it''s'\nb: \"tab\\t\\u0041\"", { a: "it's", b: 'tab\tA' }],
    ['anchors and aliases', 'a: &x {p: 1}\nb: *x', { a: { p: 1 }, b: { p: 1 } }],
    ['merge keys give way to what stands there', 'a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3', { a: { p: 1, q: 2 }, b: { p: 1, q: 3 } }],
    ['JSON', '{"a": [1, {"b": "c"}]}', { a: [1, { b: 'c' }] }],
    ['duplicate keys: the last counts', 'a: 1\na: 2', { a: 2 }],
    ['names that objects have of themselves', '__proto__: {x: 1}\nconstructor: 2', JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}')],
    [
      "CloudFormation's tags",
      'a: !Ref X\nb: !Sub "${X}-y"\nc: !GetAtt F.Arn\nd: !Join ["", [a, !Ref B]]\ne: !Unknown z',
      { a: { Ref: 'X' }, b: { 'Fn::Sub': '${X}-y' }, c: { 'Fn::GetAtt': 'F.Arn' }, d: { 'Fn::Join': ['', ['a', { Ref: 'B' }]] }, e: 'z' },
    ],
  ])('%s', (_, text, value) => {
    expect(check(text)).toEqual({ value, problems: [] })
  })

  test('in the YAML 1.1 of templates yes and off are booleans, as values', () => {
    const { root } = parseYaml('yes: Yes\noff: [OFF, "no"]', '1.1')
    expect(toJson(root!)).toEqual({ yes: true, off: [false, 'no'] })
  })

  test('a bracket that closes as far left as its key, as CloudFormation allows', () => {
    const text = 'a:\n    b: {\n      "c": [1],\n  "d": 2\n}\ne: 3\n'
    expect(check(text)).toEqual({ value: { a: { b: { c: [1], d: 2 } }, e: 3 }, problems: [] })
  })
})

describe('broken text still has a tree', () => {
  test.each<[string, string, unknown]>([
    ['a half key', 'A:\n  Type: Pass\n  Nex\nB: 1', 'A'],
    ['an open quote', 'A: "x\nB: 1', 'A'],
    ['a tab', 'A:\n\tB: 1', 'A'],
    ['an alias of nothing', 'A: *nobody', 'A'],
    ['an alias within its own anchor', 'A: &a\n  b: *a', 'A'],
  ])('%s', (_, text, key) => {
    const { value, problems } = check(text)
    expect(problems.length).toBeGreaterThan(0)
    expect(value).toHaveProperty(String(key))
  })

  test('aliases cannot make a bomb', () => {
    const levels = [...'bcdefghij'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`)
    const { problems } = check(`a: &a [${Array(9).fill('x').join(', ')}]\n${levels.join('\n')}`)
    expect(problems).toEqual(['The aliases make the document too large.'])
  })

  test.each(['[', '{"a":', '- ', '? ', '{a: [', '!Sub [ '])('%j 20,000 times is a problem, not a crash', (piece) => {
    expect(check(piece.repeat(20_000)).problems).toContain('The text is nested too deep to be read.')
  })

  test('aliases cannot nest without end either', () => {
    const brackets = (inner: string) => `${'['.repeat(150)}${inner}${']'.repeat(150)}`
    const lines = Array.from({ length: 60 }, (_, i) => `k${i}: &k${i} ${brackets(i === 0 ? 'x' : `*k${i - 1}`)}`)
    const { problems } = check(lines.join('\n'))
    expect(problems).toEqual(['The aliases make the document too large.'])
  })

  test('a second document is a problem', () => {
    expect(check('A: 1\n---\nB: 2\n')).toEqual({ value: { A: 1 }, problems: ['There is one definition in a file.'] })
  })
})

describe('a quoted text whose later lines are shallow', () => {
  const rows: [what: string, text: string, value: unknown][] = [
    ['double quotes', 'A:\n  B: "one\n  two\n three"\nC: 1\n', { A: { B: 'one two three' }, C: 1 }],
    ['single quotes, at the margin', "A:\n  B: 'one\ntwo'\nC: 1\n", { A: { B: 'one two' }, C: 1 }],
    ['an empty line in it', "A:\n  B: 'one\n\n  two'\nC: 1\n", { A: { B: 'one\ntwo' }, C: 1 }],
    ['an item', '- "one\ntwo"\n- 2\n', ['one two', 2]],
    ['several', 'A:\n  B: "one\n  two"\n  C: "three\n four"\nD: \'five\nsix\'\n', { A: { B: 'one two', C: 'three four' }, D: 'five six' }],
    ['a quotation mark of the other kind in it', 'A:\n  B: "it\'s\n  so"\n', { A: { B: "it's so" } }],
    ['lines that end in CR LF', 'A:\r\n  B: "one\r\n  two"\r\nC: 1\r\n', { A: { B: 'one two' }, C: 1 }],
  ]
  test.each(rows)('%s: it is read, with a warning', (_what, text, value) => {
    const { root, problems } = parseYaml(text)
    expect(toJson(root!)).toEqual(value)
    expect(new Set(problems.map(({ severity }) => severity))).toEqual(new Set(['warning']))
    for (const { offset, length } of problems) expect(text.slice(offset, offset + length)).toMatch(/^(["'])[\s\S]*\1$/)
  })

  test('what stands in it and behind it has its place', () => {
    const text = 'A:\n  B: "one\n  two"\n  C: "three\n four"\nD: five\n'
    const { root } = parseYaml(text)
    for (const [path, part] of [
      [['A', 'B'], 'two'],
      [['A', 'C'], 'four'],
      [['D'], 'five'],
    ] as const) {
      const node = nodeAtPath(root, path) as StringNode
      const at = offsetAt(node, node.value.indexOf(part))
      expect(text.slice(at, at + part.length)).toBe(part)
    }
    expect(nodeAt(root, text.indexOf('D'))).toMatchObject({ kind: 'string', value: 'D' })
  })

  const broken: [what: string, text: string][] = [
    ['a quotation mark that is missing', 'A:\n  B: "one\n  C: two\n'],
    ['one that is missing before others', 'A:\n  B: "one\n  C: "two"\n  D: "three"\n'],
  ]
  test.each(broken)('%s is an error still', (_what, text) => {
    expect(parseYaml(text).problems.some(({ severity }) => severity === 'error')).toBe(true)
  })
})

describe('places', () => {
  /** What stands in the file where the value has `part`. */
  test.each<[string, string, string]>([
    ['a plain text', 'key: $.a.b', '$.a.b'],
    ['a quoted text with escapes before it', 'key: "\\t\\u0041 $.a.b"', '$.a.b'],
    ['single quotes with an escape before it', "key: 'it''s $.a.b'", '$.a.b'],
    ['a literal block', 'key: |\n    first\n      second $.a.b\n    third', '$.a.b'],
    ['a folded block', 'key: >-\n  first\n  second $.a.b\n\n  third', '$.a.b'],
    ['a folded plain text', 'key: first\n  second\n\n  third $.a.b', '$.a.b'],
    ['a folded quoted text', 'key: "first \\\n    second\n  third $.a.b"', '$.a.b'],
    ['lines that end in CR LF', 'key: |\r\n  first\r\n  $.a.b\r\n', '$.a.b'],
  ])('%s', (_, text, part) => {
    const node = nodeAtPath(parseYaml(text).root, ['key']) as StringNode
    const index = node.value.indexOf(part)
    expect(index).toBeGreaterThanOrEqual(0)
    for (let i = 0; i < part.length; i++) {
      expect(text[offsetAt(node, index + i)]).toBe(part[i])
      expect(indexAt(node, offsetAt(node, index + i))).toBe(index + i)
    }
  })

  test('the nodes of an alias are at its anchor', () => {
    const text = 'a: &x {Next: B}\nb: *x'
    const node = nodeAtPath(parseYaml(text).root, ['b', 'Next'])
    expect(node).toMatchObject({ offset: text.indexOf('B'), length: 1 })
  })

  test('the innermost node at an offset', () => {
    const text = 'States:\n  A:\n    Next: B\n'
    const { root } = parseYaml(text)
    expect(nodeAt(root, text.indexOf('B'))).toMatchObject({ kind: 'string', value: 'B' })
    expect(nodeAt(root, text.indexOf('Next'))).toMatchObject({ kind: 'string', value: 'Next' })
  })
})
