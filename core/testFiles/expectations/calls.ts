import { type Json, setMember } from '../../base/json'
import { valuePath } from '../../expressions/valuePath'
import type { Called, Ran } from '../ran'
import type { Failure } from '../types'
import { compare, mostDifferences, shown } from './compare'
import { endOf, type Judged, whereGiven } from './expectation'
import { partOf } from './output'
import { unknownStates } from './stateNames'

const callsOf = ({ calls }: Ran, name: string): readonly Called[] => calls.filter(({ state }) => state.name === name)

/** All calls of a state in order, and what each receives at least. */
export const calls = whereGiven<'calls'>(
  (expected, judged): readonly Failure[] => {
    const { failures, known } = unknownStates('calls', Object.keys(expected), judged)
    return [...failures, ...known.flatMap((name) => ofState(name, expected[name]!, judged))]
  },
  (expected, { ran }) => {
    const came: Record<string, Json> = {}
    for (const [name, wanted] of Object.entries(expected))
      setMember(
        came,
        name,
        callsOf(ran, name).map(({ input }, i) => (wanted[i] === undefined ? input : partOf(wanted[i], input)!)),
      )
    return came
  },
)

function ofState(name: string, expected: readonly Json[], judged: Judged): readonly Failure[] {
  const found = callsOf(judged.ran, name)
  const failures: Failure[] = []
  for (let i = 0; i < Math.max(expected.length, found.length); i++) {
    const wanted = expected[i]
    const call = found[i]
    const subject = `Call ${i} of the state ${shown(name)}`
    const event = call === undefined ? endOf(judged) : (scheduledBy(call, judged.ran) ?? endOf(judged))
    if (failures.length >= mostDifferences) {
      failures.push({ what: 'calls', message: `The calls of the state ${shown(name)} differ in more places than these.`, event })
      return failures
    }
    if (wanted !== undefined && call !== undefined)
      failures.push(...compare(wanted, call.input, { what: 'calls', subject, verb: 'received', subset: true, at: [name, i], event }))
    else {
      const path = valuePath('JSONPath', '$', [name, i])
      if (call !== undefined)
        failures.push({
          what: 'calls',
          path,
          actual: call.input,
          message: `${subject} is not expected: it received ${shown(call.input)}.`,
          event,
        })
      else if (wanted !== undefined)
        failures.push({
          what: 'calls',
          path,
          expected: wanted,
          message: `${subject} does not come, where ${shown(wanted)} is expected.`,
          event,
        })
    }
  }
  return failures
}

/** The id of the event that says that the call's task is scheduled; undefined where another history has it, as that of a child of a distributed Map. */
function scheduledBy({ state, events }: Called, { execution: { history } }: Ran): number | undefined {
  for (let i = Math.min(events, history.length) - 1; i >= 0; i--) {
    const { kind, state: own } = history.info(i)
    if (own === state && kind.span === 'task' && kind.role === 'opens') return i + 1
  }
  return undefined
}
