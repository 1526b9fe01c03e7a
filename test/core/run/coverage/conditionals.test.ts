import { describe, expect, test } from 'vitest'
import { readConditionals } from '../../../../core/expressions/jsonata/conditionals'
import type { DocumentKind } from '../../../../core/model/document'
import { loadYaml, parseDocument } from '../../../../core/model/parse'
import { Tally } from '../../../../core/run/coverage/tally'
import { beginRun, prepareRun } from '../../../../core/run/prepare'
import { programIn } from '../../../../core/run/program'
import { nodePorts } from '../../../../hosts/node/ports'

/** The rest of the text behind the beginning of each way, up to a blank: `+` where it was taken, `-` where it was not. */
async function ways(
  text: string,
  inputs: readonly object[],
  kind: DocumentKind = { format: 'json', content: 'definition' },
  name?: string,
) {
  if (kind.format === 'yaml') await loadYaml()
  const program = programIn(parseDocument(text, kind, { running: true }), name)
  const tally = new Tally()
  for (const input of inputs) {
    const run = prepareRun({ program, input: { value: input as never }, checked: true })
    if (run.kind === 'refused') throw new Error(JSON.stringify(run.problems))
    tally.add({ file: 'm', stateMachine: undefined, text, machine: run.definition.machine })
    const execution = beginRun(run, nodePorts({ task: ({ input }) => ({ kind: 'succeeded', output: input }), ...tally.ports }))
    await execution.run()
    tally.ended(execution.history)
  }
  return tally
    .coverage()
    .flatMap(({ states }) => states.flatMap(({ branches }) => branches))
    .filter(({ kind }) => kind === 'Then' || kind === 'Else')
    .map(({ count, offset }) => `${count > 0 ? '+' : '-'}${/^\S*/.exec(text.slice(offset))![0]}`)
}

/** `Output` of a Pass state. */
const passing = (output: string, more = '') =>
  `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass",${more}"Output":${output},"End":true}}}`

const n = (...values: number[]) => values.map((n) => ({ n }))

describe('conditionals are counted', () => {
  test.each<[string, string, object[], string[]]>([
    ['one way', passing("\"{% $states.input.n > 1 ? 'a' : 'b' %}\""), n(2), ["+'a'", "-'b'"]],
    ['the other', passing("\"{% $states.input.n > 1 ? 'a' : 'b' %}\""), n(0), ["-'a'", "+'b'"]],
    ['a condition that is no boolean, and none at all', passing("\"{% $states.input.x ? 'a' : 'b' %}\""), n(0), ["-'a'", "+'b'"]],
    [
      'those within others',
      passing("\"{% $states.input.n > 1 ? ($states.input.n > 5 ? 'a' : 'b') : ($states.input.n < 0 ? 'c' : 'd') %}\""),
      n(2),
      ['+($states.input.n', '-($states.input.n', "-'a'", "+'b')", "-'c'", "-'d')"],
    ],
    ['without a second way', passing('{"x":"{% $states.input.n > 1 ? 1 %}","y":2}'), n(2), ['+1', '-?']],
    [
      'through escapes, comments and any depth',
      passing('{"a":[{"b":"{%  \\n\\u0024states.input.n > 1 /* ? */\\t?\\n/* : */ \\"a\\" : \'\\u00e9\' %}"}]}'),
      n(2, 0),
      ['+\\"a\\"', "+'\\u00e9'"],
    ],
    [
      'in functions, also those that call themselves',
      passing('"{% ( $f := function($i){ $i > 0 ? $f($i - 1) : 0 }; $f(3) ) %}"'),
      n(0),
      ['+$f($i', '+0'],
    ],
    ['in a function that nobody calls', passing('"{% ( $f := function($i){ $i ? 1 : 0 }; 3 ) %}"'), n(0), ['-1', '-0']],
    [
      'in predicates and groups',
      passing('"{% [1,2][$ > 1 ? true : false]{$string($ = 2 ? 1 : 0): 1} %}"'),
      n(0),
      ['+true', '+false]{$string($', '+1', '-0):'],
    ],
    ['what a regular expression and a text have is none', passing('"{% $match(\'a?b:c\', /a?b/) and true ? 1 : 2 %}"'), n(0), ['+1', '-2']],
    ['none of what is broken', passing('"{% 1 ? : %}"'), n(0), []],
    ['none of what is taken as it is', passing('"1 ? 2 : 3"', '"Comment":"{% 1 ? 2 : 3 %}",'), n(0), []],
    [
      'in variables, conditions, retried and caught states, and processors',
      JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'C',
        States: {
          C: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.n = 1 ? true : false %}', Assign: { v: '{% true ? 11 : 12 %}' }, Next: 'M' }],
            Default: 'M',
          },
          M: {
            Type: 'Map',
            Items: '{% true ? [1,2] : [3] %}',
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
              StartAt: 'T',
              States: {
                T: {
                  Type: 'Task',
                  Resource: 'arn:aws:lambda:us-east-1:1:function:f',
                  Arguments: '{% $states.input = 1 ? 21 : 22 %}',
                  End: true,
                },
              },
            },
            End: true,
          },
        },
      }),
      n(1),
      ['+true', '-false', '+11', '-12', '+[1,2]', '-[3]', '+21', '+22'],
    ],
  ])('%s', async (_, text, inputs, expected) => {
    expect(await ways(text, inputs)).toEqual(expected)
  })

  test('in YAML, folded', async () => {
    const text = [
      'QueryLanguage: JSONata',
      'StartAt: A',
      'States:',
      '  A:',
      '    Type: Pass',
      '    Output: >-',
      '      {% $states.input.n > 1',
      '      ? "many"',
      '      : "few" %}',
      '    End: true',
    ].join('\n')
    expect(await ways(text, n(2), { format: 'yaml', content: 'definition' })).toEqual(['+"many"', '-"few"'])
  })

  test('in a definition that is a text of a template', async () => {
    const text = JSON.stringify({
      Resources: {
        Order: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: { RoleArn: 'arn', DefinitionString: passing('"{% $states.input.n > 1 ? \\"a\\" : 4 %}"') },
        },
      },
    })
    expect(await ways(text, n(2), { format: 'json', content: 'template' }, 'Order')).toEqual(['+\\\\\\"a\\\\\\"', '-4'])
  })

  test('deep nesting is none', () => {
    expect(readConditionals(`${'('.repeat(100_000)}1 ? 2 : 3${')'.repeat(100_000)}`)).toEqual([])
    expect(readConditionals('1 ? '.repeat(50).concat('1', ' : 2'.repeat(50)))).toHaveLength(50)
  })
})
