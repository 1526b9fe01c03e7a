import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { kindOf } from '../../history/events'
import { isMarked, isPayload } from '../../history/members'
import { type AnyDetails, detailsOf, type HistoryEvent, type RecordedEvent } from '../../history/types'
import type { Difference } from '../../interpreter'
import type { Unknowns } from './unknowns'

/** Members that a run here has no use for. */
const skipped = new Set(['stateMachineAliasArn', 'stateMachineVersionArn'])

/**
 * Where an event that has come here is another than the recorded one, in the order of the recorded one's members; ids apart, and what the recording does not have:
 * payloads where execution data was left out or is cut. `now`: the time of the event, in milliseconds since the epoch. `most`: as many are looked for.
 */
export function eventDifferences(
  recorded: RecordedEvent,
  event: Pick<HistoryEvent, 'id' | 'timestamp' | 'type'>,
  now: number,
  unknowns: Unknowns,
  most = Number.POSITIVE_INFINITY,
): Difference[] {
  const [expected, actual] = [detailsOf(recorded), detailsOf(event)]
  if (recorded.type !== event.type || (expected.name !== undefined && actual.name !== expected.name))
    return [{ path: undefined, expected: described(recorded), actual: described(event) }]
  // of an end from outside AWS has none, or fewer
  if (Object.keys(expected).length === 0 || kindOf(recorded.type)?.outcome === 'timedOut') return []
  const found: Difference[] = []
  for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    if (skipped.has(name) || (name.endsWith('Details') && isMarked(name.slice(0, -'Details'.length)))) continue
    const pair = memberPair(name, expected, actual)
    if (pair !== undefined) compare(pair, name, now, unknowns, most, found)
    if (found.length >= most) break
  }
  return found
}

const described = (event: RecordedEvent): Json => {
  const { name } = detailsOf(event)
  return name === undefined ? { type: event.type } : { type: event.type, name }
}

/** The values of a member on both sides. Undefined: nothing is recorded that could be compared. */
type Values = readonly [expected: Json | undefined, actual: Json | undefined]

function memberPair(name: string, expected: AnyDetails, actual: AnyDetails): Values | undefined {
  const [mine, yours] = [expected as Members, actual as Members]
  const [is, should] = [yours[name], mine[name]]
  if (name === 'assignedVariables')
    return isObject(should) ? [parsedMembers(should), isObject(is) ? parsedMembers(is) : undefined] : undefined
  if (!isPayload(name)) return [should, is]
  const value = parsed(should)
  return value === undefined ? undefined : [value, parsed(is)]
}

type Members = { readonly [name: string]: Json | undefined }

/** Values by names, of their JSON texts. */
export const parsedMembers = (texts: { readonly [name: string]: Json }): JsonObject =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, parsed(text) ?? text]))

/** The value of a payload's text; undefined where it is not there, or cut. */
function parsed(text: Json | undefined): Json | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Adds the places at which two values differ, with their paths as in JavaScript. */
function compare([expected, actual]: Values, path: string, now: number, unknowns: Unknowns, most: number, found: Difference[]): void {
  const work: Difference[] = [{ expected, actual, path }]
  for (let pair = work.pop(); pair !== undefined && found.length < most; pair = work.pop()) {
    if (pair.expected === pair.actual) continue
    const inner = within(pair)
    if (inner !== undefined) for (let i = inner.length - 1; i >= 0; i--) work.push(inner[i]!)
    else if (!leafFits(pair, now, unknowns)) found.push(pair)
  }
}

/** The pairs of members or elements; undefined: one of the two has none, or they are of different kinds. */
function within({ expected, actual, path }: Difference): Difference[] | undefined {
  if (isArray(expected) && isArray(actual)) {
    const length = Math.max(expected.length, actual.length)
    return Array.from({ length }, (_, i) => ({ expected: expected[i], actual: actual[i], path: `${path}[${i}]` }))
  }
  if (!isObject(expected) || !isObject(actual)) return undefined
  const names = new Set([...Object.keys(expected), ...Object.keys(actual)])
  return [...names].map((name) => ({ expected: member(expected, name), actual: member(actual, name), path: path + step(name) }))
}

const step = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`)

/** Since when the context object has RedriveCount. Source: Developer Guide, "Redriving executions": eligible executions; older recordings do not have it. */
const redrivable = Date.UTC(2023, 10, 15)

function leafFits({ expected, actual, path }: Difference, now: number, unknowns: Unknowns): boolean {
  if (expected === undefined && now < redrivable) return path?.endsWith('.RedriveCount') === true
  if (typeof expected === 'string' && typeof actual === 'string') return unknowns.textFits(expected, actual, now)
  if (typeof expected === 'number' && typeof actual === 'number') return unknowns.numberFits(expected, actual, now)
  return false
}
