import { type Payload, payloadText } from '../../history/archive'
import { detailsOf, type RecordedEvent } from '../../history/types'

/** A history in which a text is looked for: the log of a run, or a list of events. */
export interface Searched {
  readonly length: number
  /** `index` is from 0; `text` makes the texts of payloads. */
  event(index: number, text?: (payload: Payload) => string): RecordedEvent
}

/** A part of a history that has been looked through. */
export interface FoundEvents {
  /** Ids of the events that have the text, ascending. */
  readonly found: readonly number[]
  /** The index at which to go on; absent where there are no more events. */
  readonly next?: number
}

/** Characters of events that are looked through at once: some tens of milliseconds. */
const portion = 16 * 1024 * 1024
/** Of an event beside its payloads. */
const eventSize = 200

/** Looks for a text in events from an index on (from 0), as many as `most` characters hold and at least one. It says where to go on. */
export function searchEvents(history: Searched, { text, from }: { text: string; from: number }, most = portion): FoundEvents {
  const has = textFinder(text)
  const found: number[] = []
  let size = 0
  let last: Payload | undefined
  let lastText = ''
  const write = (payload: Payload) => {
    // what leaves one state enters the next
    if (payload !== last) lastText = payloadText((last = payload))
    size += lastText.length
    return lastText
  }
  let index = Math.max(0, from)
  while (index < history.length && size < most) {
    const event = history.event(index++, write)
    size += eventSize
    if (eventHas(event, has)) found.push(event.id)
  }
  return index < history.length ? { found, next: index } : { found }
}

/** Whether a text is found in another one, whatever the case, also as it is written within a JSON string. */
export function textFinder(text: string): (within: string) => boolean {
  const plain = text.toLowerCase()
  const escaped = JSON.stringify(text).slice(1, -1).toLowerCase()
  const other = escaped === plain ? undefined : escaped
  return (within) => {
    const lower = within.toLowerCase()
    return lower.includes(plain) || (other !== undefined && lower.includes(other))
  }
}

/** Whether one of the texts of an event's details is found: payloads as JSON, variables, errors and their causes, resources. The state's name is none of them. */
export function eventHas(event: RecordedEvent, has: (text: string) => boolean): boolean {
  for (const [name, value] of Object.entries(detailsOf(event))) {
    if (name === 'name') continue
    if (typeof value === 'string' ? has(value) : typeof value === 'object' && hasMember(value, has)) return true
  }
  return false
}

const hasMember = (values: object, has: (text: string) => boolean): boolean =>
  Object.entries(values).some(([name, value]) => typeof value === 'string' && (has(name) || has(value)))
