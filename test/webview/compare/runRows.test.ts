import { describe, expect, test } from 'vitest'
import { compareRuns, type RunRow, type Side } from '../../../webview/compare/runRows'
import { differenceText } from '../../../webview/compare/words'
import { Visits } from '../../../webview/table/visits'
import { type Definition, machine, type RunOptions } from '../../core/interpreter/run'
import { machineRows } from '../table/machineRows'

const lambda = 'arn:aws:lambda:us-east-1:123456789012:function:f'

async function side(definition: Definition, options: RunOptions): Promise<Side> {
  const rows = await machineRows(definition, options)
  const visits = new Visits()
  visits.apply({ from: 0, events: rows, status: 'SUCCEEDED' })
  return { visits, row: (id) => rows[id - 1] }
}

const line = (row: RunRow) =>
  `${'  '.repeat(row.depth)}${row.name}${row.depth > 0 ? ` in ${row.thread}` : ''}${row.differs.length > 0 ? ` ! ${differenceText(row)}` : ''}`

const order = machine({
  Pay: { Type: 'Task', Resource: lambda, Catch: [{ ErrorEquals: ['Declined'], Next: 'Refund' }], Next: 'Ship' },
  Ship: { Type: 'Pass', Next: 'Done' },
  Refund: { Type: 'Pass', Next: 'Done' },
  Done: { Type: 'Succeed' },
})
const each = machine({
  Each: {
    Type: 'Map',
    ItemProcessor: machine({ In: { Type: 'Pass', End: true } }),
    ItemsPath: '$.list',
    ResultPath: '$.list',
    Next: 'Done',
  },
  Done: { Type: 'Succeed' },
})
const loop = machine({
  Next: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)', 'to.$': '$.to' }, Next: 'More' },
  More: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThanPath: '$.to', Next: 'Next' }], Default: 'Done' },
  Done: { Type: 'Succeed' },
})

const rows: readonly [string, Definition, RunOptions, RunOptions, number | undefined, string[]][] = [
  ['the same', order, { input: { a: 1 } }, { input: { a: 1 } }, undefined, ['Pay', 'Ship', 'Done']],
  [
    'another result',
    order,
    { task: () => ({ kind: 'succeeded', output: 1 }) },
    { task: () => ({ kind: 'succeeded', output: 2 }) },
    0,
    ['Pay ! output', 'Ship ! input, output', 'Done ! input, output'],
  ],
  [
    'another way',
    order,
    { task: () => ({ kind: 'succeeded', output: 1 }) },
    { task: () => ({ kind: 'failed', error: 'Declined', cause: 'no' }) },
    0,
    ['Pay ! status, error, output, next state', 'Refund ! only in the second run', 'Ship ! only in the first run', 'Done ! input, output'],
  ],
  [
    'one item is another, and one is more',
    each,
    { input: { list: [1, 2] } },
    { input: { list: [1, 3, 4] } },
    0,
    [
      'Each ! input, output',
      '  In in Each [0]',
      '  In in Each [1] ! input, output',
      '  In in Each [2] ! only in the second run',
      'Done ! input, output',
    ],
  ],
  [
    'a loop that goes round once more',
    loop,
    { input: { n: 0, to: 1 } },
    { input: { n: 0, to: 2 } },
    0,
    [
      'Next ! input, output',
      'More ! input, output, next state',
      'Next ! only in the second run',
      'More ! only in the second run',
      'Done ! input, output',
    ],
  ],
]

describe('two runs side by side', () => {
  for (const [title, definition, one, other, first, expected] of rows)
    test(title, async () => {
      const compared = compareRuns(await side(definition, one), await side(definition, other))
      expect(compared.rows.map(line)).toEqual(expected)
      expect(compared.first).toBe(first)
      expect(compared.different).toBe(expected.filter((text) => text.includes('!')).length)
    })

  test('payloads that are only written otherwise are the same', async () => {
    const [one, other] = [await side(order, { input: { a: 1, b: [2] } }), await side(order, { input: { b: [2], a: 1 } })]
    expect(compareRuns(one, other).different).toBe(0)
  })

  test('nothing has happened yet', () => {
    const none: Side = { visits: new Visits(), row: () => undefined }
    expect(compareRuns(none, none)).toEqual({ rows: [], first: undefined, different: 0 })
  })

  test('10,000 items cost no more than a look', async () => {
    const list = Array.from({ length: 10_000 }, (_, i) => i)
    const one = await side(each, { input: { list }, limits: { historyEvents: 100_000 } })
    expect(compareRuns(one, one).rows).toHaveLength(10_002)
  })
})
