import { describe, expect, test } from 'vitest'
import { type Variables, variablesOf } from '../../../core/analysis/variables'
import type { Machine, State } from '../../../core/model/machine'
import { parseDocument } from '../../../core/model/parse'
import { definitionOf, type Sketch } from './check'

function analysed(sketch: Sketch): { text: string; variables: Variables; state: (name: string) => State } {
  const text = definitionOf(sketch)
  const [definition] = parseDocument(text, { format: 'json', content: 'definition' }).definitions
  const find = (machine: Machine, name: string): State | undefined =>
    machine.states.get(name) ??
    [...machine.states.values()]
      .flatMap((s) => s.machines)
      .map((m) => find(m, name))
      .find((s) => s !== undefined)
  const { machine } = definition!
  return { text, variables: variablesOf(machine), state: (name) => find(machine, name)! }
}

const order = {
  QueryLanguage: 'JSONata',
  Start: { Type: 'Pass', Assign: { rate: 2, note: '{% $uuid() %}' }, Next: 'Choose' },
  Choose: { Type: 'Choice', Choices: [{ Condition: '{% $rate > 1 %}', Assign: { high: true }, Next: 'Each' }], Default: 'Each' },
  Each: {
    Type: 'Map',
    ItemProcessor: {
      StartAt: 'Price',
      States: {
        Price: { Type: 'Pass', Assign: { price: '{% $rate * 2 %}' }, Next: 'Show' },
        Show: { Type: 'Pass', Output: '{% $price & $high %}', End: true },
      },
    },
    Assign: { prices: '{% $states.result %}' },
    Next: 'Far',
  },
  Far: {
    Type: 'Map',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
      StartAt: 'Alone',
      States: { Alone: { Type: 'Pass', End: true } },
    },
    End: true,
  },
}

describe('variables', () => {
  const { text, variables, state } = analysed(order)

  test('each place that assigns one is known, with its name in the text', () => {
    expect(
      variables.definitions.map(({ name, range, state }) => [name, text.slice(range.offset, range.offset + range.length), state.name]),
    ).toEqual([
      ['rate', 'rate', 'Start'],
      ['note', 'note', 'Start'],
      ['high', 'high', 'Choose'],
      ['prices', 'prices', 'Each'],
      ['price', 'price', 'Price'],
    ])
  })

  test('each place that reads one is known, with its name in the text', () => {
    expect(
      variables.references.map(({ name, range, state }) => [name, text.slice(range.offset, range.offset + range.length), state.name]),
    ).toEqual([
      ['rate', '$rate', 'Choose'],
      ['rate', '$rate', 'Price'],
      ['price', '$price', 'Show'],
      ['high', '$high', 'Show'],
    ])
  })

  test.each([
    ['rate', 'Start', 'later'],
    ['rate', 'Choose', 'assigned'],
    ['rate', 'Price', 'assigned'],
    ['rate', 'Alone', 'distributed'],
    ['high', 'Each', 'maybe'],
    ['high', 'Show', 'maybe'],
    ['prices', 'Show', 'later'],
    ['prices', 'Far', 'assigned'],
    ['price', 'Price', 'later'],
    ['price', 'Show', 'assigned'],
    ['price', 'Far', 'hidden'],
    ['nothing', 'Far', 'undefined'],
  ])('$%s in %s is %s', (name, at, resolution) => {
    expect(variables.resolve(name, state(at)).resolution).toBe(resolution)
  })

  test.each([
    ['Start', []],
    ['Each', ['rate', 'note', 'high']],
    ['Show', ['price', 'rate', 'note', 'high']],
    ['Alone', []],
  ])('%s sees %j', (at, names) => {
    expect(variables.visible(state(at)).map(({ name }) => name)).toEqual(names)
  })
})

test('a name in JSONPath stands without its .$', () => {
  const { text, variables } = analysed({
    A: { Type: 'Pass', Assign: { 'total.$': '$.total' }, Next: 'B' },
    B: { Type: 'Pass', InputPath: "$total['a']", End: true },
  })
  const [definition] = variables.definitions
  expect(definition!.name).toBe('total')
  expect(text.slice(definition!.range.offset, definition!.range.offset + definition!.range.length)).toBe('total')
  const [reference] = variables.references
  expect(text.slice(reference!.range.offset, reference!.range.offset + reference!.range.length)).toBe('$total')
})
