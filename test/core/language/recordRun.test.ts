import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../core/language/edit/applied'
import { type RunEvent, recordRun } from '../../../core/language/mockFiles/recordRun'
import type { Answerer } from '../../../core/run/answerer'
import { Answerers } from '../../../core/run/answerers'
import { readMocks } from '../../../core/run/mock/answers'
import { begin, ending, machine } from '../interpreter/run'

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

async function run(task: Answerer) {
  const execution = begin(flow, { input: { list: [1, 2] }, task: new Answerers({ mock: task }).answer })
  await execution.run()
  const outcome = ending(execution)
  const events = Array.from({ length: execution.history.length }, (_, i): RunEvent => {
    const { state } = execution.history.info(i)
    return { event: execution.history.event(i), ...(state && { state: state.name }) }
  })
  return { outcome, events }
}

function recorded(events: readonly RunEvent[], text = ''): string {
  const result = recordRun(text, { ...names, events })
  if (typeof result === 'string') return result
  return applyEdits(text, result.edits)
}

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
