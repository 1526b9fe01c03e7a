import type { Ran } from '../ran'
import { whereGiven } from './expectation'

/** Seconds on the execution's clock from its first event to its last. */
const secondsOf = ({ execution: { history } }: Ran): number =>
  (history.info(history.length - 1).timestamp - history.info(0).timestamp) / 1000

/** How long the execution takes. */
export const duration = whereGiven<'duration'>(
  ({ atMost }, { ran }) => {
    const seconds = secondsOf(ran)
    if (seconds <= atMost) return []
    const message = `The execution takes ${seconds} seconds, where ${atMost} at most are expected.`
    return [{ what: 'duration', path: '$.atMost', expected: atMost, actual: seconds, message, event: lateEvent(ran, atMost) }]
  },
  (_, { ran }) => ({ atMost: secondsOf(ran) }),
)

/** The id of the first event that is too late. */
function lateEvent({ execution: { history } }: Ran, atMost: number): number {
  const start = history.info(0).timestamp
  let i = 0
  while ((history.info(i).timestamp - start) / 1000 <= atMost) i++
  return i + 1
}
