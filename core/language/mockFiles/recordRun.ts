import { kindOf } from '../../history/events'
import { detailsOf, payloadValue, type RecordedEvent } from '../../history/types'
import type { Machine } from '../../model/machine'
import { applyEdits } from '../edit/applied'
import { difference } from '../edit/putMember'
import { endsByItself, type MockedCall, mockedCalls, thrown } from './mockedCalls'
import { type Recorded, type RecordedAnswer, recordAnswer, testCaseIn } from './recordAnswer'

/** An event of a run, with the name of the state that it belongs to. */
export interface RunEvent {
  readonly event: RecordedEvent
  readonly state?: string
}

/** What the tasks of a run got, in the order in which they ended. One that was cut short, or whose output was cut off, has no answer. */
function answersOf(events: readonly RunEvent[]): MockedCall[] {
  return events.flatMap(({ event, state: stateName }): MockedCall[] => {
    const kind = kindOf(event.type)
    if (kind?.span !== 'task' || kind.role !== 'closes' || stateName === undefined) return []
    const { output, outputDetails, error, cause } = detailsOf(event)
    if (kind.outcome === 'succeeded')
      return output === undefined || outputDetails?.truncated ? [] : [{ stateName, answer: { Return: payloadValue(output) } }]
    return [{ stateName, answer: thrown(error, cause) }]
  })
}

/**
 * The same in the order in which a run asks for them that takes them out of a mock file, with the calls that were cut short; as they ended, where a state
 * is not known to ask as often.
 */
export function answersToAsk(events: readonly RunEvent[], machine: Machine | undefined): MockedCall[] {
  const ended = answersOf(events)
  const history = events.map(({ event }) => event)
  if (machine === undefined || !endsByItself(history)) return ended
  const asked = mockedCalls(machine, history)
  const count = (calls: readonly MockedCall[], name: string) =>
    calls.filter(({ stateName, answer }) => stateName === name && !('duration' in answer)).length
  const isKnown = ({ stateName }: MockedCall) => count(asked, stateName) === count(ended, stateName)
  return [...asked.filter(isKnown), ...ended.filter((each) => !isKnown(each))]
}

/**
 * Writes the answers of a run into a mock file, as a new test case: attempt after attempt of each state, so that the run comes out again. `machine`: what
 * has run. Everything else in the text stays as it is.
 * What is wrong comes back as a text: a file that is none, a test case that is there already, a run without answers.
 */
export function recordRun(
  text: string,
  {
    events,
    machine,
    ...names
  }: Pick<RecordedAnswer, 'stateMachineName' | 'testCase'> & {
    readonly events: readonly RunEvent[]
    readonly machine?: Machine | undefined
  },
): Recorded | string {
  const answers = answersToAsk(events, machine)
  if (answers.length === 0) return 'No task of this run has got an answer.'
  if (testCaseIn(text, names)) return `The test case "${names.testCase}" is there already: choose another name.`
  let now = text
  let { stateMachineName } = names
  for (const answer of answers) {
    const recorded = recordAnswer(now, { ...names, ...answer, forState: false })
    if (typeof recorded === 'string') return recorded
    now = applyEdits(now, recorded.edits)
    stateMachineName = recorded.stateMachineName
  }
  return { edits: difference(text, now), stateMachineName }
}
