import { enteredAtTop } from '../../run/visits'
import type { Failure } from '../types'
import { shown } from './compare'
import { endOf, whereGiven } from './expectation'

/** The states of the top level in order. Where the execution leaves the way that is expected is one difference: what comes then follows from it. */
export const path = whereGiven<'path'>(
  (expected, judged): readonly Failure[] => {
    const entered = enteredAtTop(judged.ran.execution.history)
    const length = Math.max(expected.length, entered.length)
    for (let i = 0; i < length; i++) {
      const wanted = expected[i]
      const found = entered[i]
      if (found?.name === wanted) continue
      const before = entered[i - 1]
      const enters = found === undefined ? 'the execution ends' : `the execution enters ${shown(found.name)}`
      const message = `${before === undefined ? 'First' : `After ${shown(before.name)}`} ${enters}, where ${wanted === undefined ? 'its end' : shown(wanted)} is expected.`
      const values = { ...(wanted !== undefined && { expected: wanted }), ...(found !== undefined && { actual: found.name }) }
      return [{ what: 'path', path: `$[${i}]`, ...values, message, event: found?.event ?? endOf(judged) }]
    }
    return []
  },
  (_, { ran }) => enteredAtTop(ran.execution.history).map(({ name }) => name),
)
