import { readdirSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nearest } from '../../core/base/nearest'
import type { AslDocument, DocumentKind } from '../../core/model/document'
import { kindOf } from '../../core/model/fileKind'
import { optionsOf } from '../../core/model/optionsOf'
import { loadYaml, type ParseOptions, parseDocument } from '../../core/model/parse'
import { openProgram, type Program } from '../../core/run/program'
import { besideOptions } from './beside'
import { mayName, readText, reason } from './files'
import { fileInFolder } from './folderProgram'
import { optionsNear } from './tasks/templates'
import { notAllowed, UnreadableFile } from './unreadable'

/** Why a file that another names is not read. */
export const outside = (file: string, inner: string): string =>
  `${inner} is not read: ${file} may name files beside it, in its repository and in the working folder`

/** A file that another names, as the user would name it. */
export const beside = (file: string, path: string): string => (isAbsolute(path) ? path : join(dirname(file), path))

/** How files are read for somebody. */
export interface Reader {
  /** The working folder, an absolute path: a template may name files in it. */
  readonly root: string
  /** A path as the user would name it. */
  readonly show: (path: string) => string
  /** What a file has in an editor, where that is not what is saved. */
  readonly textOf?: (path: string) => string | undefined
  /** Whether a file may be read. Absent: all may. */
  readonly mayRead?: ((path: string) => boolean) | undefined
}

/** The text of a file. Throws UnreadableFile. */
export function readTextAt(path: string, { show, textOf, mayRead }: Reader): string {
  if (mayRead?.(path) === false) throw new UnreadableFile(notAllowed(show(path)))
  try {
    return textOf?.(path) ?? readText(path)
  } catch (error) {
    throw new UnreadableFile(`cannot read ${show(path)}: ${reason(error)}${nearFile(path, error)}`)
  }
}

/** The file beside one that is not there that was most likely meant. */
function nearFile(path: string, error: unknown): string {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return ''
  try {
    const near = nearest(basename(path), readdirSync(dirname(path)).sort())
    return near === undefined ? '' : `. Did you mean "${near}"?`
  } catch {
    return ''
  }
}

/** Reads a file as what its name and text say, or as `content`. Throws UnreadableFile. */
export async function readDocumentAt(
  path: string,
  reader: Reader,
  options?: ParseOptions,
  content?: DocumentKind['content'],
): Promise<AslDocument> {
  const text = readTextAt(path, reader)
  const kind = { ...kindOf(path, text), ...(content && { content }) }
  if (kind.format === 'yaml') await loadYaml()
  return parseDocument(text, kind, { ...besideOptions(path, reader.mayRead), ...options })
}

/**
 * What is run, and the absolute path of the file that it stands in: the given one, the one of a folder that has the state machine, or the file that such a
 * template names. A template near it says what its substitutions stand for. Throws UnreadableFile.
 */
export async function openProgramAt(
  given: string,
  name: string | undefined,
  reader: Reader,
): Promise<{ readonly path: string; readonly program: Program }> {
  const { root, show, mayRead } = reader
  if (mayRead?.(given) === false) throw new UnreadableFile(notAllowed(show(given)))
  const path = (await fileInFolder(given, name, (file) => readDocumentAt(file, reader), show)) ?? given
  const near = await optionsNear(path, name, root)
  const document = await readDocumentAt(path, reader, { ...near, running: true }, near && 'definition')
  const program = await openProgram(document, name, (chosen) => {
    const inner = resolve(dirname(path), chosen.path)
    if (!mayName(dirname(path), inner, [root])) throw new UnreadableFile(outside(show(path), show(inner)))
    return readDocumentAt(inner, reader, { ...optionsOf(chosen, pathToFileURL(path).href), running: true }, 'definition')
  })
  return { path: program.file === undefined ? path : resolve(dirname(path), program.file.path), program }
}

/** The same for somebody who names files from the folder `cwd`: `file` is the file as it would be named. */
export async function openProgramFrom(
  cwd: string,
  file: string,
  name: string | undefined,
  mayRead?: Reader['mayRead'],
): Promise<{ readonly file: string; readonly program: Program }> {
  const named = resolve(cwd, file)
  const show = (path: string) => (path === named ? file : isAbsolute(file) ? path : relative(cwd, path))
  const { path, program } = await openProgramAt(named, name, { root: cwd, show, mayRead })
  return { file: show(path), program }
}
