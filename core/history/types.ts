import type { Json } from '../base/json'
import type { State } from '../model/machine'
import type { Payload } from './archive'
import { type Kinds, kindOf } from './events'
import type { DetailsOf, EventKind } from './kind'
import { type DetailsWith, isMarked, type MemberName } from './members'
import type { TaskSource } from './sources'

/**
 * The log of events. Events keep references; `event(i)` makes AWS's wire shape when asked. An index is from 0; both throw RangeError beyond
 * the end.
 */
export interface History {
  readonly length: number
  /**
   * The event with id `i + 1`, in the shape of GetExecutionHistory (timestamps as ISO 8601 text). `text` makes the texts of payloads: their
   * whole JSON, unless the caller wants less.
   */
  event(index: number, text?: (payload: Payload) => string): HistoryEvent
  /**
   * What belongs to it beyond AWS's shape, without serialising: its row, the state in the definition, the thread (0 is the machine itself),
   * milliseconds since the epoch.
   */
  info(index: number): { readonly kind: EventKind; readonly state: State | undefined; readonly thread: number; readonly timestamp: number }
  /** Who answered the task that the event ends; undefined of any other event, and where nobody said so. */
  answeredBy(index: number): TaskSource | undefined
}

/** The members that hold details, by their names: an event has at most one. */
type DetailsMembers = { readonly [K in Kinds as K['member'] & string]?: DetailsOf<K> }

/** GetExecutionHistory's HistoryEvent. Payloads are JSON texts. Source: Step Functions API reference, HistoryEvent. */
export interface HistoryEvent extends DetailsMembers {
  readonly id: number
  /** 0: there is none. */
  readonly previousEventId: number
  /** ISO 8601. */
  readonly timestamp: string
  readonly type: string
}

/**
 * One that somebody else has written down: its time is seconds since the epoch, or ISO 8601 (`timeOf` reads both). It may have members that
 * this table does not know.
 */
export interface RecordedEvent extends Omit<HistoryEvent, 'timestamp' | 'previousEventId'> {
  readonly previousEventId?: number
  readonly timestamp: string | number
}

/** All that details of any event can have. */
export type AnyDetails = DetailsWith<MemberName>

/** The name of the member with an event's details. Of a type that the table does not know, it is the one that is named as all are. */
const memberOf = (event: RecordedEvent): string | undefined =>
  kindOf(event.type)?.member ?? Object.keys(event).find((name) => name.endsWith('EventDetails'))

/** The details of an event, whatever its type; empty where it has none. */
export function detailsOf(event: RecordedEvent): AnyDetails {
  const member = memberOf(event)
  const details = member === undefined ? undefined : (event as unknown as { readonly [member: string]: AnyDetails | undefined })[member]
  return typeof details === 'object' && details !== null ? details : {}
}

/** Says of the payloads what AWS says of those that it does not show whole. Source: API reference, HistoryEventExecutionDataDetails. */
export function markedAsCut(event: HistoryEvent): HistoryEvent {
  const member = memberOf(event)
  if (member === undefined) return event
  const details: { [name: string]: unknown } = {}
  for (const [name, value] of Object.entries(detailsOf(event)))
    details[name] = name.endsWith('Details') && isMarked(name.slice(0, -'Details'.length)) ? { truncated: true } : value
  return { ...event, [member]: details }
}

/** A payload's text as a value; the text itself where it is cut, and so no JSON. */
export function payloadValue(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
