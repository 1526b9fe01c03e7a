import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import type { AslDocument, DocumentKind } from '../core/model/document'
import { isOurs, mayBeOurs } from '../core/model/fileKind'
import { copiedFolders, definitionNames } from '../core/model/fileNames'
import type { ParseOptions } from '../core/model/parse'
import { readText as readFile, reason } from '../hosts/node/files'
import { readDocumentAt, UnreadableFile } from '../hosts/node/program'
import { UsageError } from './command'
import type { Terminal } from './terminal'

/** The text of a plain file. Throws UsageError with what is wrong with it in one line. */
export function readText({ cwd }: Terminal, file: string): string {
  try {
    return readFile(resolve(cwd, file))
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${reason(error)}`)
  }
}

/** Throws UsageError where the file cannot be written. */
export function writeText({ cwd }: Terminal, file: string, text: string): void {
  try {
    writeFileSync(resolve(cwd, file), text)
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${reason(error)}`)
  }
}

/** Reads a definition, a template or a mock file as what its name and content say, or as `content`. Throws UsageError where it cannot be read. */
export async function readDocument(
  terminal: Terminal,
  file: string,
  options?: ParseOptions,
  content?: DocumentKind['content'],
): Promise<AslDocument> {
  const { cwd } = terminal
  try {
    return await readDocumentAt(resolve(cwd, file), { root: cwd, show: () => file }, options, content)
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UsageError(error.message)
    throw error
  }
}

/** A file that another names, as the user would name it. */
export const beside = (file: string, path: string): string => (isAbsolute(path) ? path : join(dirname(file), path))

/**
 * Replaces each folder by what of it is checked: definitions by their names, templates with a state machine, and mock files, in the order of
 * their names. Throws UsageError for one that has none, or cannot be read.
 */
export function expandFolders(terminal: Terminal, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!isFolder(resolve(terminal.cwd, path))) return [path]
    const found = filesIn(terminal, resolve(terminal.cwd, path))
    if (found.length === 0)
      throw new UsageError(`${path} has no definition (${definitionNames}), no template with a state machine and no mock file`)
    return found
  })
}

/** What cannot be looked at is no folder: reading it says why. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function filesIn(terminal: Terminal, root: string): string[] {
  const found: string[] = []
  const queue = [root]
  // the folder to look into next is the last one
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    const folders: string[] = []
    for (const entry of entriesOf(terminal, folder)) {
      const file = relative(terminal.cwd, join(folder, entry.name))
      if (entry.isDirectory() && !copiedFolders.includes(entry.name)) folders.push(join(folder, entry.name))
      else if (entry.isFile() && mayBeOurs(entry.name) && isChecked(terminal, file)) found.push(file)
    }
    queue.push(...folders.reverse())
  }
  return found
}

function entriesOf({ cwd }: Terminal, folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw new UsageError(`cannot read ${relative(cwd, folder) || '.'}: ${reason(error)}`)
  }
}

/** Templates are smaller: CloudFormation takes 1 MB. */
const mostBytes = 2 * 1024 * 1024

/** A file that is one of ours by its name is checked in any case; of another one that cannot be read nobody knows. */
function isChecked(terminal: Terminal, file: string): boolean {
  if (isOurs(file, '')) return true
  try {
    return isOurs(file, readFile(resolve(terminal.cwd, file), mostBytes))
  } catch {
    return false
  }
}
