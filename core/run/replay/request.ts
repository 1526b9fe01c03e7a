import type { Recording } from '../../history/recordings/read'
import { detailsOf } from '../../history/types'
import { readJson } from '../../syntax/readJson'
import type { RunRequest } from '../prepare'
import { namesIn } from './names'

/** The run that a recording is of: its input as it was sent, and whether it is of a STANDARD or an EXPRESS state machine, where that is known. */
export function recordedRequest(recording: Recording): Pick<RunRequest, 'input' | 'type'> {
  const { input } = detailsOf(recording.events[0]!)
  const { type } = namesIn(recording)
  return { ...(input !== undefined && { input: { text: input } }), ...(type !== undefined && { type }) }
}

/** Why a recording cannot be replayed, in a sentence; undefined: it can. */
export function unreplayable({ events }: Recording): string | undefined {
  const { input, inputDetails } = detailsOf(events[0]!)
  if (input === undefined) return 'The history has no data: execution data was not included when it was logged or fetched.'
  if (inputDetails?.truncated) return 'The history does not have the whole input: it was cut off.'
  return 'fault' in readJson(input) ? 'The input in the history is no JSON.' : undefined
}
