import { Lines } from '../../core/base/lines'
import { type Recording, readRecordings } from '../../core/history/recordings/read'
import type { Ports } from '../../core/interpreter/api'
import type { Run } from '../../core/run/prepare'
import { chooseRecording } from '../../core/run/replay/choose'
import { unreplayable } from '../../core/run/replay/request'
import { recordedBy } from '../../core/run/saved/check'
import { isSavedRun, readSavedRun, type SavedRun } from '../../core/run/saved/read'
import { redrivenRun, remade } from '../../core/run/saved/resume'
import { errors } from '../errors'
import type { LaunchAttributes } from '../protocol'
import type { Files } from '../system'

/** What a run follows, and the saved run that it is of, where it is one. */
interface Followed {
  readonly recording: Recording
  readonly saved?: Run
}

/** The recorded execution, or the saved run, that a launch names. Throws a UserError that says why there is none. */
export async function recordingOf(
  path: string,
  asked: Partial<LaunchAttributes>,
  files: Files,
  ports: Omit<Ports, 'task'>,
): Promise<Followed> {
  checkAlone('historyFile', asked)
  const parts = await (files.parts?.(path) ?? files.read(path).then((text) => [{ path, text }])).catch((error) => {
    throw errors.unreadable('history', path, files.reason(error))
  })
  const [only] = parts
  if (only !== undefined && parts.length === 1 && isSavedRun(only.text)) return savedOf(only, ports)
  const found = readRecordings(parts.map(({ text }) => text))
  if ('kind' in found) {
    const part = parts[found.text] ?? { path, text: '' }
    throw placed(part, found)
  }
  const chosen = chooseRecording(found, asked.executionName)
  const problem = typeof chosen === 'string' ? chosen : unreplayable(chosen)
  if (typeof chosen === 'string' || problem !== undefined) throw errors.history(`${path}: ${problem}`)
  return { recording: chosen }
}

function savedOf(part: Part, ports: Omit<Ports, 'task'>): Followed {
  const saved = readSavedRun(part.text)
  if (saved.kind === 'wrong') throw placed(part, saved)
  const made = remade(saved, ports)
  if (made.kind === 'refused') throw errors.history(`${part.path}: its definition does not run: ${made.problems[0]?.message}`)
  return { recording: recordedBy(made.execution), saved: made.run }
}

/** A recording or saved run says by itself what the execution begins with. */
function checkAlone(name: 'historyFile' | 'redrive', { input, inputFile, historyFile, redrive }: Partial<LaunchAttributes>): void {
  if (input !== undefined || inputFile !== undefined)
    throw errors.attribute(name, 'has an input of its own: leave "input" and "inputFile" out, and change the payload where the run stops')
  if (historyFile !== undefined && redrive !== undefined) throw errors.attribute('redrive', 'and "historyFile" exclude each other')
}

/** The saved run that a launch redrives. Throws a UserError that says why there is none. */
export async function savedRunAt(path: string, asked: Partial<LaunchAttributes>, files: Files): Promise<SavedRun> {
  checkAlone('redrive', asked)
  const text = await files.read(path).catch((error) => {
    throw errors.unreadable('saved run', path, files.reason(error))
  })
  if (!isSavedRun(text)) throw errors.history(`${path} is no saved run.`)
  const saved = readSavedRun(text)
  if (saved.kind === 'wrong') throw placed({ path, text }, saved)
  return saved
}

/** The run of the program that goes on with a saved one. Throws a UserError that says why it cannot. */
export function redrivenBy(path: string, run: Run, saved: SavedRun, ports: Omit<Ports, 'task'>): Run {
  const known = redrivenRun(run, saved, ports)
  if (typeof known === 'string') throw errors.history(`${path}: ${known}`)
  return known
}

interface Part {
  readonly path: string
  readonly text: string
}

function placed({ path, text }: Part, { offset, message }: { readonly offset: number; readonly message: string }) {
  const { line, character } = new Lines(text).position(offset)
  return errors.history(`${path}:${line + 1}:${character + 1} ${message}`)
}
