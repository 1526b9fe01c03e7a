import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import type { Range } from '../../base/range'
import { kindOf } from '../events'
import { eventsFault, type Path, rangeAlong, timeOf } from '../read'
import type { RecordedEvent } from '../types'
import { exportedRows } from './csv'
import { loggedEvent, messagesIn, messagesOfCsv } from './logEvents'
import { jsonTexts } from './texts'

/** An execution that AWS has recorded, from its beginning. */
export interface Recording {
  /** In the order of their ids, which are 1, 2, 3... */
  readonly events: readonly RecordedEvent[]
  /** As the log says, or DescribeExecution; a history alone does not. */
  readonly arn: string | undefined
  /** Whether the execution had ended, and its end is there. */
  readonly isWhole: boolean
}

/** Why texts are no recording, in a sentence. `text`: the index of the text that is to blame; an empty range where it is nowhere in particular. */
export interface RecordingFault extends Range {
  readonly kind: 'wrong'
  readonly message: string
  readonly text: number
}

/**
 * Reads recorded executions out of one or more texts: what GetExecutionHistory answers (`{"events": [...]}` or the list, a page or several of them in a list or
 * one after the other, in either order), and what CloudWatch Logs has of executions, as `logEvents.ts` says. An answer of DescribeExecution beside a history
 * names the execution. Never throws; there is at least one recording.
 */
export function readRecordings(texts: readonly string[]): readonly Recording[] | RecordingFault {
  const found = new Found()
  for (const [index, text] of texts.entries()) {
    const fault = found.read(text)
    if (fault !== undefined) return { ...fault, kind: 'wrong', text: index }
  }
  return found.recordings()
}

type Fault = Omit<RecordingFault, 'kind' | 'text'>
const nowhere: Range = { offset: 0, length: 0 }

/** What has been read so far. */
class Found {
  private readonly pages: JsonObject[] = []
  private readonly logged = new Map<string, JsonObject[]>()
  private described: string | undefined

  read(text: string): Fault | undefined {
    const values = jsonTexts(text)
    if ('kind' in values) {
      const messages = messagesOfCsv(exportedRows(text))
      if (messages.length === 0) return values
      return this.add(messages)
    }
    for (const { value, offset, length } of values) {
      const fault = this.take(value)
      if (fault === undefined) continue
      const at = rangeAlong(text.slice(offset, offset + length), fault.path)
      return { message: fault.message, offset: offset + (at?.offset ?? 0), length: at?.length ?? length }
    }
    return undefined
  }

  private add(messages: readonly Json[]): undefined {
    for (const message of messages) {
      const found = loggedEvent(message)
      if (found === undefined) continue
      const known = this.logged.get(found.arn)
      if (known) known.push(found.event)
      else this.logged.set(found.arn, [found.event])
    }
  }

  private take(value: Json): { readonly message: string; readonly path: Path } | undefined {
    const messages = messagesIn(value)
    if (messages.length > 0) return this.add(messages)
    if (isObject(value)) {
      const arn = member(value, 'executionArn')
      if (typeof arn === 'string') this.described = arn
    }
    const pages = pagesIn(value)
    if (pages === undefined)
      return isObject(value) && member(value, 'executionArn') !== undefined ? undefined : { message: notHistory, path: [] }
    for (const { events, path } of pages) {
      const wrong = eventsFault(events)
      if (wrong !== undefined) return { message: wrong.message, path: [...path, ...wrong.path] }
      this.pages.push(...(events as readonly JsonObject[]))
    }
    return undefined
  }

  recordings(): readonly Recording[] | RecordingFault {
    const fault = (message: string): RecordingFault => ({ kind: 'wrong', message, text: 0, ...nowhere })
    const lists: [string | undefined, readonly JsonObject[]][] = [...this.logged]
    if (this.pages.length > 0) lists.push([this.described, this.pages])
    const recordings: Recording[] = []
    for (const [arn, events] of lists) {
      const made = eventsFault(events)?.message ?? recordingOf(events as unknown as readonly RecordedEvent[], arn)
      if (typeof made !== 'string') recordings.push(made)
      // of many executions in one log those at its edges are not whole
      else if (lists.length === 1) return fault(arn === undefined ? made : `${made} (${arn})`)
    }
    return recordings.length === 0 ? fault('There are no events of an execution in it.') : recordings
  }
}

const notHistory =
  'This is neither what GetExecutionHistory answers (a list of events, or an object with one under "events"), nor the log of an execution.'

interface Page {
  readonly events: readonly Json[]
  /** Where they are in the value. */
  readonly path: Path
}

/** The pages of a value: an answer of GetExecutionHistory, a list of such, or the list of events alone. */
function pagesIn(value: Json): readonly Page[] | undefined {
  if (!isArray(value)) return pageIn(value, [])
  const pages = value.map((each, i) => pageIn(each, [i]))
  return pages.length > 0 && pages.every((page) => page !== undefined) ? pages.flat() : [{ events: value, path: [] }]
}

function pageIn(value: Json, path: Path): readonly [Page] | undefined {
  const events = isObject(value) ? member(value, 'events') : undefined
  return isArray(events) ? [{ events, path: [...path, 'events'] }] : undefined
}

/** Puts events in order; two of one id are one. A sentence where some are missing at the beginning or in between. */
function recordingOf(events: readonly RecordedEvent[], arn: string | undefined): Recording | string {
  const byId = new Map(events.map((event) => [event.id, event]))
  const inOrder = [...byId.values()].sort((a, b) => a.id - b.id)
  const [first] = inOrder
  if (first?.type !== 'ExecutionStarted') return 'The history does not begin with ExecutionStarted: its beginning is missing.'
  for (const [i, { id }] of inOrder.entries())
    if (id !== first.id + i)
      return `Event ${first.id + i} is missing in the history${arn === undefined ? '' : ': the log has to have the level ALL'}.`
  const last = kindOf(inOrder.at(-1)!.type)
  return { events: inOrder, arn, isWhole: last?.span === 'execution' && last.role === 'closes' }
}

/** When it began, in milliseconds since the epoch. */
export const beginningOf = ({ events }: Recording): number => timeOf(events[0]!)
