import { describe, expect, test } from 'vitest'
import { begin, type Definition, machine } from './run'

const Resource = 'arn:aws:lambda:us-east-1:123456789012:function:f'
const retried = (Retry: readonly Definition[]) => machine({ A: { Type: 'Task', Resource, Retry, End: true } })

/** The attempt, of how many, the Retrier at work, its use of each, and the next backoff, at each stage of a task that fails with these errors. */
async function seen(Retry: readonly Definition[], errors: readonly string[]) {
  const execution = begin(retried(Retry), {
    task: ({ attempt, input }) =>
      errors[attempt] === undefined ? { kind: 'succeeded', output: input } : { kind: 'failed', error: errors[attempt] },
  })
  const rows: unknown[][] = []
  for (;;) {
    const [thread] = execution.threads
    if (thread === undefined) return rows
    const { attempt, of, current, retriers, backoff } = thread.retries!
    const row = [thread.stage, attempt, of, current, retriers.map(({ used }) => used), backoff]
    if (thread.stage !== 'waiting' && thread.stage !== 'input' && JSON.stringify(row) !== JSON.stringify(rows.at(-1))) rows.push(row)
    await execution.step()
  }
}

test('a Retrier counts its attempts', async () => {
  expect(await seen([{ ErrorEquals: ['E'], MaxAttempts: 2, IntervalSeconds: 3 }], ['E', 'E'])).toEqual([
    ['enter', 1, undefined, undefined, [0], undefined],
    ['retry', 1, 3, 0, [0], 3],
    ['retry', 1, 3, 0, [1], 6],
    ['enter', 2, 3, 0, [1], 6],
    ['retry', 2, 3, 0, [1], 6],
    ['retry', 2, 3, 0, [2], undefined],
    ['enter', 3, 3, 0, [2], undefined],
    ['result', 3, 3, 0, [2], undefined],
    ['exit', 3, 3, 0, [2], undefined],
  ])
})

test('each of several counts its own', async () => {
  const Retry = [
    { ErrorEquals: ['E'], MaxAttempts: 1 },
    { ErrorEquals: ['F'], MaxAttempts: 5, MaxDelaySeconds: 1, BackoffRate: 10 },
  ]
  const rows = await seen(Retry, ['E', 'F', 'G'])
  expect(rows.filter(([stage]) => stage === 'enter')).toEqual([
    ['enter', 1, undefined, undefined, [0, 0], undefined],
    ['enter', 2, 2, 0, [1, 0], undefined],
    ['enter', 3, 7, 1, [1, 1], 1],
  ])
  expect(rows.at(-1)).toEqual(['failed', 3, undefined, undefined, [1, 1], undefined])
})

test('a state without Retriers has nothing to say', () =>
  expect(begin(machine({ A: { Type: 'Pass', End: true } })).next!.retries).toBeUndefined())

describe('the timeline of a state', () => {
  const start = Date.UTC(2026, 0, 1)
  /** At each stop: the attempts with their seconds, where that has changed. */
  async function told(definition: Definition, errors: readonly string[]) {
    const execution = begin(definition, {
      task: ({ attempt }) =>
        errors[attempt] === undefined ? { kind: 'succeeded', output: 1 } : { kind: 'failed', error: errors[attempt] },
    })
    const rows: string[] = []
    while (execution.status === 'RUNNING') {
      const timeline = execution.threads[0]?.retryTimeline
      const line = timeline?.attempts
        .map(({ number, at, error = '', is }) => `${number} ${is} ${(at - start) / 1000} ${error}`.trim())
        .join(', ')
      if (line !== undefined && line !== rows.at(-1)) rows.push(line)
      await execution.step()
    }
    return rows
  }

  test('has what was, what is, and what may come', async () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 2, IntervalSeconds: 3 }]
    expect(await told(retried(Retry), ['E', 'E', 'E'])).toEqual([
      '1 failed 0 E, 2 to come 3, 3 to come 9',
      '1 failed 0 E, 2 waited for 3, 3 to come 9',
      '1 failed 0 E, 2 under way 3, 3 to come 9',
      '1 failed 0 E, 2 failed 3 E, 3 to come 9',
      '1 failed 0 E, 2 failed 3 E, 3 waited for 9',
      '1 failed 0 E, 2 failed 3 E, 3 under way 9',
      '1 failed 0 E, 2 failed 3 E, 3 failed 9 E',
    ])
  })

  test('with jitter says between which times', async () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 2, IntervalSeconds: 3, JitterStrategy: 'FULL' }]
    const execution = begin(retried(Retry), { task: () => ({ kind: 'failed', error: 'E' }) })
    while (execution.threads[0]!.stage !== 'retry') await execution.step()
    const { attempts } = execution.threads[0]!.retryTimeline!
    expect(attempts.slice(1).map(({ from = 0, at }) => [from - start, at - start])).toEqual([
      [0, 3000],
      [0, 9000],
    ])
  })

  test('of branches too, and no longer than a person reads', async () => {
    const Branches = [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } }]
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1000, BackoffRate: 1 }]
    const execution = begin(machine({ P: { Type: 'Parallel', Branches, Retry, End: true } }))
    for (let i = 0; i < 200; i++) await execution.step()
    const { of, attempts } = execution.threads[0]!.retryTimeline!
    expect([of, attempts.length < 30, attempts.find(({ is }) => is === 'failed')?.error]).toEqual([1001, true, undefined])
    expect(attempts.filter(({ is }) => is === 'failed').at(-1)?.error).toBe('E')
  })

  test('there is none where nothing has failed, or by what no Retrier names', async () => {
    expect(await told(retried([{ ErrorEquals: ['E'] }]), [])).toEqual([])
    expect(await told(retried([{ ErrorEquals: ['E'] }]), ['F'])).toEqual([])
  })
})
