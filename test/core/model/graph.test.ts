import { describe, expect, test } from 'vitest'
import { isTerminal, leadsAnywhere, machinesOf, reachableStates } from '../../../core/model/graph'
import { open } from '../../support/editor'

const machineOf = (definition: object | string) =>
  open(typeof definition === 'string' ? definition : JSON.stringify(definition)).definitions[0]!.machine

describe('the states that are reached', () => {
  test.each<[string, object, string[]]>([
    [
      'one after the other',
      { StartAt: 'A', States: { A: { Next: 'B' }, B: { Next: 'C' }, C: {}, Lonely: { Next: 'A' } } },
      ['A', 'B', 'C'],
    ],
    [
      'by each way that leads on',
      { StartAt: 'A', States: { A: { Choices: [{ Next: 'B' }], Default: 'C' }, B: { Catch: [{ Next: 'D' }] }, C: {}, D: {} } },
      ['A', 'B', 'C', 'D'],
    ],
    ['once, in a loop', { StartAt: 'A', States: { A: { Next: 'B' }, B: { Next: 'A' } } }, ['A', 'B']],
    ['not by names of nothing', { StartAt: 'A', States: { A: { Next: 'Nowhere' } } }, ['A']],
    ['none without a start', { States: { A: {} } }, []],
    ['none where the start is no state', { StartAt: 'B', States: { A: {} } }, []],
  ])('%s', (_, definition, names) => {
    expect([...reachableStates(machineOf(definition))].map(({ name }) => name)).toEqual(names)
  })
})

test('all machines, outer ones first', () => {
  const inner = { StartAt: 'X', States: { X: {} } }
  const machine = machineOf({ States: { M: { Iterator: { States: { P: { Branches: [inner, inner] } } } }, N: { ItemProcessor: inner } } })
  expect(machinesOf(machine).map(({ path }) => path.filter((step) => step !== 'States').join('/'))).toEqual([
    '',
    'M/Iterator',
    'N/ItemProcessor',
    'M/Iterator/P/Branches/0',
    'M/Iterator/P/Branches/1',
  ])
})

test.each<[object, boolean]>([
  [{ Type: 'Succeed' }, true],
  [{ Type: 'Fail' }, true],
  [{ Type: 'Pass' }, false],
  [{ Type: 'Pass', Next: 'B' }, false],
  [{ Type: 'Pass', End: true }, true],
  [{ Type: 'Pass', End: false }, false],
  [{ Type: 'Pass', End: 'yes' }, true],
  [{}, false],
])('a machine ends in %j: %s', (state, ends) => {
  expect(isTerminal(machineOf({ States: { A: state } }).states.get('A')!)).toBe(ends)
})

test.each<[string, boolean]>([
  ['{"Next": "B"}', false],
  ['{"Next": "${Target}"}', true],
  ['{"Next": ${Target}}', true],
  ['{"Default": "${Target}"}', true],
  ['{"Type": "${Kind}"}', true],
  ['{"Comment": "${Text}", "Next": "B"}', false],
  ['{"Comment": ${Text}, "Parameters": [${Text}]}', false],
  ['{"Fn::Transform": {}, "Next": "B"}', true],
  ['{"Catch": ${Catchers}}', true],
  ['{"Catch": [{"Next": "B"}]}', false],
  ['{"Catch": [{"Next": "B"}, ${Catcher}]}', true],
  ['{"Catch": [{"Next": ${Target}}]}', true],
  ['{"Choices": [{"Fn::Transform": {}, "Next": "B"}]}', true],
  ['{"Choices": [7, {}]}', false],
])('only the deployment knows where %s leads: %s', (state, anywhere) => {
  expect(leadsAnywhere(machineOf(`{"States": {"A": ${state}}}`).states.get('A')!)).toBe(anywhere)
})
