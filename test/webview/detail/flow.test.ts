import { expect, test } from 'vitest'
import type { PipelineRow, ShownDifference } from '../../../core/run/inspect/types'
import { flowParts } from '../../../webview/detail/flow'

const row = (title: string, did: PipelineRow['did'], more: Partial<PipelineRow> = {}): PipelineRow => ({
  title,
  did,
  kind: 'path',
  ...more,
})
const value = (whole: object) => ({ ref: { event: 2, name: 'x' }, shown: { whole: whole as never }, bytes: 1 })
const gave = (whole: object, list: readonly ShownDifference[], more: Partial<PipelineRow> = {}) =>
  row('Parameters', 'gave', { value: value(whole), differences: { against: 'State input', list, more: false }, ...more })
const one = { whole: 1 }

test('rows beside each other that did nothing are one line', () => {
  const parts = flowParts([
    row('State input', 'gave'),
    row('InputPath', 'passed'),
    row('Parameters', 'passed'),
    row('Task result', 'failed'),
    row('ResultSelector', 'skipped'),
    row('ResultPath', 'skipped'),
    row('OutputPath', 'skipped'),
  ])
  expect(parts.map((part) => (part.kind === 'row' ? part.row.title : part.text))).toEqual([
    'State input',
    'InputPath and Parameters are not set: the value passes through',
    'Task result',
    'Not evaluated because of the error: ResultSelector, ResultPath and OutputPath',
  ])
})

test.each<[string, PipelineRow['did'], string]>([
  ['one that passes', 'passed', 'X is not set: the value passes through'],
  ['one to come', 'ahead', 'Still to come: X'],
  ['one that nobody knows', 'unknown', 'Not in the events: what X gave'],
])('%s', (_, did, text) => expect(flowParts([row('X', did)])).toMatchObject([{ kind: 'quiet', did, text }]))

test('what passes and what is to come are two lines', () => {
  expect(flowParts([row('A', 'passed'), row('B', 'ahead')])).toHaveLength(2)
})

test.each<[string, PipelineRow, object]>([
  ['the same', gave({ a: 1 }, []), { is: 'same', text: 'No change' }],
  [
    'some of it',
    gave({ a: 1, b: 1, c: 1 }, [
      { steps: ['b'], after: one },
      { steps: ['c'], before: one, after: one },
      { steps: ['d'], before: one },
    ]),
    { is: 'parts', text: '+1 −1 ≠1', label: '1 added, 1 removed, 1 changed, against State input' },
  ],
  [
    'nothing of what was there',
    gave({ b: 1 }, [
      { steps: ['b'], after: one },
      { steps: ['x'], before: one },
      { steps: ['y'], before: one },
    ]),
    { is: 'new', text: 'New value', left: 'Not handed on: x and y', marked: [{ steps: ['b'] }] },
  ],
  ['another kind of value', gave([1], [{ steps: [], before: one, after: one }]), { is: 'new', marked: [] }],
  [
    'a result that has a member of the same name',
    gave({ b: 2 }, [{ steps: ['b'], before: one, after: one }], { kind: 'work' }),
    { is: 'new', marked: [] },
  ],
  ['a result that has kept something', gave({ a: 1, b: 2 }, [{ steps: ['b'], after: one }], { kind: 'work' }), { is: 'parts', text: '+1' }],
])('what a row has made of the value before: %s', (_, given, change) => expect(flowParts([given])).toMatchObject([{ change }]))
