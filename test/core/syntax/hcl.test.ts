import { describe, expect, test } from 'vitest'
import { parseHcl, parseHclTemplate } from '../../../core/syntax/hcl/body'
import type { HclExpression, HclPart } from '../../../core/syntax/hcl/types'
import { mapIndex } from '../../../core/syntax/strings'
import { randomOf } from '../../support/fuzz'

/** An expression as a person would draw it. */
function drawn(of: HclExpression): unknown {
  switch (of.kind) {
    case 'literal':
      return of.value
    case 'template':
      return of.parts.map(part).join('')
    case 'object':
      return { object: of.entries.map(({ key, value }) => [drawn(key), drawn(value)]) }
    case 'tuple':
      return of.items.map(drawn)
    case 'call':
      return `${of.name}(${of.parameters.map((each) => JSON.stringify(drawn(each))).join(', ')}${of.spread ? '...' : ''})`
    case 'name':
      return `<${of.name}>`
    case 'get':
      return `${drawn(of.of)}.${of.key === undefined ? '*' : typeof of.key === 'string' ? of.key : JSON.stringify(drawn(of.key))}`
    case 'conditional':
      return [drawn(of.condition), '?', drawn(of.whenTrue), ':', drawn(of.whenFalse)]
    case 'operation':
      return [of.operator, ...of.operands.map(drawn)]
    case 'for':
      return {
        for: of.names,
        of: drawn(of.of),
        key: of.key && drawn(of.key),
        value: drawn(of.value),
        if: of.condition && drawn(of.condition),
      }
    case 'unknown':
      return '?'
  }
}

function part(of: HclPart): string {
  switch (of.kind) {
    case 'text':
      return of.value
    case 'interpolation':
      return `\${${drawn(of.expression)}}`
    case 'if':
      return `[if ${drawn(of.condition)}: ${of.whenTrue.map(part).join('')} | ${of.whenFalse.map(part).join('')}]`
    case 'loop':
      return `[for ${of.names} in ${drawn(of.of)}: ${of.body.map(part).join('')}]`
  }
}

const read = (text: string) => drawn(parseHcl(`x = ${text}`).attributes.get('x')!)

describe('expressions', () => {
  test.each<[string, unknown]>([
    ['1.5e2', 150],
    ['true', true],
    ['null', null],
    ['"a\\n\\"b\\" \\u0041 \\U0001F600 \\\\"', 'a\n"b" A 😀 \\'],
    ['"$${x} %%{y} $x 100%"', '${x} %{y} $x 100%'],
    ['"a ${var.b} c"', 'a ${<var>.b} c'],
    ['"${"inner ${x}"}"', '${inner ${<x>}}'],
    ['[1, "two", [3],]', [1, 'two', [3]]],
    [
      '{ a = 1, "b.$" : 2\n c = 3\n (d) = 4, 5 = 6 }',
      {
        object: [
          ['a', 1],
          ['b.$', 2],
          ['c', 3],
          ['<d>', 4],
          [5, 6],
        ],
      },
    ],
    [
      '{\n  # a comment\n  a = 1 // another\n /* and\n one */ b = 2\n}',
      {
        object: [
          ['a', 1],
          ['b', 2],
        ],
      },
    ],
    ['a.b["c"][0].d', '<a>.b."c".0.d'],
    ['a.*.b[*].0', '<a>.*.b.*.0'],
    ['f(1, g(), [2]...)', 'f(1, "g()", [2]...)'],
    ['f(\n  1,\n  2,\n)', 'f(1, 2)'],
    ['provider::aws::arn("x")', 'provider::aws::arn("x")'],
    ['1 + 2 * 3 == 7 && !a || b', ['||', ['&&', ['==', ['+', 1, ['*', 2, 3]], 7], ['!', '<a>']], '<b>']],
    ['-1 - -2', ['-', ['-', 1], ['-', 2]]],
    ['a ? 1 : b ? 2 : 3', ['<a>', '?', 1, ':', ['<b>', '?', 2, ':', 3]]],
    ['(\n1\n+\n2\n)', ['+', 1, 2]],
    ['[for s in list : upper(s) if s != ""]', { for: ['s'], of: '<list>', key: undefined, value: 'upper("<s>")', if: ['!=', '<s>', ''] }],
    ['{for k, v in map : k => v...}', { for: ['k', 'v'], of: '<map>', key: '<k>', value: '<v>', if: undefined }],
    [
      '{ for = 1, forest = 2 }',
      {
        object: [
          ['for', 1],
          ['forest', 2],
        ],
      },
    ],
    ['<<EOF\n  one\n  ${two}\nEOF\n', '  one\n  ${<two>}\n'],
    ['<<-EOF\n    one\n      two\n\n    EOF\n', 'one\n  two\n\n'],
    ['<<-EOF\r\n  one\r\n  EOF\r\n', 'one\r\n'],
    ['<<EOF\n"quoted" \\n $${x}\nEOF\n', '"quoted" \\n ${x}\n'],
    ['<<EOF\na %{ if x ~}\n  b\n%{ else }c%{ endif ~}\n d\nEOF\n', 'a [if <x>: b\n | c]d\n'],
    ['<<EOF\n%{ for k, v in x }${k}%{ endfor }\nEOF\n', '[for k,v in <x>: ${<k>}]\n'],
    ['"a ${~ x ~} b"', 'a${<x>}b'],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  test.each<[string, unknown]>([
    ['', '?'],
    ['"open', 'open'],
    ['"${', '${?}'],
    ['"${a b}"', '${?}'],
    ['[1, ', [1]],
    ['{ a = ', { object: [['a', '?']] }],
    ['{ a }', { object: [] }],
    ['f(', 'f()'],
    ['a[', '<a>."?"'],
    ['a ?', ['<a>', '?', '?', ':', '?']],
    ['@', '?'],
    ['<<EOF\n never closed', ' never closed'],
    ['"%{ if a }b"', '[if <a>: b | ]'],
    ['"%{ endif }b%{ else }"', 'b'],
  ])('broken: %s', (text, expected) => expect(read(text)).toEqual(expected))
})

test('blocks, labels and attributes', () => {
  const { blocks, attributes } = parseHcl('a = 1\nresource "x" "y" {\n  b = 2\n  inner { c = 3 }\n}\nmodule z {}\n}\nd = 4 ; e')
  expect(blocks.map(({ type, labels, blocks }) => [type, labels.map(({ text }) => text), blocks.map((each) => each.type)])).toEqual([
    ['resource', ['x', 'y'], ['inner']],
    ['module', ['z'], []],
  ])
  expect([...attributes.keys()]).toEqual(['a', 'd'])
  expect(parseHcl('__proto__ = 1').attributes.has('__proto__')).toBe(true)
})

test('each character of a heredoc has its place', () => {
  const text = 'x = <<-EOF\n    a "é"\n\t\tb ${c} $${d}\n    e\n  EOF\n'
  const parts = (parseHcl(text).attributes.get('x') as { parts: readonly HclPart[] }).parts
  for (const each of parts)
    if (each.kind === 'text')
      for (const [i, character] of [...each.value].entries())
        if (each.value.slice(i - 1, i + 1) !== '${')
          expect(text[mapIndex(each.map, i)], `${JSON.stringify(each.value)} ${i}`).toBe(character)
})

describe('hostile texts', () => {
  const many = 50_000
  test.each([
    ['brackets', `x = ${'['.repeat(many)}`],
    ['braces', `x = ${'{a='.repeat(many)}`],
    ['parentheses', `x = ${'('.repeat(many)}`],
    ['calls', `x = ${'f('.repeat(many)}`],
    ['texts in texts', `x = ${'"${'.repeat(many)}`],
    ['choices', `x = ${'a ? b : '.repeat(many)}c`],
    ['signs', `x = ${'!'.repeat(many)}a`],
    ['sums', `x = ${'1 + '.repeat(many)}1`],
    ['steps', `x = a${'.b'.repeat(many)}`],
    ['blocks', 'a {'.repeat(many)],
    ['heredocs', 'x = <<A\n'.repeat(many)],
    ['directives', `x = <<A\n${'%{ if a }'.repeat(many)}\nA`],
    ['quotes', '"'.repeat(many)],
    ['comments', '/*'.repeat(many)],
  ])('%s', (_, text) => {
    parseHcl(text)
    parseHclTemplate(text)
  })

  test('pieces of Terraform in any order', () => {
    const pieces = [
      '"',
      '${',
      '}',
      '%{ if x }',
      '%{',
      '<<EOF\n',
      '<<-A\n',
      'EOF\n',
      '{',
      '[',
      ']',
      '(',
      ')',
      '=',
      '\n',
      'a',
      '.',
      '..',
      '?',
      ':',
      '=>',
      'for ',
      ' in ',
      '~}',
      '\\',
      '\\u12',
      '$${',
      '#',
      '/*',
      '*/',
      '!',
      '-',
      '1',
      ',',
      'resource "aws_sfn_state_machine" "x" ',
      '\ud800',
      '😀',
    ]
    for (let seed = 1; seed <= 2_000; seed++) {
      const { next, pick } = randomOf(seed)
      const text = Array.from({ length: next(60) }, () => pick(pieces)).join('')
      parseHcl(text)
      parseHclTemplate(text)
    }
  })
})
