import { member } from '../../base/json'
import type { Range } from '../../base/range'
import type { Journal, JournalEntry } from '../../interpreter'
import { isEntry } from './entries'
import type { SavedEnd, SavedHeader, SavedMachine } from './format'
import { damaged, parsedLine, readHeader } from './header'
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
