import type { DebugProtocol } from '@vscode/debugprotocol'
import { Lines } from '../../core/base/lines'
import type { Range } from '../../core/base/range'
import type { AslDocument } from '../../core/model/document'
import { kindOf } from '../../core/model/fileKind'
import type { State } from '../../core/model/machine'
import { loadYaml, type ParseOptions, parseDocument } from '../../core/model/parse'
import { statesInText } from '../../core/model/placesInText'
import type { Files } from '../system'

/** A definition's file as it was read, with its states and lines. */
export interface SourceFile {
  readonly path: string
  readonly document: AslDocument
  readonly lines: Lines
  /** All states of all definitions, in the order of the text. */
  readonly states: readonly State[]
}

/** The last part of a path or URI, as a person reads it. */
export const nameOf = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

/** The files that this session looks into. A text that has not changed is not read twice, so that its states stay the same objects. */
export class Documents {
  private readonly files = new Map<string, SourceFile>()
  private readonly byDocument = new WeakMap<AslDocument, SourceFile>()

  constructor(readonly system: Files) {}

  /**
   * Throws what the file system throws. A broken text is a document too. `options`: what a template says about the definition in the file.
   */
  async open(path: string, options?: ParseOptions): Promise<SourceFile> {
    const key = this.system.spelling(path)
    const text = await this.system.read(path)
    const known = this.files.get(key)
    if (known?.document.text === text && options === undefined) return known
    const kind = { ...kindOf(nameOf(path), text), ...(options && ({ content: 'definition' } as const)) }
    if (kind.format === 'yaml') await loadYaml()
    const document = parseDocument(text, kind, { ...this.system.beside?.(path), ...options, running: true })
    const file: SourceFile = { path, document, lines: new Lines(text), states: statesInText(document) }
    this.files.set(key, file)
    this.byDocument.set(document, file)
    return file
  }

  /** The file that a document was read of. */
  fileOf(document: AslDocument): SourceFile | undefined {
    return this.byDocument.get(document)
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

export const dapSource = (path: string): DebugProtocol.Source => ({ name: nameOf(path), path })
