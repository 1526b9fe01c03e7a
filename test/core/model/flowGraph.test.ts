import { describe, expect, test } from 'vitest'
import { Lines } from '../../../core/base/lines'
import { type FlowGraph, type FlowNode, flowGraph } from '../../../core/model/flowGraph'
import { parseDocument } from '../../../core/model/parse'
import { breaksOf, halfTyped } from '../../support/broken'
import { kindOf, open } from '../../support/editor'
import { largeJson, largeYaml } from '../../support/large'

const graphOf = (definition: object | string): FlowGraph => {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
  return flowGraph(open(text).definitions[0]!.machine, new Lines(text))
}

/** "A Task sqs:sendMessage, B ends" of the nodes, and "A -$.x == 1> B" of the edges. */
const nodesOf = ({ nodes }: FlowGraph): string[] =>
  nodes.map(({ name, type, detail, doubt, end }) => [name, type, detail, doubt, end && 'ends'].filter(Boolean).join(' '))
const edgesOf = ({ nodes, edges }: FlowGraph): string[] => {
  const name = (key: string) => nodes.find((node) => node.key === key)!.name
  return edges.map(({ from, to, kind, label }) => `${name(from)} ${kind}${label === undefined ? '' : ` (${label})`} ${name(to)}`)
}
const all = (graph: FlowGraph): FlowNode[] => graph.nodes.flatMap((node) => [node, ...node.machines.flatMap(all)])
const graphs = (graph: FlowGraph): FlowGraph[] => [graph, ...graph.nodes.flatMap(({ machines }) => machines.flatMap(graphs))]

const state = (more: object) => ({ StartAt: 'A', States: { A: more } })

describe('what a state is told by', () => {
  const resource = (Resource: string, more: object = {}) => ({ Type: 'Task', Resource, ...more })
  test.each<[object, string | undefined]>([
    [resource('arn:aws:lambda:us-east-1:123456789012:function:Charge:live'), 'Lambda: Charge'],
    [
      resource('arn:aws:states:::lambda:invoke', { Parameters: { FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:Pay' } }),
      'Lambda: Pay',
    ],
    [resource('arn:aws:states:::lambda:invoke.waitForTaskToken', { Arguments: { FunctionName: 'Ask' } }), 'Lambda: Ask (task token)'],
    [
      resource('arn:aws:states:::lambda:invoke', { Arguments: { FunctionName: '{% $which %}' }, QueryLanguage: 'JSONata' }),
      'Lambda: $which',
    ],
    [resource('arn:aws:states:::lambda:invoke', { Parameters: { 'FunctionName.$': '$.name' } }), 'Lambda: $.name'],
    [resource('arn:aws:states:::lambda:invoke'), 'lambda:invoke'],
    [resource('arn:aws:states:::sqs:sendMessage.waitForTaskToken'), 'sqs:sendMessage.waitForTaskToken'],
    [resource('arn:aws:states:::aws-sdk:dynamodb:getItem'), 'aws-sdk:dynamodb:getItem'],
    [resource('arn:aws:states:us-east-1:123456789012:activity:Approve'), 'Activity: Approve'],
    [resource('${ChargeArn}'), 'Lambda: ${ChargeArn}'],
    [resource('charge'), 'charge'],
    [{ Type: 'Task' }, undefined],
    [{ Type: 'Wait', Seconds: 30 }, '30 s'],
    [{ Type: 'Wait', Seconds: '{% $n  * 2 %}' }, '$n * 2 s'],
    [{ Type: 'Wait', SecondsPath: '$.n' }, '$.n s'],
    [{ Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z' }, '2030-01-01T00:00:00Z'],
    [{ Type: 'Wait', TimestampPath: '$.at' }, '$.at'],
    [{ Type: 'Wait' }, undefined],
    [{ Type: 'Fail', Error: 'Refused' }, 'Refused'],
    [{ Type: 'Map', ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } } }, 'Distributed'],
    [{ Type: 'Map', Iterator: {} }, 'Inline'],
    [{ Type: 'Parallel', Branches: [{}, {}] }, '2 branches'],
    [{ Type: 'Parallel', Branches: [{}] }, '1 branch'],
    [{ Type: 'Pass' }, undefined],
    [{ Type: 'Tsk' }, 'Tsk'],
    [{ Type: 5 }, '5'],
    [{}, undefined],
    [resource('x'.repeat(500)), `${'x'.repeat(79)}…`],
  ])('%j is %s', (more, detail) => expect(graphOf(state(more)).nodes[0]!.detail).toBe(detail))
})

describe('what an edge says', () => {
  const variable = { Variable: '$.total' }
  test.each<[object, string]>([
    [{ ...variable, NumericGreaterThan: 100 }, '$.total > 100'],
    [{ ...variable, NumericLessThanEqualsPath: '$.limit' }, '$.total <= $.limit'],
    [{ ...variable, StringEquals: 'a "gift"' }, '$.total == "a \\"gift\\""'],
    [{ ...variable, StringMatches: 'a*' }, '$.total matches "a*"'],
    [{ ...variable, IsPresent: false }, '$.total is not present'],
    [{ ...variable, IsNumeric: true }, '$.total is a number'],
    [
      {
        And: [
          { ...variable, NumericGreaterThan: 100 },
          { Or: [{ Not: { Variable: '$.a', IsNull: true } }, { Variable: '$.b', BooleanEquals: true }] },
        ],
      },
      '$.total > 100 and (not ($.a is null) or $.b == true)',
    ],
    [{ Condition: '{% $states.input.total\n   > 100 %}' }, '$states.input.total > 100'],
    [{ Condition: true }, 'true'],
    [{ ...variable }, '$.total …'],
    [{ NumericEquals: 1 }, '? == 1'],
    [{}, 'No condition'],
    [{ ...variable, NumericEquals: {} }, '$.total == {…}'],
    [{ And: [] }, 'No condition'],
    [{ And: 5, constructor: true }, 'No condition'],
    [{ ...variable, StringEquals: 'x'.repeat(300) }, `$.total == "${'x'.repeat(59)}…"`],
  ])('a rule %j is %s', (rule, label) => {
    const { edges } = graphOf({ States: { A: { Type: 'Choice', Choices: [{ ...rule, Next: 'A' }] } } })
    expect(edges.map((edge) => edge.label)).toEqual([label])
  })

  test('rules without an end are cut', () => {
    const rule = { Variable: '$.a', StringEquals: 'b' }
    const nested = (depth: number): object => (depth === 0 ? rule : { And: Array(20).fill(nested(depth - 1)) })
    const { edges } = graphOf({ States: { A: { Type: 'Choice', Choices: [{ ...nested(3), Next: 'A' }] } } })
    expect(edges[0]!.label).toMatch(/^\(\(\$\.a == "b" and .*…$/)
    expect(edges[0]!.label!.length).toBe(200)
  })

  test.each<[unknown, string]>([
    [['States.Timeout', 'Late'], 'States.Timeout, Late'],
    [[], 'No error'],
    [undefined, 'No error'],
    ['Late', '"Late"'],
    [Array(12).fill('E'), `${Array(10).fill('E').join(', ')}, …`],
  ])('a Catcher of %j is %s', (ErrorEquals, label) => {
    const { edges } = graphOf(state({ Type: 'Task', Catch: [{ ErrorEquals, Next: 'A' }] }))
    expect(edges.map((edge) => edge.label)).toEqual([label])
  })
})

test('the graph of an order, with what is nested in it', () => {
  const graph = graphOf({
    StartAt: 'Check',
    States: {
      Check: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 1, Next: 'Both' }], Default: 'Done' },
      Both: {
        Type: 'Parallel',
        Branches: [state({ Type: 'Pass', End: true }), state({ Type: 'Pass', End: true })],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
        Next: 'Each',
      },
      Each: { Type: 'Map', ItemProcessor: state({ Type: 'Pass', End: true }), End: true },
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail' },
    },
  })
  expect(nodesOf(graph)).toEqual([
    'Check Choice',
    'Both Parallel 2 branches',
    'Each Map Inline ends',
    'Done Succeed ends',
    'Failed Fail ends',
  ])
  expect(edgesOf(graph)).toEqual([
    'Check Choice ($.n > 1) Both',
    'Check Default (Default) Done',
    'Both Catch (States.ALL) Failed',
    'Both Next Each',
  ])
  expect(graphs(graph).map(({ key, label, startAt }) => [label, key, startAt])).toEqual([
    [undefined, '[]', '["States","Check"]'],
    ['Branches[0]', '["States","Both","Branches",0]', '["States","Both","Branches",0,"States","A"]'],
    ['Branches[1]', '["States","Both","Branches",1]', '["States","Both","Branches",1,"States","A"]'],
    ['ItemProcessor', '["States","Each","ItemProcessor"]', '["States","Each","ItemProcessor","States","A"]'],
  ])
})

describe('what is wrong is drawn, and says so', () => {
  test.each<[string, string | object, string[], string[]]>([
    [
      'targets that are not there, once each',
      { StartAt: 'Z', States: { A: { Next: 'Y' }, B: { Next: 'Y' } } },
      ['A', 'B', 'Z missing', 'Y missing'],
      ['A Next Y', 'B Next Y'],
    ],
    [
      'two states of one name',
      '{"States":{"A":{"Next":"B"},"B":{},"A":{"Next":"A"}}}',
      ['A', 'B', 'A duplicate'],
      ['A Next B', 'A Next A'],
    ],
    ['what the deployment knows', '{"States":{"A":{"Next":"${Target}"}}}', ['A', '${Target} unknown'], ['A Next ${Target}']],
    ['states that the deployment knows', 'States:\n  A:\n    Next: C\n  C: !If [X, {}, {}]\n', ['A', 'C unknown'], ['A Next C']],
    [
      'states of any name, where only the deployment knows all',
      '{"States":{"A":{"Next":"B"},"Fn::Transform":{}}}',
      ['A', 'B unknown'],
      ['A Next B'],
    ],
    ['a text that ends early', '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Ta', ['A Pass', 'B Ta'], ['A Next B']],
    ['nothing at all', '{}', [], []],
    ['states that are none', { States: { A: 5, B: [], __proto__: null, C: {} } }, ['C'], []],
    [
      'names that mean something elsewhere',
      '{"States":{"__proto__":{"Next":"constructor"},"<b onload=x>":{"Next":"__proto__"}}}',
      ['__proto__', '<b onload=x>', 'constructor missing'],
      ['__proto__ Next constructor', '<b onload=x> Next __proto__'],
    ],
  ])('%s', (_, text, nodes, edges) => {
    const graph = graphOf(text)
    expect(nodesOf(graph)).toEqual(nodes)
    expect(edgesOf(graph)).toEqual(edges)
  })

  test('keys are unique also where paths are not', () => {
    const twice =
      '{"States":{"P":{"Type":"Parallel","Branches":[{"States":{"A":{}}}],"Branches":[{"States":{"A":{}}}]},"P":{"Branches":[{"States":{"A":{}}}]}}}'
    const keys = [...graphs(graphOf(twice)), ...all(graphOf(twice))].map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toContain('["States","P","Branches",0,"States","A"]~3')
  })

  test('where each is in its file', () => {
    const { nodes } = graphOf('{"States":\r\n{\n "A": {"Next": "B"} }}')
    expect(nodes.map(({ place }) => place)).toEqual([
      { key: { offset: 15, length: 3 }, range: { offset: 15, length: 18 }, line: 3, column: 2 },
      { key: { offset: 29, length: 3 }, range: { offset: 29, length: 3 }, line: 3, column: 16 },
    ])
  })

  test('the machines of a template, in their YAML', () => {
    const text =
      'Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition:\n        StartAt: A\n        States:\n          A:\n            Type: Task\n            Resource: !GetAtt Charge.Arn\n            End: true\n'
    const { definitions } = parseDocument(text, { format: 'yaml', content: 'template' })
    const graph = flowGraph(definitions[0]!.machine, new Lines(text))
    expect(nodesOf(graph)).toEqual(['A Task ${Charge.Arn} ends'])
    expect(graph.nodes[0]!.place.line).toBe(8)
  })
})

describe('any text has a graph', () => {
  const sane = (text: string) => {
    for (const { machine } of parseDocument(text, kindOf(text)).definitions) {
      const graph = flowGraph(machine, new Lines(text))
      const keys = new Set<string>()
      for (const each of graphs(graph)) {
        const own = new Set(each.nodes.map(({ key }) => key))
        if (each.startAt !== undefined) expect(own).toContain(each.startAt)
        for (const { from, to } of each.edges) expect(own.has(from) && own.has(to)).toBe(true)
        for (const key of [each.key, ...own]) {
          expect(keys.has(key)).toBe(false)
          keys.add(key)
        }
      }
      return graph
    }
    return undefined
  }
  const text = JSON.stringify(
    {
      StartAt: 'C',
      States: { C: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'P' }] }, P: { Branches: [state({ Next: 'A' })] } },
    },
    null,
    1,
  )
  test('with a sign too few or too many, and half typed', () => {
    for (const { text: broken } of [...breaksOf(text), ...halfTyped(text)]) sane(broken)
  })
  test.each(Object.entries({ ...largeJson, ...largeYaml }))('with %s', (_, make) => {
    sane(make(3000, 'm'))
  })
  test('with more than anyone looks at', () => {
    const many = sane(largeJson['states on one line']!(12_000, 'm'))!
    expect([many.nodes.length, many.left]).toEqual([10_000, 2_000])
    const wide = sane(largeJson['Choice states that lead to each other']!(25_000, 'm'))!
    expect([wide.nodes.length, wide.edges.length, wide.left]).toEqual([159, 20_000, undefined])
    let deep: object = state({ Type: 'Pass' })
    for (let i = 0; i < 80; i++) deep = state({ Type: 'Map', ItemProcessor: deep })
    const nested = sane(JSON.stringify(deep))!
    expect([all(nested).length, nested.left]).toEqual([51, 30])
  })
})
