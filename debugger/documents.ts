import { realpathSync } from 'node:fs'
import { basename, normalize, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DebugProtocol } from '@vscode/debugprotocol'
import { Lines } from '../core/base/lines'
import type { Range } from '../core/base/range'
import type { AslDocument } from '../core/model/document'
import { kindOf } from '../core/model/fileKind'
import type { State } from '../core/model/machine'
import { loadYaml, type ParseOptions, parseDocument } from '../core/model/parse'
import { readText } from '../hosts/files'
import { statesOf } from './states'

/** A definition's file as it was read, with its states and lines. */
export interface SourceFile {
  readonly path: string
  readonly document: AslDocument
  readonly lines: Lines
  /** All states of all definitions, in the order of the text. */
  readonly states: readonly State[]
}

/** A client may name a file by its URI: what is one, and names a file of this computer, becomes its path. */
export function pathOf(text: string): string {
  if (!/^file:/i.test(text)) return text
  try {
    return fileURLToPath(text)
  } catch {
    return text
  }
}

export type Reader = (path: string) => string

/** Whether two paths are of one file: breakpoints name it as the editor does, the launch configuration as a person does, maybe through a link. */
export const samePath = (a: string, b: string): boolean => spelling(a) === spelling(b) || resolved(a) === resolved(b)
const resolved = (path: string): string => {
  try {
    return realpathSync.native(path)
  } catch {
    return spelling(path)
  }
}
const spelling = (path: string): string => {
  const full = normalize(resolve(path))
  return process.platform === 'win32' ? full.toLowerCase() : full
}

/** The files that this session looks into. A text that has not changed is not read twice, so that its states stay the same objects. */
export class Documents {
  private readonly files = new Map<string, SourceFile>()

  constructor(private readonly read: Reader = (path) => readText(path)) {}

  /**
   * Throws what the file system throws. A broken text is a document too. `options`: what a template says about the definition in the file.
   */
  async open(path: string, options?: ParseOptions): Promise<SourceFile> {
    const key = spelling(path)
    const text = this.read(path)
    const known = this.files.get(key)
    if (known?.document.text === text && options === undefined) return known
    const kind = { ...kindOf(basename(path), text), ...(options && ({ content: 'definition' } as const)) }
    if (kind.format === 'yaml') await loadYaml()
    const document = parseDocument(text, kind, { ...options, running: true })
    const file: SourceFile = { path, document, lines: new Lines(text), states: statesOf(document) }
    this.files.set(key, file)
    return file
  }
}

/** What the client counts from, as it said in `initialize`. Inside the adapter lines and columns are 0-based. */
export interface ClientOrigin {
  readonly line: 0 | 1
  readonly column: 0 | 1
}

/** A range in the client's counting. */
export function clientRange(file: SourceFile, range: Range, origin: ClientOrigin) {
  const start = file.lines.position(range.offset)
  const end = file.lines.position(range.offset + range.length)
  return {
    line: start.line + origin.line,
    column: start.character + origin.column,
    endLine: end.line + origin.line,
    endColumn: end.character + origin.column,
  }
}

/** `file:line:column`, 1-based, as compilers say it and editors link it. */
export function placeText({ path, lines }: Pick<SourceFile, 'path' | 'lines'>, range: Pick<Range, 'offset'> | undefined): string {
  if (range === undefined) return path
  const { line, character } = lines.position(range.offset)
  return `${path}:${line + 1}:${character + 1}`
}

export const dapSource = (path: string): DebugProtocol.Source => ({ name: basename(path), path })
