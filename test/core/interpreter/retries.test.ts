import { expect, test } from 'vitest'
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
