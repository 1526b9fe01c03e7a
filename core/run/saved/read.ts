import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import type { Range } from '../../base/range'
import { eventsFault } from '../../history/read'
import type { Journal, JournalEntry } from '../../interpreter'
import { isEntry } from './entries'
import { optionNames, type SavedEnd, type SavedHeader, type SavedMachine } from './format'

/** A run that was saved, as far as it came. */
export interface SavedRun {
  readonly kind: 'saved'
  readonly header: SavedHeader
  readonly machines: ReadonlyMap<string, SavedMachine>
  readonly journal: Journal
  /** Undefined: it had not ended when it was last written to. */
  readonly end: SavedEnd | undefined
}

/** Why a text is no saved run, in a sentence, and where. */
export interface SavedFault extends Range {
  readonly kind: 'wrong'
  readonly message: string
}

/** Whether a text is meant to be a saved run, by how it begins. */
export const isSavedRun = (text: string): boolean => /^\uFEFF?\s*\{\s*"stepthrough"\s*:\s*"run"/.test(text.slice(0, 200))

/** Reads a saved run. A last line without an end was being written, and is left out. Never throws. */
export function readSavedRun(text: string): SavedRun | SavedFault {
  const machines = new Map<string, SavedMachine>()
  const entries: JournalEntry[] = []
  let header: SavedHeader | undefined
  let end: SavedEnd | undefined
  let start = text.startsWith('\uFEFF') ? 1 : 0
  for (let stop = text.indexOf('\n', start); stop >= 0; start = stop + 1, stop = text.indexOf('\n', start)) {
    const line = text.slice(start, stop)
    if (line.trim() === '') continue
    const value = parsed(line)
    const wrong = (message: string): SavedFault => ({ kind: 'wrong', message, offset: start, length: line.length })
    if (value === undefined) return wrong('This line of the saved run is damaged.')
    if (header === undefined) {
      const problem = headerFault(value)
      if (problem !== undefined) return wrong(problem)
      header = value as unknown as SavedHeader
      continue
    }
    const kind = member(value, 'kind')
    // what comes behind an end goes on
    end = undefined
    if (kind === 'machine' && typeof member(value, 'id') === 'string' && typeof member(value, 'definition') === 'string')
      machines.set(member(value, 'id') as string, value as never)
    else if (kind === 'back' && typeof member(value, 'length') === 'number')
      entries.length = Math.min(entries.length, member(value, 'length') as number)
    else if (kind === 'end' && typeof member(value, 'position') === 'number') end = value as unknown as SavedEnd
    else if (isEntry(value)) entries.push(value as unknown as JournalEntry)
    else return wrong('This line of the saved run says nothing that is known.')
  }
  if (header === undefined) return { kind: 'wrong', message: 'The saved run has no first line.', offset: 0, length: 0 }
  const position = end?.position ?? entries.at(-1)?.at ?? 0
  return { kind: 'saved', header, machines, journal: { position, entries }, end }
}

function headerFault(header: JsonObject): string | undefined {
  if (member(header, 'stepthrough') !== 'run') return 'This is no saved run.'
  if (member(header, 'version') !== 1)
    return `The saved run is of version ${JSON.stringify(member(header, 'version'))}, and only 1 can be read here.`
  const options = member(header, 'options')
  if (typeof member(header, 'definition') !== 'string' || !isObject(options)) return 'The saved run has no definition.'
  if (!Object.hasOwn(options, 'input')) return 'The saved run has no input.'
  if (!isRecording(member(header, 'recording'))) return 'The recording that the saved run follows is none.'
  const wrong = Object.entries(options).find(([name, value]) => !fits(name, value))
  return wrong && `The option "${wrong[0]}" of the saved run is none.`
}

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

function parsed(line: string): JsonObject | undefined {
  try {
    const value = JSON.parse(line) as Json
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
