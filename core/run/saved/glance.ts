import { type Json, type JsonObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { stemOf } from '../../model/fileNames'
import type { SavedEnd, SavedHeader } from './format'
import { parsedLine, readHeader } from './header'
import { type ImportedHeader, importedHeader, shownInput } from './imported'

/** What a list says of a saved run, or of an imported history: the first and the last line are read for it, and nothing between them. */
export interface RunGlance {
  readonly kind: 'run' | 'history'
  /** As of the first line. */
  readonly file: string | undefined
  readonly logicalId: string | undefined
  readonly savedAt: number | undefined
  readonly pid: number | undefined
  /** The name of the state machine: of the run, in its template, else that of its file. */
  readonly machine: string
  readonly execution: string | undefined
  /** How the JSON text of the input begins. */
  readonly input: string
  /** Undefined: it is not over, or was ended by force. RUNNING: somebody has left it before its end. */
  readonly status: SavedEnd['status'] | undefined
  /** Of one that has failed. */
  readonly error: string | undefined
  /** Milliseconds of the execution's own clock. */
  readonly duration: number | undefined
  readonly isExpress: boolean
}

/** Why a file is no saved run, in a sentence. */
export interface NoGlance {
  readonly kind: 'wrong'
  readonly message: string
}

/** The text of a file from a byte up to another one. A character that is cut may be anything. */
export type FileText = (from: number, to: number) => string

/** Bytes that are looked at first, and at most: of the first line, which has the definition and the input, and of the last. */
const some = 64 * 1024
const most = 32 * 1024 * 1024

/** Looks at a file of so many bytes. Never throws, but for what `text` does. */
export function glanceAt(size: number, text: FileText): RunGlance | NoGlance {
  const first = firstLine(size, text)
  if (first === undefined)
    return { kind: 'wrong', message: size > most ? 'The first line of the saved run does not end.' : 'The saved run has no first line.' }
  const imported = importedHeader(first)
  if (imported !== undefined) return ofImported(imported)
  const header = readHeader(first)
  if (typeof header === 'string') return { kind: 'wrong', message: header }
  const last = lastLine(size, text)
  const end = last === undefined ? undefined : parsedLine(last)
  if (last !== undefined && end === undefined) return { kind: 'wrong', message: 'The last line of the saved run is damaged.' }
  return { kind: 'run', ...ofHeader(header), ...ofEnd(end) }
}

/** Whether it may be that a process still writes the run. */
export const isGoing = ({ status, pid }: RunGlance, isAlive: (pid: number) => boolean): boolean =>
  status === undefined && pid !== undefined && isAlive(pid)

function ofImported({ stepthrough: _, version: _1, ...header }: ImportedHeader): RunGlance {
  const { file, logicalId, execution, error } = header
  return { kind: 'history', ...header, file, logicalId, execution, error, pid: undefined, isExpress: false }
}

function ofHeader({ file, logicalId, savedAt, pid, options }: SavedHeader) {
  const { stateMachineName, executionName, input, type } = options
  const text = jsonText(input)
  return {
    file,
    logicalId,
    savedAt,
    pid,
    machine: stateMachineName ?? logicalId ?? (file === undefined ? 'State machine' : stemOf(file)),
    execution: executionName,
    input: text.length > shownInput ? `${text.slice(0, shownInput)}…` : text,
    isExpress: type === 'EXPRESS',
  } as const
}

function ofEnd(end: JsonObject | undefined): Pick<RunGlance, 'status' | 'error' | 'duration'> {
  const known = (name: string, type: 'string' | 'number'): Json | undefined => {
    const value = end === undefined || member(end, 'kind') !== 'end' ? undefined : member(end, name)
    return typeof value === type ? value : undefined
  }
  return {
    status: known('status', 'string') as SavedEnd['status'] | undefined,
    error: known('error', 'string') as string | undefined,
    duration: known('duration', 'number') as number | undefined,
  }
}

function firstLine(size: number, text: FileText): string | undefined {
  for (let to = some; ; to *= 4) {
    const found = text(0, Math.min(to, size))
    const stop = found.indexOf('\n')
    if (stop >= 0) return found.slice(0, stop)
    if (to >= size || to >= most) return undefined
  }
}

/** The last that is whole. Undefined: there is only the first, or none so near to the end. */
function lastLine(size: number, text: FileText): string | undefined {
  for (let length = some; ; length *= 4) {
    const from = Math.max(0, size - length)
    const found = text(from, size)
    const stop = found.lastIndexOf('\n')
    const start = found.lastIndexOf('\n', stop - 1)
    if (stop > 0 && start >= 0) return found.slice(start + 1, stop)
    if (from === 0 || length >= most) return undefined
  }
}
