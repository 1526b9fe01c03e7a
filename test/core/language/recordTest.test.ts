import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../core/language/edit/applied'
import type { RunEvent } from '../../../core/language/mockFiles/recordRun'
import { recordTest } from '../../../core/language/testFiles/recordTest'
import { parseDocument } from '../../../core/model/parse'
import { Answerers } from '../../../core/run/answerers'
import { begin, machine } from '../interpreter/run'

const flow = machine({
  Pay: {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay',
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }],
    Catch: [{ ErrorEquals: ['Declined'], Next: 'Sorry' }],
    Next: 'Each',
  },
  Each: {
    Type: 'Map',
    ItemsPath: '$$.Execution.Input.list',
    ItemProcessor: machine({ Pack: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pack', End: true } }),
    End: true,
  },
  Sorry: { Type: 'Fail', Error: 'NoMoney', Cause: 'declined' },
})

/** A run, as far as it gets in so many steps. */
async function ran(error?: string, steps = 1000): Promise<RunEvent[]> {
  const task = new Answerers({
    mock: ({ stateName, attempt }) =>
      stateName === 'Pay' && attempt === 0 && error !== undefined
        ? { kind: 'failed', error, cause: 'why' }
        : { kind: 'succeeded', output: { by: stateName, attempt } },
  }).answer
  const execution = begin(flow, { input: { list: [1] }, task })
  for (let i = 0; i < steps && execution.status === 'RUNNING'; i++) await execution.step()
  return Array.from({ length: execution.history.length }, (_, i): RunEvent => {
    const { state } = execution.history.info(i)
    return { event: execution.history.event(i), ...(state && { state: state.name }) }
  })
}

const top = parseDocument(JSON.stringify(flow), { format: 'json', content: 'definition' }).definitions[0]!.machine
const about = { definition: 'order.asl.json', logicalId: undefined, name: 'mine', machine: top, given: {} }

function saved(events: readonly RunEvent[], text = '', more: object = {}): string {
  const edits = recordTest(text, { ...about, events, ...more })
  return typeof edits === 'string' ? edits : applyEdits(text, edits)
}

test('a run becomes the first case of a new file', async () => {
  expect(saved(await ran('Busy'), '', { logicalId: 'Order', given: { seed: 3 } })).toBe(`{
  "definition": "order.asl.json",
  "stateMachine": "Order",
  "cases": [
    {
      "name": "mine",
      "input": { "list": [1] },
      "mocks": {
        "Pay": {
          "0": { "Throw": { "Error": "Busy", "Cause": "why" } },
          "1": { "Return": { "by": "Pay", "attempt": 1 } }
        },
        "Pack": { "Return": { "by": "Pack", "attempt": 0 } }
      },
      "seed": 3,
      "expect": {
        "status": "SUCCEEDED",
        "output": [{ "by": "Pack", "attempt": 0 }],
        "path": ["Pay", "Each"]
      }
    }
  ]
}
`)
})

describe('a case says what came of the run', () => {
  const expectation = (text: string) => JSON.parse(text).cases.at(-1).expect
  test('an error', async () =>
    expect(expectation(saved(await ran('Declined')))).toEqual({
      status: 'FAILED',
      error: 'NoMoney',
      cause: 'declined',
      path: ['Pay', 'Sorry'],
    }))
  test('nothing, where it has not ended', async () => {
    const text = saved(await ran(undefined, 3))
    expect(JSON.parse(text).cases[0]).toEqual({ name: 'mine', input: { list: [1] }, mocks: { Pay: { Return: { by: 'Pay', attempt: 0 } } } })
  })
  test('no path, where the machine is not known', async () =>
    expect(expectation(saved(await ran(), '', { machine: undefined }))).not.toHaveProperty('path'))
})

test.each([
  ['{"cases": []}', '{"cases": [\n  {\n'],
  [
    '{\n    "cases": [\n        { "name": "old" } // kept\n    ]\n}',
    '{\n    "cases": [\n        { "name": "old" }, // kept\n        {\n            "name": "mine",',
  ],
  ['{"cases": [{ "name": "old" }], "x": 1}', '{"cases": [{ "name": "old" }, {\n'],
])('%j keeps what it has', async (text, begins) => expect(saved(await ran(), text).slice(0, begins.length)).toBe(begins))

test.each([
  ['{"cases": [', /^The test file is not JSON: /],
  ['{}', /^The test file has no list of cases\.$/],
  ['[]', /^The test file has no list of cases\.$/],
  ['{"cases": [{"name": "mine"}]}', /^The case "mine" is there already/],
])('%j is told', async (text, message) => expect(saved(await ran(), text)).toMatch(message))

test('a run without its beginning has no case', async () => expect(saved([])).toBe('The input of this run is not known whole.'))
