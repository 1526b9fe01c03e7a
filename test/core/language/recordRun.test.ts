import { describe, expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { applyEdits } from '../../../core/language/edit/applied'
import { type RunEvent, recordRun } from '../../../core/language/mockFiles/recordRun'
import type { Machine } from '../../../core/model/machine'
import { parseDocument } from '../../../core/model/parse'
import type { Answerer } from '../../../core/run/answerer'
import { Answerers } from '../../../core/run/answerers'
import { readMocks } from '../../../core/run/mock/answers'
import { begin, type Definition, ending, machine } from '../interpreter/run'

const names = { stateMachineName: 'Order', testCase: 'Recorded' }
const flow = machine({
  Pay: {
    Type: 'Task',
    Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay',
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 1 }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Each' }],
    TimeoutSeconds: 5,
    Next: 'Each',
  },
  Each: {
    Type: 'Map',
    ItemsPath: '$$.Execution.Input.list',
    ItemProcessor: machine({ Pack: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pack', End: true } }),
    End: true,
  },
})

const run = (task: Answerer) => runOf(flow, [1, 2], task)

async function runOf(definition: typeof flow, list: readonly unknown[], task: Answerer) {
  const document = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })
  const execution = begin(definition, { input: { list } as Json, task: new Answerers({ mock: task }).answer })
  await execution.run()
  const outcome = ending(execution)
  const events = Array.from({ length: execution.history.length }, (_, i): RunEvent => {
    const { state } = execution.history.info(i)
    return { event: execution.history.event(i), ...(state && { state: state.name }) }
  })
  return { document, outcome, events }
}

function recorded(events: readonly RunEvent[], text = '', definition?: Machine): string {
  const result = recordRun(text, { ...names, events, machine: definition })
  if (typeof result === 'string') return result
  return applyEdits(text, result.edits)
}

/** A run of a machine with the answers of a test case that was made of the events of another run of it. */
async function again(definition: typeof flow, list: readonly unknown[], answers: Answerer) {
  const { document, outcome, events } = await runOf(definition, list, answers)
  const text = recorded(events, '', document.definitions[0]!.machine)
  const mocks = readMocks(JSON.parse(text), { testCase: 'Recorded', stateMachineName: 'Order' })
  if (mocks.kind !== 'answers') throw new Error(mocks.message)
  const second = await runOf(definition, list, mocks.answer)
  const told = (run: typeof second) => run.events.map(({ event: { type }, state }) => `${type} ${state ?? ''}`).sort()
  return { outcomes: [outcome, second.outcome], told: [told({ document, outcome, events }), told(second)] }
}

describe('a run with the answers of another', () => {
  const lambda = (name: string, more: object = { End: true }): Definition => ({
    Type: 'Task',
    Resource: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
    ...more,
  })
  const mapped = (states: Record<string, Definition>, more: object = {}) =>
    machine({ Each: { Type: 'Map', ItemsPath: '$.list', ItemProcessor: machine(states), ...more, End: true } })
  const both = (...branches: Record<string, Definition>[]) =>
    machine({
      Both: {
        Type: 'Parallel',
        Branches: branches.map((states) => machine(states)),
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'After' }],
        End: true,
      },
      After: lambda('after'),
    })
  /** Answers with the state and the input, as many seconds later as the item says. */
  const slow: Answerer = ({ stateName, input }) => ({ kind: 'succeeded', output: [stateName, input], duration: Number(input) || 0 })

  test.each<[string, typeof flow, readonly unknown[], Answerer]>([
    ['iterations that end in another order', mapped({ A: lambda('a') }), [3, 1, 2], slow],
    [
      'iterations that come to a state in another order',
      mapped({ A: lambda('a', { Next: 'B', ResultPath: null }), B: lambda('b') }),
      [3, 1, 2],
      slow,
    ],
    [
      'few iterations at once',
      mapped({ A: lambda('a', { Next: 'B', ResultPath: null }), B: lambda('b') }, { MaxConcurrency: 2 }),
      [9, 1, 2, 5],
      slow,
    ],
    [
      'iterations that are retried',
      mapped({ A: lambda('a', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 4 }], End: true }) }),
      [3, 1, 2],
      ({ attempt, input }) =>
        attempt < Number(input) - 1
          ? { kind: 'failed', error: 'Busy', duration: Number(input) }
          : { kind: 'succeeded', output: input, duration: 1 },
    ],
    [
      'a branch that is cut short',
      both({ A: lambda('a', { Next: 'B' }), B: lambda('b') }, { C: lambda('c', { Next: 'D' }), D: lambda('d') }),
      [],
      ({ stateName }) =>
        stateName === 'B'
          ? { kind: 'failed', error: 'No' }
          : { kind: 'succeeded', output: stateName, duration: stateName === 'C' ? 99 : 1 },
    ],
    [
      'a task that times out',
      machine({
        A: lambda('a', { TimeoutSeconds: 3, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }], End: true }),
        B: lambda('b'),
      }),
      [],
      ({ stateName }) => (stateName === 'A' ? { kind: 'timedOut' } : { kind: 'succeeded', output: 1 }),
    ],
  ])('%s', async (_, definition, list, answers) => {
    const { outcomes, told } = await again(definition, list, answers)
    expect(outcomes[1]).toEqual(outcomes[0])
    expect(told[1]!.filter((each) => !/TimedOut|TaskFailed|FunctionFailed/.test(each))).toEqual(
      told[0]!.filter((each) => !/TimedOut|TaskFailed|FunctionFailed/.test(each)),
    )
  })
})

describe('the answers of a run as a test case', () => {
  let calls = 0
  const answers = () =>
    run(({ stateName, attempt }) => {
      if (stateName === 'Pay')
        return attempt === 0 ? { kind: 'failed', error: 'Busy', cause: 'later' } : { kind: 'succeeded', output: { paid: true } }
      return { kind: 'succeeded', output: { box: ++calls } }
    })

  test('make another run the same', async () => {
    const { outcome, events } = await answers()
    const mocks = readMocks(JSON.parse(recorded(events)), { testCase: 'Recorded', stateMachineName: 'Order' })
    if (mocks.kind !== 'answers') throw new Error(mocks.message)
    expect((await run(mocks.answer)).outcome).toEqual(outcome)
  })

  test('are attempts in their order, errors too', async () => {
    const { events } = await answers()
    expect(JSON.parse(recorded(events)).MockedResponses.PayRecorded).toEqual({
      0: { Throw: { Error: 'Busy', Cause: 'later' } },
      1: { Return: { paid: true } },
    })
  })

  test('of a state that times out are its error', async () => {
    const { events } = await run(({ stateName }) => (stateName === 'Pay' ? { kind: 'timedOut' } : { kind: 'succeeded', output: 1 }))
    expect(JSON.parse(recorded(events)).MockedResponses.PayRecorded).toEqual({ 0: { Throw: { Error: 'States.Timeout' } } })
  })

  test('do not become part of a test case that is there', async () => {
    const { events } = await answers()
    expect(recorded(events, recorded(events))).toBe('The test case "Recorded" is there already: choose another name.')
  })

  test('are none of a run without tasks', () => expect(recorded([])).toBe('No task of this run has got an answer.'))

  test('do not come into a file that is none', async () => {
    const { events } = await answers()
    expect(recorded(events, '{')).toMatch(/^The mock file is not JSON/)
  })

  test('whose output was cut off are left out', () => {
    const event = {
      id: 1,
      timestamp: 0,
      type: 'TaskSucceeded',
      taskSucceededEventDetails: { output: '{"a":', outputDetails: { truncated: true } },
    }
    expect(recorded([{ event: event as never, state: 'Pay' }])).toBe('No task of this run has got an answer.')
  })
})
