import type { Json } from '../../base/json'
import type { AssertPorts, Ran } from '../ran'
import type { Expectations, Failure } from '../types'

/** An execution beside what is expected of it. */
export interface Judged {
  readonly expect: Expectations
  readonly ran: Ran
  readonly ports: AssertPorts
  /** Whether it has ended with a status that is expected: else that says already that there is no output, or no error. */
  readonly isEndExpected: boolean
}

/** What a case says of a member, where it says something. */
type Given<K extends keyof Expectations> = Exclude<Expectations[K], undefined>

/** A member of `expect`: how it is held against what has come. */
export interface Expectation<K extends keyof Expectations> {
  /** In what it does not hold. `expected`: undefined where the case says nothing. */
  readonly differences: (expected: Expectations[K], judged: Judged) => readonly Failure[]
  /** What would have held; undefined: only nothing would. Absent: nobody can say. */
  readonly came?: (expected: Expectations[K], judged: Judged) => Json | undefined
}

/** A row for a member that says nothing where it is absent. */
export const whereGiven = <K extends keyof Expectations>(
  differences: (expected: Given<K>, judged: Judged) => readonly Failure[],
  came?: (expected: Given<K>, judged: Judged) => Json | undefined,
): Expectation<K> => ({
  differences: (expected, judged) => (expected === undefined ? [] : differences(expected as Given<K>, judged)),
  ...(came && { came: (expected, judged) => (expected === undefined ? undefined : came(expected as Given<K>, judged)) }),
})

/** The id of the event with which the execution has ended. */
export const endOf = ({ ran }: Judged): number => ran.execution.history.length
