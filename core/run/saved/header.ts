import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { eventsFault } from '../../history/read'
import { optionNames, type SavedHeader } from './format'

/** What is said of a line that cannot be read. */
export const damaged = 'This line of the saved run is damaged.'

/** The first line of a saved run; what is wrong with it, in a sentence. */
export function readHeader(line: string): SavedHeader | string {
  const value = parsedLine(line)
  return value === undefined ? damaged : (headerFault(value) ?? (value as unknown as SavedHeader))
}

function headerFault(header: JsonObject): string | undefined {
  if (member(header, 'stepthrough') !== 'run') return 'This is no saved run.'
  if (member(header, 'version') !== 1)
    return `The saved run is of version ${JSON.stringify(member(header, 'version'))}, and only 1 can be read here.`
  const redacted = member(header, 'redacted')
  if (redacted !== undefined && !(isArray(redacted) && redacted.every((each) => typeof each === 'string')))
    return 'The patterns by which the saved run was redacted are none.'
  const odd = Object.entries(abouts).find(([name, type]) => !['undefined', type].includes(typeof member(header, name)))
  if (odd !== undefined) return `The member "${odd[0]}" of the saved run is none.`
  const options = member(header, 'options')
  if (typeof member(header, 'definition') !== 'string' || !isObject(options)) return 'The saved run has no definition.'
  if (!Object.hasOwn(options, 'input')) return 'The saved run has no input.'
  if (!isRecording(member(header, 'recording'))) return 'The recording that the saved run follows is none.'
  const wrong = Object.entries(options).find(([name, value]) => !fits(name, value))
  return wrong && `The option "${wrong[0]}" of the saved run is none.`
}

/** What a host says of the run. */
const abouts = { savedAt: 'number', pid: 'number', file: 'string', logicalId: 'string' } as const

function isRecording(value: Json | undefined): boolean {
  if (value === undefined) return true
  const events = isObject(value) ? member(value, 'events') : undefined
  return isArray(events) && events.length > 0 && eventsFault(events) === undefined
}

/** Options that are no text. */
const kinds: { readonly [name: string]: (value: Json) => boolean } = {
  input: () => true,
  startTime: (value) => typeof value === 'number' && Math.abs(value) <= 8.64e15,
  context: isObject,
  variables: isObject,
  limits: (value) => isObject(value) && Object.values(value).every((limit) => typeof limit === 'number'),
}

const fits = (name: string, value: Json): boolean =>
  (optionNames as readonly string[]).includes(name) && (Object.hasOwn(kinds, name) ? kinds[name]!(value) : typeof value === 'string')

/** A line as the object that it is; undefined: it is damaged. */
export function parsedLine(line: string): JsonObject | undefined {
  try {
    const value = JSON.parse(line) as Json
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
