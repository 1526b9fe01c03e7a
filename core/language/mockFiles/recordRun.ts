import { kindOf } from '../../history/events'
import { detailsOf, payloadValue, type RecordedEvent } from '../../history/types'
import { applyEdits } from '../edit/applied'
import { difference } from '../edit/putMember'
import { type Recorded, type RecordedAnswer, recordAnswer, testCaseIn } from './recordAnswer'

/** An event of a run, with the name of the state that it belongs to. */
export interface RunEvent {
  readonly event: RecordedEvent
  readonly state?: string
}

type Answer = Pick<RecordedAnswer, 'stateName' | 'answer'>

/** What the tasks of a run got, in the order in which they ended. One that was cut short, or whose output was cut off, has no answer. */
function answersOf(events: readonly RunEvent[]): Answer[] {
  return events.flatMap(({ event, state: stateName }): Answer[] => {
    const kind = kindOf(event.type)
    if (kind?.span !== 'task' || kind.role !== 'closes' || stateName === undefined) return []
    const { output, outputDetails, error, cause } = detailsOf(event)
    if (kind.outcome === 'succeeded')
      return output === undefined || outputDetails?.truncated ? [] : [{ stateName, answer: { Return: payloadValue(output) } }]
    return [{ stateName, answer: { Throw: { Error: error ?? 'States.TaskFailed', ...(cause !== undefined && { Cause: cause }) } } }]
  })
}

/**
 * Writes the answers of a run into a mock file, as a new test case: attempt after attempt of each state. Everything else in the text stays as it is.
 * What is wrong comes back as a text: a file that is none, a test case that is there already, a run without answers.
 */
export function recordRun(
  text: string,
  { events, ...names }: Pick<RecordedAnswer, 'stateMachineName' | 'testCase'> & { readonly events: readonly RunEvent[] },
): Recorded | string {
  const answers = answersOf(events)
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
