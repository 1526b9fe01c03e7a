import { describe, expect, test } from 'vitest'
import { analyse } from '../../../core/analysis/analyse'
import { flowGraphs } from '../../../core/language/features/flowGraphs'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { open } from '../../support/editor'

await loadYaml()

const marks = (text: string) => {
  const document = open(text)
  return flowGraphs(document, analyse(document)).flatMap((each) =>
    each.marks.map(({ key, severity, count }) => `${severity} ${count} ${key}`),
  )
}

describe('the problems of a state stand at its node', () => {
  test.each<[string, string, string[]]>([
    ['nothing is wrong', '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}', []],
    [
      'at the innermost state, and at the name of what is missing',
      '{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Z"}}},"End":true,"Wrong":1}}}',
      ['error 2 ["States","M"]', 'error 1 ["States","M","ItemProcessor","States","Z"]'],
    ],
    [
      'at two states of one name, each its own',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"},"A":{"Type":"Sucreed"}}}',
      ['error 2 ["States","A"]~2'],
    ],
    ['in a text that ends early', '{"StartAt":"A","States":{"A":{"Type":"Pass","Ne', ['error 2 ["States","A"]']],
    ['outside of the states nowhere', '{"StartAt":5,"States":{"A":{"Type":"Succeed"}}}', []],
  ])('%s', (_, text, expected) => expect(marks(text)).toEqual(expected))
})

test('the gravest are told first, and not more than a few', () => {
  const document = open('{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}')
  const { offset, length } = document.definitions[0]!.machine.states.get('A')!.member
  const severities = ['hint', 'information', 'warning', 'error', 'warning', 'warning', 'warning'] as const
  const problems = severities.map((severity, i) => ({ code: 'X', severity, message: `${severity} ${i}`, offset, length }))
  expect(flowGraphs(document, problems)[0]!.marks).toEqual([
    {
      key: '["States","A"]',
      severity: 'error',
      messages: ['error 3', 'warning 2', 'warning 4', 'warning 5', 'warning 6'],
      count: 6,
    },
  ])
})

test('each machine of a template is a graph', () => {
  const machine = (id: string, start: string) =>
    `  ${id}:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: {"StartAt": "${start}", "States": {"A": {"Type": "Succeed"}}}\n`
  const document = parseDocument(`Resources:\n${machine('One', 'A')}${machine('Two', 'B')}`, { format: 'yaml', content: 'template' })
  const graphs = flowGraphs(document, analyse(document))
  expect(graphs.map(({ name, graph, marks }) => [name, graph.nodes.length, marks.length])).toEqual([
    ['One', 1, 0],
    ['Two', 2, 1],
  ])
  expect(document.text.slice(graphs[0]!.range.offset).startsWith('{"StartAt": "A"')).toBe(true)
})
