import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import type { Range } from '../../base/range'
import { eventsFault } from '../../history/read'
import type { Journal, JournalEntry } from '../../interpreter'
import { isEntry } from './entries'
import { optionNames, type SavedEnd, type SavedHeader, type SavedMachine } from './format'
import { redactedValue } from './redact'

/** A run that was saved, as far as it came. */
export interface SavedRun {
  readonly kind: 'saved'
  readonly header: SavedHeader
  readonly machines: ReadonlyMap<string, SavedMachine>
  readonly journal: Journal
  /** Undefined: it had not ended when it was last written to. */
  readonly end: SavedEnd | undefined
  /** Whether values were left out of it, which may have been those that the run went by. */
  readonly isRedacted: boolean
}

/** Why a text is no saved run, in a sentence, and where. */
export interface SavedFault extends Range {
  readonly kind: 'wrong'
  readonly message: string
  /** The run up to the line that is to blame; undefined where that is the first. */
  readonly before?: SavedRun
}

/** Whether a text is meant to be a saved run, by how it begins. */
export const isSavedRun = (text: string): boolean => /^\uFEFF?\s*\{\s*"stepthrough"\s*:\s*"run"/.test(text.slice(0, 200))

/** Reads a saved run. A last line without an end was being written, and is left out. Never throws. */
export function readSavedRun(text: string): SavedRun | SavedFault {
  const lines = new Lines()
  let start = text.startsWith('\uFEFF') ? 1 : 0
  for (let stop = text.indexOf('\n', start); stop >= 0; start = stop + 1, stop = text.indexOf('\n', start)) {
    const line = text.slice(start, stop)
    const message = line.trim() === '' ? undefined : lines.add(line)
    if (message === undefined) continue
    const before = lines.run(text.slice(0, start))
    return { kind: 'wrong', message, offset: start, length: line.length, ...(before && { before }) }
  }
  return lines.run(text) ?? { kind: 'wrong', message: 'The saved run has no first line.', offset: 0, length: 0 }
}

/** What the lines so far come to. */
class Lines {
  private header: SavedHeader | undefined
  private readonly machines = new Map<string, SavedMachine>()
  private readonly entries: JournalEntry[] = []
  private end: SavedEnd | undefined

  /** Gives what is wrong with it, in a sentence. */
  add(line: string): string | undefined {
    if (this.header === undefined) {
      const header = readHeader(line)
      if (typeof header === 'string') return header
      this.header = header
      return undefined
    }
    const value = parsedLine(line)
    if (value === undefined) return damaged
    const kind = member(value, 'kind')
    const before = this.end
    // what comes behind an end goes on
    this.end = undefined
    if (kind === 'machine' && typeof member(value, 'id') === 'string' && typeof member(value, 'definition') === 'string')
      this.machines.set(member(value, 'id') as string, value as never)
    else if (kind === 'back' && typeof member(value, 'length') === 'number')
      this.entries.length = Math.max(0, Math.min(this.entries.length, Math.trunc(member(value, 'length') as number)))
    else if (kind === 'end' && typeof member(value, 'position') === 'number') this.end = value as unknown as SavedEnd
    else if (isEntry(value)) this.entries.push(value as unknown as JournalEntry)
    else {
      this.end = before
      return 'This line of the saved run says nothing that is known.'
    }
    return undefined
  }

  /** `text`: that of the lines. Undefined: there was none. */
  run(text: string): SavedRun | undefined {
    const { header, machines, entries, end } = this
    if (header === undefined) return undefined
    const position = end?.position ?? entries.at(-1)?.at ?? 0
    const isRedacted = header.redacted !== undefined && text.includes(redactedValue)
    return { kind: 'saved', header, machines, journal: { position, entries }, end, isRedacted }
  }
}

const damaged = 'This line of the saved run is damaged.'

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
