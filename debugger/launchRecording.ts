import { Lines } from '../core/base/lines'
import { type Recording, readRecordings } from '../core/history/recordings/read'
import { chooseRecording } from '../core/run/replay/choose'
import { unreplayable } from '../core/run/replay/request'
import { errors } from './errors'
import type { LaunchAttributes } from './protocol'
import type { Files } from './system'

/** The recorded execution that a launch names. Throws a UserError that says why there is none. */
export async function recordingOf(path: string, asked: Partial<LaunchAttributes>, files: Files): Promise<Recording> {
  if (asked.input !== undefined || asked.inputFile !== undefined)
    throw errors.attribute(
      'historyFile',
      'has an input of its own: leave "input" and "inputFile" out, and change the payload where the run stops',
    )
  const parts = await (files.parts?.(path) ?? files.read(path).then((text) => [{ path, text }])).catch((error) => {
    throw errors.unreadable('history', path, files.reason(error))
  })
  const found = readRecordings(parts.map(({ text }) => text))
  if ('kind' in found) {
    const part = parts[found.text] ?? { path, text: '' }
    const { line, character } = new Lines(part.text).position(found.offset)
    throw errors.history(`${part.path}:${line + 1}:${character + 1} ${found.message}`)
  }
  const chosen = chooseRecording(found, asked.executionName)
  const problem = typeof chosen === 'string' ? chosen : unreplayable(chosen)
  if (typeof chosen === 'string' || problem !== undefined) throw errors.history(`${path}: ${problem}`)
  return chosen
}
