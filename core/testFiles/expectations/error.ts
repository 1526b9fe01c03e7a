import { matchesCause } from './cause'
import { shown } from './compare'
import { endOf, type Judged, whereGiven } from './expectation'

/** The name of the error. */
export const error = whereGiven<'error'>(
  (expected, judged) => (expected === judged.ran.execution.error ? [] : textFailure('error', expected, judged)),
  (_, { ran }) => ran.execution.error,
)

/** The whole text of the cause, or an expression that matches in it. */
export const cause = whereGiven<'cause'>(
  (expected, judged) => {
    const matches = matchesCause(expected, judged.ran.execution.cause)
    return matches === true ? [] : textFailure('cause', expected, judged, matches)
  },
  (_, { ran }) => ran.execution.cause,
)

/** `why`: what is wrong with the expectation itself. */
function textFailure(what: 'error' | 'cause', expected: string, judged: Judged, why: string | false = false) {
  const actual = judged.ran.execution[what]
  if (actual === undefined && !judged.isEndExpected) return []
  const found = actual === undefined ? `There is no ${what}` : `The ${what} is ${shown(actual)}`
  const message =
    why === false ? `${found}, where ${shown(expected)} is expected.` : `The expected cause ${shown(expected)} cannot be compared: ${why}.`
  return [{ what, expected, ...(actual !== undefined && { actual }), message, event: endOf(judged) }]
}
