import { expect, test } from 'vitest'
import type { AttemptDetail } from '../../../core/run/inspect/types'
import { attemptRows } from '../../../webview/detail/attempts'

const failed: AttemptDetail = {
  attempt: 0,
  is: 'failed',
  start: 1000,
  end: 2000,
  error: 'Busy',
  retrier: 0,
  backoff: 3000,
  answeredBy: 'mock',
}

test('attempts, their waits and what came of them', () => {
  expect(attemptRows([failed, { attempt: 1, is: 'succeeded', start: 5000, end: 9000 }], 9000)).toEqual([
    {
      attempt: 0,
      title: 'Attempt 1',
      is: 'failed',
      text: 'Failed: Busy · took 1 s · answered by the mock file · then waits 3 s (Retry[0])',
      bar: { from: 0, to: 0.125 },
      backoff: { from: 0.125, to: 0.5 },
    },
    { attempt: 1, title: 'Attempt 2', is: 'succeeded', text: 'Succeeded · took 4 s', bar: { from: 0.5, to: 1 }, backoff: undefined },
  ])
})

test('what is under way reaches to now, and those to come are there', () => {
  const rows = attemptRows([failed, { attempt: 1, is: 'waited for', start: 5000 }, { attempt: 2, is: 'to come', start: 11000 }], 3000)
  expect(rows.map(({ text }) => text).slice(1)).toEqual([
    'Begins after the wait · 4 s after the first',
    'May follow · 10 s after the first',
  ])
  expect(rows[2]!.bar).toEqual({ from: 1, to: 1 })
  expect(attemptRows([{ attempt: 0, is: 'under way', start: 1000 }], 3000)[0]!.bar).toEqual({ from: 0, to: 1 })
})

test('where no time passes nothing is divided by it', () => {
  expect(attemptRows([{ attempt: 0, is: 'succeeded', start: 1, end: 1 }], 1)[0]!.bar).toEqual({ from: 0, to: 0 })
  expect(attemptRows([], 1)).toEqual([])
})
