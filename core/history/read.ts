import { isArray, isObject, type Json, type JsonObject, member } from '../base/json'
import type { Range } from '../base/range'
import { parseTimestamp } from '../base/timestamp'
import { jsonProblems } from '../syntax/json'
import { JsonParser } from '../syntax/jsonParser'
import type { Node } from '../syntax/node'
import { kindOf } from './events'
import { misfit } from './members'
import type { RecordedEvent } from './types'

/** A history that somebody has saved, as it was: nothing is lost, and nothing is made of what the table does not know. */
export interface RecordedHistory {
  readonly kind: 'history'
  /** In the order of the file, which is that of time unless `reverseOrder` was asked for. */
  readonly events: readonly RecordedEvent[]
  /** The response that had them, with its `nextToken` where there are more; undefined: the file was the list alone. */
  readonly response: JsonObject | undefined
}

/** Why a file is no history, in a sentence, and where in its text; an empty range at the beginning where it is nowhere in particular. */
export interface HistoryFault extends Range {
  readonly kind: 'wrong'
  readonly message: string
}

/**
 * Reads what GetExecutionHistory answers, as the CLI and the SDKs write it: `{"events": [...]}` or the list. The first thing that is wrong
 * comes back as a value; whatever the text is, it does not throw. A byte order mark may stand before it. Source: Step Functions API
 * reference, GetExecutionHistory, HistoryEvent.
 */
export function readHistory(text: string): RecordedHistory | HistoryFault {
  const start = text.startsWith('\uFEFF') ? 1 : 0
  const json = text.slice(start)
  let value: Json
  try {
    value = JSON.parse(json) as Json
  } catch {
    const { message, offset, length } = jsonProblems(json)[0] ?? { message: 'The text is no JSON.', ...beginning }
    return { kind: 'wrong', message, offset: start + offset, length }
  }
  const response = isObject(value) ? value : undefined
  const events = response === undefined ? value : member(response, 'events')
  const wrong = faultIn(events, response === undefined ? [] : ['events'])
  if (wrong === undefined) return { kind: 'history', events: events as unknown as readonly RecordedEvent[], response }
  const { offset, length } = nodeAlong(new JsonParser(json).parse().root, wrong.path) ?? beginning
  return { kind: 'wrong', message: wrong.message, offset: start + offset, length }
}

const beginning: Range = { offset: 0, length: 0 }

/** The same JSON again, indented by two spaces. What the table does not know is there too. */
export const writeHistory = ({ events, response }: RecordedHistory): string =>
  JSON.stringify(response === undefined ? events : { ...response, events }, undefined, 2)

/**
 * When an event happened, in milliseconds since the epoch: AWS's numbers are seconds. NaN for a text that is no time, which `readHistory`
 * lets no event have.
 */
export function timeOf({ timestamp }: Pick<RecordedEvent, 'timestamp'>): number {
  return typeof timestamp === 'number' ? timestamp * 1000 : (millisecondsOf(timestamp) ?? Number.NaN)
}

/** Python writes a space for the T. */
const millisecondsOf = (timestamp: string) => parseTimestamp(timestamp.replace(' ', 'T'))

/** Of the years 0 to 9999, which ISO 8601 writes with four digits. */
const isTime = (milliseconds: number | undefined): boolean =>
  milliseconds !== undefined && milliseconds >= -62_167_219_200_000 && milliseconds <= 253_402_300_799_999

type Path = readonly (string | number)[]

interface Wrong {
  readonly message: string
  readonly path: Path
}

/** The first thing that is wrong with a list of events, in a sentence that names the place of the event in the list, from 0. */
export function eventsFault(events: readonly Json[]): string | undefined {
  const wrong = faultIn(events, [])
  return wrong && `${wrong.message.slice(0, -1)}: events[${wrong.path[0]}].`
}

function faultIn(events: Json | undefined, path: Path): Wrong | undefined {
  if (!isArray(events)) return { message: 'A history is a list of events, or an object with one under "events".', path: [] }
  for (const [i, event] of events.entries()) {
    const wrong = isObject(event) ? faultOf(event, [...path, i]) : { message: 'An event is an object.', path: [...path, i] }
    if (wrong !== undefined) return wrong
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

function faultOf(event: JsonObject, path: Path): Wrong | undefined {
  for (const [name, what, fits] of needed) {
    const value = member(event, name)
    if (!fits(value)) return { message: `The ${name} of an event is ${what}.`, path: value === undefined ? path : [...path, name] }
  }
  const name = kindOf(member(event, 'type') as string)?.member
  const details = name === undefined ? undefined : member(event, name)
  if (name === undefined || details === undefined) return undefined
  if (!isObject(details)) return { message: `${name} is an object.`, path: [...path, name] }
  for (const [key, value] of Object.entries(details)) {
    const what = misfit(key, value)
    if (what !== undefined) return { message: `${key} of ${name} is ${what}.`, path: [...path, name, key] }
  }
  return undefined
}

/** The node that a path leads to. Of members with one name the last counts, as for JSON.parse. */
function nodeAlong(root: Node | undefined, path: Path): Node | undefined {
  let node = root
  for (const step of path) {
    if (node?.kind === 'array') node = node.items[step as number]
    else if (node?.kind === 'object') node = node.members.findLast(({ key }) => key.value === step)?.value
  }
  return node
}
