import { isObject, type Json, type JsonObject, member } from '../base/json'
import type { Range } from '../base/range'
import { parseTimestamp } from '../base/timestamp'
import { JsonParser } from '../syntax/jsonParser'
import type { Node } from '../syntax/node'
import { kindOf } from './events'
import { misfit } from './members'
import type { RecordedEvent } from './types'

/**
 * When an event happened, in milliseconds since the epoch: AWS's numbers are seconds. NaN for a text that is no time, which
 * `eventsFault` lets no event have.
 */
export function timeOf({ timestamp }: Pick<RecordedEvent, 'timestamp'>): number {
  return typeof timestamp === 'number' ? timestamp * 1000 : (millisecondsOf(timestamp) ?? Number.NaN)
}

/** Python writes a space for the T. */
const millisecondsOf = (timestamp: string) => parseTimestamp(timestamp.replace(' ', 'T'))

/** Of the years 0 to 9999, which ISO 8601 writes with four digits. */
const isTime = (milliseconds: number | undefined): boolean =>
  milliseconds !== undefined && milliseconds >= -62_167_219_200_000 && milliseconds <= 253_402_300_799_999

/** Where in a JSON value: the names and indices that lead there. */
export type Path = readonly (string | number)[]

/** What is wrong with a list of events, in a sentence, and where in the list. */
export interface EventsFault {
  readonly message: string
  readonly path: Path
}

/**
 * The first thing that is wrong with a list of events as GetExecutionHistory answers it; undefined: nothing. What the table does not know is right. Source: Step
 * Functions API reference, HistoryEvent.
 */
export function eventsFault(events: readonly Json[]): EventsFault | undefined {
  for (const [i, event] of events.entries()) {
    const wrong = isObject(event) ? faultOf(event, [i]) : { message: 'An event is an object', path: [i] }
    if (wrong !== undefined) return { message: `${wrong.message}: events[${i}].`, path: wrong.path }
  }
  return undefined
}

const needed: readonly (readonly [name: string, what: string, fits: (value: Json | undefined) => boolean])[] = [
  ['id', 'a number', (value) => typeof value === 'number'],
  ['previousEventId', 'a number, where it is there', (value) => value === undefined || typeof value === 'number'],
  ['type', 'a text', (value) => typeof value === 'string'],
  [
    'timestamp',
    'seconds since the epoch or a time in ISO 8601',
    (value) => isTime(typeof value === 'number' ? value * 1000 : typeof value === 'string' ? millisecondsOf(value) : undefined),
  ],
]

/** In a sentence without its end. */
function faultOf(event: JsonObject, path: Path): EventsFault | undefined {
  for (const [name, what, fits] of needed) {
    const value = member(event, name)
    if (!fits(value)) return { message: `The ${name} of an event is ${what}`, path: value === undefined ? path : [...path, name] }
  }
  const name = kindOf(member(event, 'type') as string)?.member
  const details = name === undefined ? undefined : member(event, name)
  if (name === undefined || details === undefined) return undefined
  if (!isObject(details)) return { message: `${name} is an object`, path: [...path, name] }
  for (const [key, value] of Object.entries(details)) {
    const what = misfit(key, value)
    if (what !== undefined) return { message: `${key} of ${name} is ${what}`, path: [...path, name, key] }
  }
  return undefined
}

/** Where a path leads to in a JSON text; undefined: nowhere. Of members with one name the last counts, as for JSON.parse. */
export function rangeAlong(text: string, path: Path): Range | undefined {
  let node: Node | undefined = new JsonParser(text).parse().root
  for (const step of path) {
    if (node?.kind === 'array') node = node.items[step as number]
    else if (node?.kind === 'object') node = node.members.findLast(({ key }) => key.value === step)?.value
  }
  return node
}
