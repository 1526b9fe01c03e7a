import { describe, expect, test } from 'vitest'
import type { TaskOutcome } from '../../../core/interpreter'
import { begin, type Definition, ending, eventsOf, machine, outline, run } from './run'

const task = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true }
const failed: TaskOutcome = { kind: 'failed', error: 'Boom' }
const seconds = (time: number) => (time - Date.UTC(2026, 0, 1)) / 1000

/** The seconds at which the task is scheduled. */
async function attempts(retry: Definition, outcome = failed): Promise<number[]> {
  const execution = await run(machine({ A: { ...task, Retry: [{ ErrorEquals: ['States.ALL'], ...retry }] } }), { task: () => outcome })
  return eventsOf(execution).flatMap(({ type }, i) => (type === 'TaskScheduled' ? [seconds(execution.history.info(i).timestamp)] : []))
}

describe('time is virtual', () => {
  test.each([
    [{}, [0, 1, 3, 7]],
    [{ IntervalSeconds: 3, BackoffRate: 1, MaxAttempts: 2 }, [0, 3, 6]],
    [{ IntervalSeconds: 4, MaxAttempts: 4, MaxDelaySeconds: 10 }, [0, 4, 12, 22, 32]],
    [{ MaxAttempts: 0 }, [0]],
  ])('retries with %j happen at %j', async (retry, times) => {
    expect(await attempts(retry)).toEqual(times)
  })

  test('full jitter stays below the delay, and is the same with one seed', async () => {
    const once = await attempts({ IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: 'FULL' })
    expect(once[1]).toBeGreaterThan(0)
    expect(once[1]).toBeLessThan(100)
    expect(await attempts({ IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: 'FULL' })).toEqual(once)
  })

  test('each Retrier counts for itself', async () => {
    const outcomes: TaskOutcome[] = [failed, { kind: 'failed', error: 'Other' }, failed, { kind: 'failed', error: 'Other' }, failed]
    const Retry = [
      { ErrorEquals: ['Boom'], MaxAttempts: 2 },
      { ErrorEquals: ['States.ALL'], MaxAttempts: 2 },
    ]
    const execution = await run(machine({ A: { ...task, Retry } }), { task: ({ attempt }) => outcomes[attempt]! })
    expect(eventsOf(execution).filter((e) => e.type === 'TaskFailed')).toHaveLength(5)
  })

  test.each([
    ['2026-01-01T00:00:07Z', 7],
    ['2026-01-01T01:00:07.500+01:00', 7.5],
    ['2025-12-31T00:00:00Z', 0],
  ])('a Wait until %s takes %d seconds', async (Timestamp, expected) => {
    const execution = await run(machine({ A: { Type: 'Wait', Timestamp, End: true } }))
    expect(seconds(execution.now)).toBe(expected)
  })

  const bad = (field: string, problem: string) => ({
    error: 'States.Runtime',
    cause: expect.stringContaining(`The ${field} parameter ${problem}`),
  })
  test.each<[Definition, number | object]>([
    [{ Seconds: 0 }, 0],
    [{ Seconds: 1.5 }, 1.5],
    [{ SecondsPath: '$.text' }, 12],
    [{ SecondsPath: '$.zero' }, 0],
    [{ SecondsPath: '$.minus' }, bad('SecondsPath', 'references a negative value: $.minus == -1')],
    [{ SecondsPath: '$.half' }, bad('SecondsPath', 'cannot be parsed as a long value: $.half == 0.5')],
    [{ SecondsPath: '$.nothing' }, bad('SecondsPath', 'does not reference an input value: $.nothing')],
    [{ Timestamp: 'soon' }, { error: 'States.Runtime', cause: expect.stringMatching(/cannot be parsed as an ISO-8601 .*: soon$/) }],
    [{ TimestampPath: '$.until' }, 9],
    [{ TimestampPath: '$.text' }, bad('TimestampPath', 'does not reference a valid ISO-8601')],
    [{ TimestampPath: '$.nothing' }, bad('TimestampPath', 'does not reference an input value: $.nothing')],
    [{ InputPath: '$.in', SecondsPath: '$.s' }, 4],
    [{ QueryLanguage: 'JSONata', Seconds: '{% $states.input.in.s %}' }, 4],
    [{ QueryLanguage: 'JSONata', Seconds: '{% 2.9 %}' }, 2],
    [{ QueryLanguage: 'JSONata', Seconds: '{% 0 %}' }, 0],
    [{ QueryLanguage: 'JSONata', Seconds: 3 }, 3],
    [
      { QueryLanguage: 'JSONata', Seconds: '{% -1 %}' },
      { error: 'States.QueryEvaluationError', cause: expect.stringMatching(/negative value: -1$/) },
    ],
    [{ QueryLanguage: 'JSONata', Timestamp: '{% $states.input.until %}' }, 9],
    [{ QueryLanguage: 'JSONata', Timestamp: '2026-01-01T00:00:08Z' }, 8],
    [{ QueryLanguage: 'JSONata', Timestamp: '{% "soon" %}' }, { error: 'States.QueryEvaluationError' }],
    [{}, { error: 'States.Runtime', cause: expect.stringMatching(/neither for how long nor until when/) }],
  ])('a Wait of %j', async (fields, expected) => {
    const input = { text: '12', zero: 0, minus: -1, half: 0.5, until: '2026-01-01T00:00:09Z', in: { s: 4 } }
    const execution = await run(machine({ A: { Type: 'Wait', ...fields, End: true } }), { input })
    if (typeof expected === 'number') expect([execution.status, seconds(execution.now)]).toEqual(['SUCCEEDED', expected])
    else expect(ending(execution)).toMatchObject(expected)
  })

  test.each([
    [{}, 4, 4],
    [{}, 1, 1],
    [{}, 0.5, 0.5],
    [{ TimeoutSeconds: 3 }, 3, 3],
    [{ TimeoutSeconds: 4 }, 4, 4],
    [{ TimeoutSeconds: 3 }, 4, 'States.Timeout'],
    [{ HeartbeatSeconds: 2 }, 4, 4],
    [{ TimeoutSecondsPath: '$.t' }, 5, 5],
    [{ TimeoutSecondsPath: '$.t' }, 6, 'States.Timeout'],
  ])('a task with %j that takes %d seconds', async (fields, duration, expected) => {
    const execution = await run(machine({ A: { ...task, ...fields } }), {
      input: { t: '5' },
      task: () => ({ kind: 'succeeded', output: 1, duration }),
    })
    expect(execution.error ?? seconds(execution.now)).toBe(expected)
  })

  test.each([
    [{ TimeoutSeconds: 60 }, 60, true],
    [{ TimeoutSeconds: 60, HeartbeatSeconds: 60 }, 60, true],
    [{ HeartbeatSeconds: 7 }, 7, false],
    [{}, 99_999_999, true],
  ])('of %j a task without an answer is over after %d seconds', async (fields, expected, uncaught) => {
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'B' }]
    const execution = await run(machine({ A: { ...task, ...fields, Catch }, B: { Type: 'Pass', End: true } }), {
      task: () => ({ kind: 'timedOut' }),
      limits: { executionSeconds: 1e9 },
    })
    expect([seconds(execution.now), execution.error]).toEqual([expected, uncaught ? 'States.Timeout' : undefined])
  })

  test('a task that never answers times out, by the shorter of both', async () => {
    const never = () => ({ kind: 'timedOut' }) as const
    const caught = (name: string) => ({ ...task, TimeoutSeconds: 60, HeartbeatSeconds: 5, Catch: [{ ErrorEquals: [name], Next: 'B' }] })
    for (const name of ['States.Timeout', 'States.HeartbeatTimeout']) {
      const execution = await run(machine({ A: caught(name), B: { Type: 'Pass', End: true } }), { task: never })
      expect(ending(execution)).toEqual({ Error: 'States.Timeout', Cause: '' })
      expect(seconds(execution.now)).toBe(5)
    }
    expect((await run(machine({ A: caught('States.TaskFailed'), B: { Type: 'Pass', End: true } }), { task: never })).status).toBe('FAILED')
  })

  test('a task that takes longer than its timeout has timed out', async () => {
    const execution = await run(machine({ A: { ...task, TimeoutSeconds: 3 } }), {
      task: () => ({ kind: 'succeeded', output: 1, duration: 4 }),
    })
    expect(ending(execution)).toEqual({ status: 'FAILED', error: 'States.Timeout' })
  })

  test('the machine times out while a state waits', async () => {
    const execution = await run(machine({ A: { Type: 'Wait', Seconds: 99, End: true } }, { TimeoutSeconds: 3 }))
    expect(outline(execution)).toEqual(['1<0 ExecutionStarted', '2<0 WaitStateEntered A', '3<0 ExecutionTimedOut'])
    expect(ending(execution)).toEqual({ status: 'TIMED_OUT' })
  })

  test('the machine times out at the moment at which a state would go on, also after going back', async () => {
    const execution = begin(machine({ A: { Type: 'Wait', Seconds: 3, End: true } }, { TimeoutSeconds: 3 }))
    const start = execution.snapshot()
    await execution.run()
    expect(execution.status).toBe('TIMED_OUT')
    execution.restore(start)
    await execution.run()
    expect([execution.status, seconds(execution.now)]).toEqual(['TIMED_OUT', 3])
  })

  test('branches wait side by side', async () => {
    const wait = (Seconds: number) => machine({ [`W${Seconds}`]: { Type: 'Wait', Seconds, End: true } })
    const execution = await run(machine({ P: { Type: 'Parallel', Branches: [wait(30), wait(10), wait(20)], End: true } }))
    expect(outline(execution).filter((line) => line.includes('WaitStateExited'))).toEqual([
      '7<5 WaitStateExited W10',
      '8<6 WaitStateExited W20',
      '9<4 WaitStateExited W30',
    ])
    expect(seconds(execution.now)).toBe(30)
  })

  test('branches that wait for one moment go on in the order in which they began to wait', async () => {
    const waits = Array.from({ length: 9 }, (_, i) => machine({ [`W${i}`]: { Type: 'Wait', Seconds: 10, End: true } }))
    const execution = await run(machine({ P: { Type: 'Parallel', Branches: waits, End: true } }))
    const exits = outline(execution).flatMap((line) => /WaitStateExited (.*)/.exec(line)?.[1] ?? [])
    expect(exits).toEqual(Array.from({ length: 9 }, (_, i) => `W${i}`))
  })

  test('stands still while somebody is asked', async () => {
    let answer: (outcome: TaskOutcome) => void = () => {}
    const branches = [machine({ A: task }), machine({ W: { Type: 'Wait', Seconds: 10, End: true } })]
    const execution = begin(machine({ P: { Type: 'Parallel', Branches: branches, End: true } }), {
      task: () => new Promise((resolve) => (answer = resolve)),
    })
    const ended = execution.run()
    expect(seconds(execution.now)).toBe(0)
    expect(execution.threads[1]!.waitingFor).toMatchObject({ kind: 'task', call: { stateName: 'A' } })
    answer({ kind: 'succeeded', output: 'yes' })
    await ended
    expect(execution.output).toEqual(['yes', {}])
  })

  test('a host that keeps real time is told of every step of the clock', async () => {
    const told: number[][] = []
    await run(machine({ A: { Type: 'Wait', Seconds: 2, Next: 'B' }, B: { Type: 'Wait', Seconds: 3, End: true } }), {
      elapse: async (from, to) => void told.push([seconds(from), seconds(to)]),
    })
    expect(told).toEqual([
      [0, 2],
      [2, 5],
    ])
  })
})
