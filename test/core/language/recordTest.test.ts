import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../core/language/edit/applied'
import type { RunEvent } from '../../../core/language/mockFiles/recordRun'
import { recordTest } from '../../../core/language/testFiles/recordTest'
import { loadYaml, parseDocument } from '../../../core/model/parse'
import { Answerers } from '../../../core/run/answerers'
import { begin, machine } from '../interpreter/run'

await loadYaml()

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

const document = parseDocument(JSON.stringify(flow), { format: 'json', content: 'definition' })
const about = {
  format: 'json' as const,
  definition: 'order.asl.json',
  logicalId: undefined,
  name: 'mine',
  ran: { document, definition: document.definitions[0]! },
  given: {},
  isForeign: false,
  within: [],
}

async function saved(events: readonly RunEvent[], text = '', more: object = {}): Promise<string> {
  const recorded = await recordTest(text, { ...about, events, ...more })
  return typeof recorded === 'string' ? recorded : applyEdits(text, recorded.edits)
}

test('a run becomes the first case of a new file', async () => {
  expect(await saved(await ran('Busy'), '', { logicalId: 'Order', given: { seed: 3 } })).toBe(`{
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
    expect(expectation(await saved(await ran('Declined')))).toEqual({
      status: 'FAILED',
      error: 'NoMoney',
      cause: 'declined',
      path: ['Pay', 'Sorry'],
    }))
  test('nothing, where it has not ended', async () => {
    const text = await saved(await ran(undefined, 3))
    expect(JSON.parse(text).cases[0]).toEqual({ name: 'mine', input: { list: [1] }, mocks: { Pay: { Return: { by: 'Pay', attempt: 0 } } } })
  })
  test('no path, where the machine is not known', async () =>
    expect(expectation(await saved(await ran(), '', { ran: undefined }))).not.toHaveProperty('path'))
})

test.each([
  ['{"cases": []}', '{"cases": [\n  {\n'],
  [
    '{\n    "cases": [\n        { "name": "old" } // kept\n    ]\n}',
    '{\n    "cases": [\n        { "name": "old" }, // kept\n        {\n            "name": "mine",',
  ],
  ['{"cases": [{ "name": "old" }], "x": 1}', '{"cases": [{ "name": "old" }, {\n'],
])('%j keeps what it has', async (text, begins) => expect((await saved(await ran(), text)).slice(0, begins.length)).toBe(begins))

test.each([
  ['{"cases": [', /^The test file is not JSON: /],
  ['{}', /^The test file has no list of cases\.$/],
  ['[]', /^The test file has no list of cases\.$/],
  ['{"cases": [{"name": "mine"}]}', /^The case "mine" is there already/],
])('%j is told', async (text, message) => expect(await saved(await ran(), text)).toMatch(message))

test('a run without its beginning has no case', async () => expect(await saved([])).toBe('The input of this run is not known whole.'))

describe('what does not come again is left out', () => {
  const timed = machine({
    Stamp: { Type: 'Pass', Parameters: { 'at.$': '$$.Execution.StartTime', total: 1 }, End: true },
  })
  const random = machine({
    Draw: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()', 'hash.$': "States.Hash('a', 'MD5')", total: 1 }, End: true },
  })

  /** The case of a run of a machine. */
  async function caseOf(flow: object, more: object = {}, change: (events: RunEvent[]) => RunEvent[] = (events) => events) {
    const document = parseDocument(JSON.stringify(flow), { format: 'json', content: 'definition' })
    const execution = begin(flow as never, { input: {}, task: new Answerers({}).answer })
    while (execution.status === 'RUNNING') await execution.step()
    const events = Array.from({ length: execution.history.length }, (_, i): RunEvent => {
      const { state } = execution.history.info(i)
      return { event: execution.history.event(i), ...(state && { state: state.name }) }
    })
    return JSON.parse(await saved(change(events), '', { ran: { document, definition: document.definitions[0]! }, ...more })).cases[0]
  }

  test('a time makes the case begin when the run did', async () => {
    const made = await caseOf(timed)
    expect(Date.parse(made.expect.output.at)).toBe(Date.parse(made.startTime))
    expect(await caseOf(machine({ Plain: { Type: 'Pass', End: true } }))).not.toHaveProperty('startTime')
  })

  test('chance comes again by its seed, but not that of others', async () => {
    expect((await caseOf(random)).expect.output).toMatchObject({ total: 1, id: expect.any(String), hash: expect.any(String) })
    const { expect: foreign } = await caseOf(random, { isForeign: true })
    expect(foreign).toMatchObject({ outputContains: { total: 1, hash: expect.any(String) } })
    expect(foreign.outputContains).not.toHaveProperty('id')
  })

  test('a run that somebody has changed is told', async () => {
    const document = parseDocument(JSON.stringify(flow), { format: 'json', content: 'definition' })
    const events = (await ran()).map((each) =>
      each.event.type === 'ExecutionSucceeded'
        ? { event: { ...each.event, type: 'ExecutionFailed', executionFailedEventDetails: { error: 'Mine' } } }
        : each,
    )
    const recorded = await recordTest('', {
      ...about,
      ran: { document, definition: document.definitions[0]! },
      events: events as RunEvent[],
    })
    expect(recorded).toMatchObject({ note: expect.stringMatching(/^By the answers of its tasks alone the run comes to something else/) })
  })
})

test('in YAML', async () => {
  const text = 'definition: order.asl.json\ncases:\n- name: old # kept\n  input: {}\n# the end\n'
  expect(await saved(await ran(), text, { format: 'yaml' })).toBe(
    'definition: order.asl.json\ncases:\n- name: old # kept\n  input: {}\n- name: mine\n  input:\n    list:\n      - 1\n  mocks:\n    Pay:\n      Return:\n        by: Pay\n        attempt: 0\n    Pack:\n      Return:\n        by: Pack\n        attempt: 0\n  expect:\n    status: SUCCEEDED\n    output:\n      - by: Pack\n        attempt: 0\n    path:\n      - Pay\n      - Each\n# the end\n',
  )
})
