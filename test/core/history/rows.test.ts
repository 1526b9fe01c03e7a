import { expect, test } from 'vitest'
import { Lines } from '../../../core/base/lines'
import { HistoryRows, statePath, threadName } from '../../../core/history/rows'
import { createExecution, plan } from '../../../core/interpreter'
import { parseDocument } from '../../../core/model/parse'
import { nodePorts } from '../../../hosts/node/ports'

const text = `{
  "StartAt": "P",
  "States": {
    "P": { "Type": "Parallel", "Branches": [{ "StartAt": "A", "States": {
      "A": { "Type": "Pass", "End": true } } }], "End": true }
  }
}`

async function rowsOf(definition = text) {
  const document = parseDocument(definition, { format: 'json', content: 'definition' })
  const ports = nodePorts({ task: () => ({ kind: 'timedOut' }) })
  const execution = createExecution(plan(document.definitions[0]!.machine), { input: {}, ports })
  await execution.run()
  return {
    execution,
    rows: new HistoryRows(
      execution.history,
      () => ({ path: '/f', lines: new Lines(text) }),
      (thread) => ({ name: `T${thread}` }),
    ),
  }
}

const whole = { text: () => 'x', cut: false, bytes: 3 }
const key = text.indexOf('"A": {')

test('a row has the event, and where it belongs', async () => {
  const { rows } = await rowsOf()
  expect(rows.row(3, whole)).toEqual({
    event: {
      ...{ id: 4, previousEventId: 3, timestamp: '2026-01-01T00:00:00.000Z', type: 'PassStateEntered' },
      stateEnteredEventDetails: { name: 'A', input: 'x', inputDetails: { truncated: false } },
    },
    state: {
      name: 'A',
      path: ['States', 'P', 'Branches', 0, 'States', 'A'],
      file: '/f',
      key: { offset: key, length: 3 },
      range: { offset: key, length: '"A": { "Type": "Pass", "End": true }'.length },
      line: 5,
      column: 7,
    },
    threadId: 2,
    threadName: 'T1',
  })
  expect(rows.row(0, whole)).toMatchObject({ threadId: 1, threadName: 'T0' })
  expect(rows.row(0, whole)).not.toHaveProperty('state')
})

test('a row whose payloads are cut says so, as the event does', async () => {
  const { rows } = await rowsOf()
  const texts = { cut: false, bytes: 70, text: () => '' }
  const cutting = {
    ...texts,
    get cut() {
      return true
    },
  }
  expect(rows.row(3, cutting)).toMatchObject({ cut: true, event: { stateEnteredEventDetails: { inputDetails: { truncated: true } } } })
  expect(rows.row(3, texts)).not.toHaveProperty('cut')
})

test('the exit of a state says by which way it was left, and whether anything comes after it', async () => {
  const { rows } = await rowsOf(`{
    "StartAt": "C",
    "States": {
      "C": { "Type": "Choice", "Choices": [{ "Variable": "$$.Execution.Id", "IsString": true, "Next": "A" }], "Default": "A" },
      "A": { "Type": "Pass", "End": true }
    }
  }`)
  expect(rows.row(2, whole)).toMatchObject({ way: { kind: 'Choice', index: 0 } })
  expect(rows.row(2, whole)).not.toHaveProperty('last')
  expect(rows.row(4, whole)).toMatchObject({ last: true })
  expect(rows.row(4, whole)).not.toHaveProperty('way')
})

test('the place of a state is made once', async () => {
  const { execution, rows } = await rowsOf()
  const state = execution.history.info(3).state!
  expect(rows.place(state)).toBe(rows.place(state))
  expect(statePath(state)).toEqual(['States', 'P', 'Branches', 0, 'States', 'A'])
})

test.each([
  ['machine', [], 'Machine'],
  ['branch', [{ owner: 'P', index: 1 }], 'P [1]'],
  [
    'iteration',
    [
      { owner: 'P', index: 0 },
      { owner: 'M', index: 2 },
    ],
    'P [0] > M [2]',
  ],
] as const)('the name of a %s', (_, steps, name) => expect(threadName(steps)).toBe(name))
