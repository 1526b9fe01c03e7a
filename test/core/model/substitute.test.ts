import { describe, expect, test } from 'vitest'
import { kindOf } from '../../../core/model/fileKind'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import type { StringNode } from '../../../core/syntax/node'
import { rangeOf } from '../../../core/syntax/strings'
import { descendants, toJson } from '../../../core/syntax/walk'

await loadYaml()

const values = new Map([
  ['Word', 'hello'],
  ['Delay', '7'],
  ['Teens', '15'],
  ['Padded', ' -1.5e3 '],
  ['Zeros', '007'],
  ['No', 'null'],
  ['On', 'true'],
  ['Quote', 'say "x"'],
])
const definition = (text: string) =>
  parseDocument(text, { format: 'json', content: 'definition' }, { running: true, values }).definitions[0]!

describe('a definition that a template names has its values', () => {
  test.each([
    ['{"a": "${Word}"}', { a: 'hello' }],
    ['{"a": "<${Word}> ${Nobody} ${Word}"}', { a: '<hello> ${Nobody} hello' }],
    ['{"a": ${Delay}, "b": [${Delay}, ${On}]}', { a: 7, b: [7, true] }],
    ['{"a": ${Word}}', { a: '${Word}' }],
    ['{"a": [${Teens}, ${Padded}, ${Zeros}, ${No}]}', { a: [15, -1500, '${Zeros}', null] }],
    ['{"${Word}": "\\u0041${Quote}\\n"}', { hello: 'Asay "x"\n' }],
    ['{"a": "{% ${Delay} + 1 %}"}', { a: '{% 7 + 1 %}' }],
    ['{"a": "${__proto__} ${constructor}"}', { a: '${__proto__} ${constructor}' }],
  ])('%s', (text, expected) => {
    expect(toJson(definition(text).root)).toEqual(expected)
  })

  // CloudFormation puts the values in before it reads the YAML
  test.each([
    ['a: ${Delay}', { a: 7 }],
    ['a: ${Delay}0', { a: 70 }],
    ['a: ${On}', { a: true }],
    ['a: "${Delay}"', { a: '7' }],
    ["a: '${On}'", { a: 'true' }],
    ['a: |-\n  ${Delay}', { a: '7' }],
    ['a:\n  - ${Word}\n  - b: x${Delay}\n  - ${Delay}', { a: ['hello', { b: 'x7' }, 7] }],
    ['${Delay}: ${Nobody}', { '7': '${Nobody}' }],
    ['a: ${Delay} ${Nobody}', { a: '7 ${Nobody}' }],
  ])('in YAML: %s', (text, expected) => {
    const { definitions } = parseDocument(text, { format: 'yaml', content: 'definition' }, { running: true, values })
    expect(toJson(definitions[0]!.root)).toEqual(expected)
  })

  test('and its states keep their places', () => {
    const text = '{"StartAt": "${Word}", "States": {"${Word}": {"Type": "Wait", "Seconds": ${Delay}, "Comment": "a\\t${Word} b ${X}c"}}}'
    const { root, machine } = definition(text)
    const state = machine.states.get('hello')!
    const at = ({ offset, length }: { offset: number; length: number }) => text.slice(offset, offset + length)
    expect(at(state.key)).toBe('"${Word}"')
    expect(at(rangeOf(state.key, 0, 5))).toBe('${Word}')
    expect(machine.startAt?.target).toBe('hello')
    const seconds = [...descendants(root)].find((node) => node.kind === 'number')!
    expect(at(seconds)).toBe('${Delay}')
    const comment = [...descendants(root)].find((node): node is StringNode => node.kind === 'string' && node.value.startsWith('a\t'))!
    expect(comment.value).toBe('a\thello b ${X}c')
    expect(at(rangeOf(comment, 2, 5))).toBe('${Word}')
    expect(at(rangeOf(comment, 8, 1))).toBe('b')
    const [open] = comment.substitutions!
    expect([open!.name, comment.value.slice(open!.offset, open!.offset + open!.length)]).toEqual(['X', '${X}'])
    expect(at(rangeOf(comment, open!.offset, open!.length))).toBe('${X}')
  })

  test('what stays of a text keeps its places, behind escapes and before them', () => {
    const text = String.raw`{"a": "1\t2${'${Word}'}3\n4${'${Nobody}'}5\t6${'${Quote}'}${'${Delay}'}\u0041"}`
    const string = [...descendants(definition(text).root)].find((node): node is StringNode => node.kind === 'string' && node.value !== 'a')!
    const place = (index: number, length = 1) => {
      const range = rangeOf(string, index, length)
      return text.slice(range.offset, range.offset + range.length)
    }
    const value = '1\t2hello3\n4${Nobody}5\t6say "x"7A'
    expect(string.value).toBe(value)
    for (const each of '123456') expect(place(value.indexOf(each))).toBe(each)
    expect([place(1), place(value.indexOf('\n')), place(value.length - 1)]).toEqual(['\\t', '\\n', '\\u0041'])
    expect([place(value.indexOf('hello'), 5), place(value.indexOf('say'), 7), place(value.indexOf('7'))]).toEqual([
      '${Word}',
      '${Quote}',
      '${Delay}',
    ])
    expect(place(value.indexOf('${'), 9)).toBe('${Nobody}')
  })

  test('a Ref gives a text, and all of it has the place of the name', () => {
    const text = `Parameters:
  Wait: { Type: Number, Default: 15 }
Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { States: { A: { Type: Wait, Seconds: !Ref Wait } } }
`
    const { root } = parseDocument(text, kindOf('template.yaml', text), { running: true }).definitions[0]!
    const node = [...descendants(root)].find((each): each is StringNode => each.kind === 'string' && each.value === '15')!
    for (const [index, length] of [
      [0, 0],
      [0, 1],
      [1, 1],
      [0, 2],
    ] as const) {
      const { offset, length: long } = rangeOf(node, index, length)
      expect('Wait').toContain(text.slice(offset, offset + long))
      expect(offset).toBeGreaterThanOrEqual(node.offset)
    }
    expect(text.slice(node.offset, node.offset + node.length)).toBe('Wait')
  })

  test('an editor sees them as they are written', () => {
    const { root } = parseDocument('{"a": "${Word}"}', { format: 'json', content: 'definition' }, { values }).definitions[0]!
    expect(toJson(root)).toEqual({ a: '${Word}' })
  })

  test('values that would fill the memory stay out', () => {
    const long = new Map([['L', 'x'.repeat(1_000_000)]])
    const text = JSON.stringify({ a: Array.from({ length: 1000 }, () => '${L}') })
    const { root } = parseDocument(text, { format: 'json', content: 'definition' }, { running: true, values: long }).definitions[0]!
    expect(JSON.stringify(toJson(root)).length).toBeLessThan(12_000_000)
  })
})

describe('what a template tells of its names', () => {
  const template = (properties: string) => `Parameters:
  Queue: { Type: String, Default: orders }
  Retries: { Type: Number, Default: 4 }
  Open: { Type: String }
Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
${properties.replace(/^/gm, '      ')}
`
  const parse = (text: string) => parseDocument(text, kindOf('template.yaml', text), { running: true })

  test.each([
    ['word', 'word'],
    ['5', '5'],
    ['true', 'true'],
    ['!Ref Queue', 'orders'],
    ['!Ref Retries', '4'],
    ['!Ref AWS::Region', 'us-east-1'],
    ['!Sub "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Queue}"', 'arn:aws:sqs:us-east-1:123456789012:orders'],
    ['!Sub ["${Own}-${Queue}", { Own: !Ref Retries }]', '4-orders'],
    ['!Sub "${!Literal}"', '${Literal}'],
    ['!Ref Open', undefined],
    ['!Ref Table', undefined],
    ['!GetAtt Function.Arn', undefined],
    ['!Sub "${Function}-x"', undefined],
    ['"{{resolve:ssm:name}}"', undefined],
  ])('%s is %j', (value, expected) => {
    const { template: read } = parse(template(`DefinitionUri: m.asl.json\nDefinitionSubstitutions:\n  X: ${value}`))
    expect(read!.files[0]!.values.get('X')).toBe(expected)
  })

  test('stands in a definition that is in the template too', () => {
    const text = template(`DefinitionSubstitutions: { Word: hello, Other: !GetAtt F.Arn }
Definition:
  StartAt: A
  States:
    A: { Type: Pass, Result: ["\${Word}", "\${Other}", !Ref Queue, !Sub "q-\${Queue}", !GetAtt F.Arn], End: true }`)
    const result = (running: boolean) => {
      const { definitions } = parseDocument(text, kindOf('template.yaml', text), { running })
      return (toJson(definitions[0]!.machine.states.get('A')!.node) as { Result: unknown }).Result
    }
    expect(result(true)).toEqual(['hello', '${Other}', 'orders', 'q-orders', '${F.Arn}'])
    expect(result(false)).toEqual(['${Word}', '${Other}', '${Queue}', 'q-${Queue}', '${F.Arn}'])
  })

  test('names of its own are those of an Fn::Sub with two arguments, wherever it stands', () => {
    const text = template(`Definition:
  StartAt: A
  States:
    A: { Type: Pass, Result: [!Sub ["\${Own}/\${Queue}/\${Open}", { Own: !Ref Retries }], !Sub ["\${Queue}", { Queue: "\${Retries}" }]], End: true }`)
    const { definitions } = parseDocument(text, kindOf('template.yaml', text), { running: true })
    expect(toJson(definitions[0]!.machine.states.get('A')!.node)).toMatchObject({ Result: ['4/orders/${Open}', '${Retries}'] })
    const string = template(`DefinitionString: !Sub
  - '{"StartAt": "\${Own}", "States": {"\${Own}": {"Type": "Wait", "Seconds": \${Queue}, "Next": "\${Open}"}}}'
  - { Own: first, Queue: 5 }`)
    const [definition] = parseDocument(string, kindOf('template.yaml', string), { running: true }).definitions
    expect(toJson(definition!.root)).toEqual({ StartAt: 'first', States: { first: { Type: 'Wait', Seconds: 5, Next: '${Open}' } } })
  })

  test('a value may name others, and those that lead in a circle end', () => {
    const values = (substitutions: string) => {
      const text = template(`DefinitionUri: m.asl.json\nDefinitionSubstitutions: ${substitutions}`)
      return Object.fromEntries(parse(text).template!.files[0]!.values)
    }
    expect(values('{ A: "<${B}>", B: "${C}", C: 5, D: "${Nobody}" }')).toEqual({ A: '<5>', B: '5', C: '5', D: '${Nobody}' })
    expect(Object.keys(values('{ A: "${B}${B}", B: "x${A}${A}" }'))).toEqual(['A', 'B'])
  })
})
