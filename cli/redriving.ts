import { Lines } from '../core/base/lines'
import type { Run } from '../core/run/prepare'
import { isSavedRun, readSavedRun, type SavedRun } from '../core/run/saved/read'
import { redrivenRun } from '../core/run/saved/resume'
import { hostPorts } from '../hosts/node/ports'
import type { RecordingFile } from '../hosts/node/recordings'
import { type Call, UsageError } from './command'
import { readText } from './files'
import type { Terminal } from './terminal'

/** What the run has already, and nobody gives it anew. */
const fixed = ['input', 'name', 'start-time', 'type', 'variables', 'context'] as const

/** The run of `--redrive`, and the one that it goes on with; undefined: it is not asked for. Throws UsageError. */
export function openRedrive(call: Call, terminal: Terminal, run: Run): { readonly run: Run; readonly saved: SavedRun } | undefined {
  const path = call.text('redrive')
  if (path === undefined) return undefined
  const given = fixed.find((name) => call.text(name) !== undefined)
  if (given !== undefined) throw new UsageError(`--redrive goes on with a run that has its own --${given}`)
  const saved = savedIn({ path, text: readText(terminal, path) })
  const known = redrivenRun(run, saved, hostPorts({}))
  if (typeof known === 'string') throw new UsageError(`${path}: ${known}`)
  return { run: known, saved }
}

/** The saved run in a file. Throws UsageError. */
export function savedIn({ path, text }: RecordingFile): SavedRun {
  if (!isSavedRun(text)) throw new UsageError(`${path} is no saved run`)
  const saved = readSavedRun(text)
  if (saved.kind === 'wrong') throw new UsageError(`${placed(path, text, saved)} ${saved.message}`)
  return saved
}

/** `file:line:column`, from 1. */
export function placed(path: string, text: string, { offset }: { readonly offset: number }): string {
  const { line, character } = new Lines(text).position(offset)
  return `${path}:${line + 1}:${character + 1}`
}
