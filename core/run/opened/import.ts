import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { timeOf } from '../../history/read'
import { beginningOf, type Recording } from '../../history/recordings/read'
import { detailsOf } from '../../history/types'
import { stemOf } from '../../model/fileNames'
import { namesIn } from '../replay/names'
import { type ImportedHeader, opening, shownInput } from '../saved/imported'
import { endOf } from './recorded'

/** The text of a file with an imported history: a line for the header, one for each event, and one for the end. */
export function* importedText(recording: Recording, about: About): Iterable<string> {
  yield `${jsonText(headerOf(recording, about) as unknown as Json).slice(0, -1)},${opening}\n`
  const { events } = recording
  for (const [i, event] of events.entries()) yield `${jsonText(event as unknown as Json)}${i < events.length - 1 ? ',' : ''}\n`
  yield ']}\n'
}

/** What whoever imports it knows of it. */
type About = Pick<ImportedHeader, 'savedAt' | 'file' | 'logicalId'>

function headerOf(recording: Recording, about: About): ImportedHeader {
  const { events, arn } = recording
  const { stateMachineName, executionName } = namesIn(recording)
  const { status, error } = endOf(recording)
  return {
    stepthrough: 'history',
    version: 1,
    ...about,
    machine: stateMachineName ?? about.logicalId ?? (about.file === undefined ? 'Imported history' : stemOf(about.file)),
    ...(arn !== undefined && { executionArn: arn }),
    ...(executionName !== undefined && { execution: executionName }),
    input: (detailsOf(events[0]!).input ?? '').slice(0, shownInput),
    status,
    ...(error !== undefined && { error }),
    duration: Math.max(0, timeOf(events.at(-1)!) - beginningOf(recording)),
  }
}
