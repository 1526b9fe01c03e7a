import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Lines } from '../../../core/base/lines'
import type { Range } from '../../../core/base/range'
import { readRecordings } from '../../../core/history/recordings/read'
import type { History } from '../../../core/history/types'
import { kindOf } from '../../../core/model/fileKind'
import { savedEnding, stemOf } from '../../../core/model/fileNames'
import { optionsOf } from '../../../core/model/optionsOf'
import { loadYaml, type ParseOptions, parseDocument } from '../../../core/model/parse'
import { openedRecording } from '../../../core/run/opened/recorded'
import { openedRun } from '../../../core/run/opened/saved'
import type { DefinitionNow, Opened } from '../../../core/run/opened/types'
import { openProgram } from '../../../core/run/program'
import { chooseRecording } from '../../../core/run/replay/choose'
import { importedHeader } from '../../../core/run/saved/imported'
import { isSavedRun, readSavedRun, type SavedFault } from '../../../core/run/saved/read'
import { fileArchive } from '../archive'
import { besideOptions } from '../beside'
import { readText } from '../files'
import { hostPorts } from '../ports'
import { optionsNear } from '../tasks/templates'

/** The largest file that is read: a text cannot hold much more. */
const mostBytes = 400 * 1024 * 1024

/** Child executions whose histories are kept: a test of more nobody reads. */
const mostWithin = 1000

/** A run that has been opened, and what it is called. */
export interface OpenedFile extends Opened {
  readonly from: 'saved' | 'history'
  readonly name: string
  /** Of its chance, where one was given. */
  readonly seed?: string | number
  /** The histories of the child executions of distributed Maps, in the order in which they ended, and of what tasks have started: the first 1,000. */
  readonly within: readonly History[]
  /** The folder of its definition, where that is known. */
  readonly folder?: string
}

/** Opens a saved run, or a recorded history. Throws an error with a sentence where it is neither. */
export async function openFile(path: string, text = readText(path, mostBytes)): Promise<OpenedFile> {
  return path.endsWith(savedEnding) || isSavedRun(text) ? openSaved(text) : openHistory(text)
}

async function openSaved(text: string): Promise<OpenedFile> {
  const read = readSavedRun(text)
  const saved = read.kind === 'wrong' ? read.before : read
  if (saved === undefined) throw new Error((read as SavedFault).message)
  const { file, logicalId, options, seed } = saved.header
  const within: History[] = []
  const ports = { ...hostPorts({ over: (history) => void (within.length < mostWithin && within.push(history)) }), archive: fileArchive() }
  const opened = openedRun(saved, ports, await definitionNow(file, logicalId))
  if (opened.kind === 'refused') throw new Error(opened.message)
  const name = options.executionName ?? options.stateMachineName ?? logicalId ?? (file === undefined ? 'Saved run' : stemOf(file))
  return {
    ...opened,
    from: 'saved',
    name,
    within,
    ...(file !== undefined && { folder: dirname(file) }),
    ...(seed !== undefined && { seed }),
    ...(read.kind === 'wrong' && { note: damageText(text, read) }),
  }
}

const damageText = (text: string, { offset }: SavedFault): string =>
  `Line ${new Lines(text).position(offset).line + 1} of the saved run is damaged: it is shown as far as the lines before tell.`

async function openHistory(text: string): Promise<OpenedFile> {
  const recordings = readRecordings([text])
  if ('kind' in recordings) throw new Error(faultText(text, recordings))
  const recording = chooseRecording(recordings, undefined)
  if (typeof recording === 'string') throw new Error(recording)
  const header = importedHeader(text.slice(0, text.indexOf('\n')))
  const now = await definitionNow(header?.file, header?.logicalId)
  const opened = openedRecording(recording, { ...hostPorts({}), archive: fileArchive() }, now)
  const folder = header?.file === undefined ? {} : { folder: dirname(header.file) }
  return { ...opened, ...folder, within: [], from: 'history', name: header?.execution ?? header?.machine ?? 'Recorded execution' }
}

/** What is wrong with a text of a history, and where. */
export function faultText(text: string, { message, offset, length }: Range & { readonly message: string }): string {
  const { line, character } = new Lines(text).position(offset)
  return length === 0 ? message : `Line ${line + 1}, column ${character + 1}: ${message}`
}

/** A definition as its file has it now; undefined where it cannot be read. */
async function definitionNow(path: string | undefined, logicalId: string | undefined): Promise<DefinitionNow | undefined> {
  if (path === undefined) return undefined
  try {
    const near = await optionsNear(path, logicalId)
    let file = path
    const program = await openProgram(await readDocument(path, near, near !== undefined), logicalId, async (named) => {
      file = resolve(dirname(path), named.path)
      return readDocument(file, optionsOf(named, pathToFileURL(path).href), true)
    })
    return typeof program.definition === 'string' ? undefined : { path: file, program }
  } catch {
    return undefined
  }
}

async function readDocument(path: string, options: ParseOptions | undefined, isDefinition: boolean) {
  const text = readText(path)
  const kind = { ...kindOf(path, text), ...(isDefinition && { content: 'definition' as const }) }
  if (kind.format === 'yaml') await loadYaml()
  return parseDocument(text, kind, { ...besideOptions(path), ...options, running: true })
}
