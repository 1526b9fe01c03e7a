import { expect, test } from 'vitest'
import { taskTitle } from '../../client/taskTitle'

test.each([
  [1, 'Machine', 0, 'Pay waits for its result'],
  [1, 'Orders', 2, 'Pay waits for its result (attempt 3)'],
  [4, 'Each [3]', 0, 'Pay waits for its result (Each [3])'],
  [4, 'Each [3]', 1, 'Pay waits for its result (Each [3], attempt 2)'],
])('thread %i %s, attempt %i: %s', (threadId, threadName, attempt, title) => {
  expect(taskTitle({ stateName: 'Pay', threadId, threadName, attempt })).toBe(title)
})
