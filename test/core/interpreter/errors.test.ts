import { describe, expect, test } from 'vitest'
import type { TaskOutcome } from '../../../core/interpreter'
import { type Definition, ending, eventsOf, machine, outline, run } from './run'

const activity = { Type: 'Task', Resource: 'arn:aws:states:us-east-1:123456789012:activity:work' }
const lambda = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f' }
const sdk = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:athena:getQueryResults', Parameters: {} }
const queue = { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { QueueUrl: 'q', MessageBody: 'm' } }
const all = [{ ErrorEquals: ['States.ALL'], Next: 'B' }]
const B = { Type: 'Pass', End: true }
const distributed = (inner: Definition) => ({ ...inner, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } })
const mapOver = (inner: Definition, rest: Definition = {}) => ({ Type: 'Map', ItemsPath: '$.list', ItemProcessor: inner, ...rest })

describe('the error output always has Error and Cause', () => {
  const late: TaskOutcome = { kind: 'failed', error: 'Late' }
  const timedOut: TaskOutcome = { kind: 'timedOut' }
  const fail = (fields: Definition) => machine({ F: { Type: 'Fail', ...fields } })
  const output = { ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Next: 'B' }
  const assigned = { ErrorEquals: ['States.ALL'], Assign: { e: '{% $states.errorOutput %}' }, Next: 'B' }
  const table: [what: string, states: Record<string, Definition>, TaskOutcome, expected: unknown][] = [
    [
      'in a ResultPath',
      { A: { ...activity, Catch: [{ ...all[0], ResultPath: '$.e' }] } },
      late,
      { list: [1], e: { Error: 'Late', Cause: null } },
    ],
    ['as the output', { A: { ...lambda, Catch: all } }, { kind: 'failed' }, { Error: null, Cause: null }],
    ['as the output, with a cause alone', { A: { ...lambda, Catch: all } }, { kind: 'failed', cause: 'c' }, { Error: null, Cause: 'c' }],
    ['in JSONata', { A: { ...lambda, QueryLanguage: 'JSONata', Catch: [output] } }, late, { Error: 'Late', Cause: null }],
    ['after a timeout', { A: { ...activity, TimeoutSeconds: 9, Catch: all } }, timedOut, { Error: 'States.Timeout', Cause: '' }],
    ['after a heartbeat', { A: { ...activity, HeartbeatSeconds: 9, Catch: all } }, timedOut, { Error: 'States.Timeout', Cause: '' }],
    ['of a Fail in a Parallel', { A: { Type: 'Parallel', Branches: [fail({})], Catch: all } }, late, { Error: null, Cause: null }],
    ['of a Fail in a Map', { A: mapOver(fail({ Cause: 'c' }), { Catch: all }) }, late, { Error: null, Cause: 'c' }],
    [
      'of a timeout in a Parallel',
      { A: { Type: 'Parallel', Branches: [machine({ T: { ...lambda, TimeoutSeconds: 9, End: true } })], Catch: all } },
      timedOut,
      { Error: 'States.Timeout', Cause: '' },
    ],
    [
      'in the variables of a Catcher',
      {
        A: { ...lambda, QueryLanguage: 'JSONata', Catch: [assigned] },
        B: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $e %}', End: true },
      },
      late,
      { Error: 'Late', Cause: null },
    ],
  ]
  test.each(table)('%s', async (_what, { A, ...rest }, outcome, expected) => {
    const execution = await run(machine({ A: { ...A, End: true }, B, ...rest }), { input: { list: [1] }, task: () => outcome })
    expect(ending(execution)).toEqual(expected)
  })

  test('while the events have neither null nor an empty cause', async () => {
    for (const outcome of [late, timedOut]) {
      const execution = await run(machine({ A: { ...lambda, TimeoutSeconds: 9, End: true } }), { task: () => outcome })
      const said = JSON.stringify(eventsOf(execution))
      expect(said).not.toContain('"cause"')
      expect(execution.cause).toBeUndefined()
    }
  })
})

describe('States.DataLimitExceeded', () => {
  const large = 'x'.repeat(262_145)
  const tooLarge: TaskOutcome = { kind: 'succeeded', output: large }
  const cause = (name: string) =>
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`

  test.each([
    ['the ARN of a function', lambda, lambda.Resource],
    ['the ARN of an activity', activity, activity.Resource],
    ['the service', queue, 'sqs'],
    ['the service of an SDK integration', sdk, 'aws-sdk:athena'],
  ])('of a task result is caught by States.ALL, and names %s', async (_what, task, name) => {
    const execution = await run(machine({ A: { ...task, Catch: all, End: true }, B }), { task: () => tooLarge })
    expect(ending(execution)).toEqual({ Error: 'States.DataLimitExceeded', Cause: cause(name) })
  })

  test('of a task result is retried by States.ALL, and caught by it around a Parallel', async () => {
    const outcomes = [tooLarge, { kind: 'succeeded', output: 1 }] as const
    const retried = await run(machine({ A: { ...lambda, Retry: [{ ErrorEquals: ['States.ALL'] }], End: true } }), {
      task: ({ attempt }) => outcomes[attempt]!,
    })
    expect(ending(retried)).toBe(1)
    const branches = [machine({ T: { ...lambda, End: true } })]
    const caught = await run(machine({ A: { Type: 'Parallel', Branches: branches, Catch: all, End: true }, B }), { task: () => tooLarge })
    expect(ending(caught)).toMatchObject({ Error: 'States.DataLimitExceeded' })
  })

  test('of a task result is not caught by States.TaskFailed', async () => {
    const Catch = [{ ErrorEquals: ['States.TaskFailed'], Next: 'B' }]
    expect((await run(machine({ A: { ...lambda, Catch, End: true }, B }), { task: () => tooLarge })).status).toBe('FAILED')
  })

  test("of a state's output is not caught by States.ALL", async () => {
    const half = 'x'.repeat(140_000)
    const A = { ...lambda, ResultPath: '$.more', Catch: all, End: true }
    const execution = await run(machine({ A, B }), { input: { half }, task: () => ({ kind: 'succeeded', output: half }) })
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.DataLimitExceeded', cause: cause('A') })
  })

  test.each([
    ['a Task', lambda],
    ['a Parallel', { Type: 'Parallel', Branches: [machine({ F: { Type: 'Fail', Error: 'X' } })] }],
  ])("of a Catcher's output ends %s, whatever the Catcher catches", async (_what, state) => {
    const Catch = [{ ErrorEquals: ['X', 'States.DataLimitExceeded'], ResultPath: '$.problem', Next: 'B' }]
    const input = { all: 'x'.repeat(262_130) }
    const execution = await run(machine({ A: { ...state, Catch, End: true }, B }), { input, task: () => ({ kind: 'failed', error: 'X' }) })
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.DataLimitExceeded', cause: cause('A') })
    expect(execution.history.length).toBeLessThan(10)
  })
})

describe('a task that nobody answers ends the run, wherever it is', () => {
  const task = () => ({ kind: 'unanswered', cause: 'Nobody answers "T".' }) as const
  const hidden = { Retry: [{ ErrorEquals: ['States.ALL', 'States.Runtime'] }], Catch: all, End: true }
  const inner = machine({ T: { ...lambda, ...hidden }, B })
  const tolerant = { ToleratedFailurePercentage: 100 }
  test.each([
    ['at the top', { A: { ...lambda, ...hidden } }, ['5<4 LambdaFunctionFailed', '6<5 ExecutionFailed']],
    ['in a Parallel', { A: { Type: 'Parallel', Branches: [inner], ...hidden } }, ['7<6 LambdaFunctionFailed', '8<7 ExecutionFailed']],
    ['in a Map', { A: mapOver(inner, hidden) }, ['8<7 LambdaFunctionFailed', '9<8 ExecutionFailed']],
    ['in a distributed Map', { A: mapOver(distributed(inner), { ...hidden, ...tolerant }) }, ['4<3 MapRunStarted', '5<4 ExecutionFailed']],
  ])('%s', async (_where, states, events) => {
    const execution = await run(machine({ ...states, B }), { input: { list: [1] }, task })
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.Runtime', cause: 'Nobody answers "T".' })
    expect(outline(execution).slice(-2)).toEqual(events)
    expect(execution.next).toBeUndefined()
  })
})

describe('a JSONata Map without Items over what is no array', () => {
  test('says the value, and the event has no location', async () => {
    const A = { Type: 'Map', ItemProcessor: machine({ I: B }), End: true }
    const execution = await run(machine({ A }, { QueryLanguage: 'JSONata' }), { input: { rows: [1] } })
    expect(outline(execution).slice(2)).toEqual(['3<0 EvaluationFailed', '4<3 MapStateFailed', '5<4 ExecutionFailed'])
    const cause = `An error occurred while executing the state 'A' (entered at the event id #2). Map state input must be an array but was: {"rows":[1]}`
    expect(eventsOf(execution)[2]!.evaluationFailedEventDetails).toEqual({ error: 'States.QueryEvaluationError', cause, state: 'A' })
  })
})

describe('a Wait of more than 2^31-1 seconds', () => {
  const far = '2098-01-01T00:00:00Z'
  const [most, more] = [2 ** 31 - 1, 2 ** 31]
  const query = { QueryLanguage: 'JSONata' }
  test.each<[Definition, number]>([
    [{ Seconds: more }, 2],
    [{ SecondsPath: '$.more' }, 2],
    [{ Seconds: '{% $states.input.more %}', ...query }, 2],
    [{ Timestamp: far }, 2],
    [{ TimestampPath: '$.far' }, 2],
    [{ Timestamp: '{% $states.input.far %}', ...query }, 2],
  ])('%j fails at once', async (fields, entered) => {
    const execution = await run(machine({ A: { Type: 'Wait', ...fields, End: true } }), { input: { more, far } })
    expect(outline(execution)).toEqual(['1<0 ExecutionStarted', '2<0 WaitStateEntered A', '3<2 ExecutionFailed'])
    const cause = `An error occurred while executing the state 'A' (entered at the event id #${entered}). Wait state delay is too long.`
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.Runtime', cause })
  })

  test('and one of just so many does not', async () => {
    const limits = { executionSeconds: 3e9 }
    expect((await run(machine({ A: { Type: 'Wait', Seconds: most, End: true } }), { limits })).status).toBe('SUCCEEDED')
  })
})
