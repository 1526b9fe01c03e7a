import { readdirSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { isOurs, mayBeOurs } from '../../core/model/fileKind'
import { copiedFolders, definitionNames } from '../../core/model/fileNames'
import type { CheckPlace } from './check'
import { readText, reason } from './files'
import { notAllowed, UnreadableFile } from './unreadable'

/**
 * Replaces each folder by what of it is checked: definitions by their names, templates with a state machine, and mock files, in the order of
 * their names. Throws UnreadableFile for one that has none, or cannot be read.
 */
export function expandFolders({ cwd, mayRead }: Pick<CheckPlace, 'cwd' | 'mayRead'>, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (mayRead?.(resolve(cwd, path)) === false) throw new UnreadableFile(notAllowed(path))
    if (!isFolder(resolve(cwd, path))) return [path]
    const found = filesIn(cwd, resolve(cwd, path))
    if (found.length === 0)
      throw new UnreadableFile(
        `${path} has no definition (${definitionNames}), no template with a state machine, no Terraform file with one and no mock file`,
      )
    return found
  })
}

/** Whether there is a folder at a path. What cannot be looked at is none: reading it says why. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}

function filesIn(cwd: string, root: string): string[] {
  const found: string[] = []
  const queue = [root]
  // the folder to look into next is the last one
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    const folders: string[] = []
    for (const entry of entriesOf(cwd, folder)) {
      const file = relative(cwd, join(folder, entry.name))
      if (entry.isDirectory() && !copiedFolders.includes(entry.name)) folders.push(join(folder, entry.name))
      else if (entry.isFile() && mayBeOurs(entry.name) && isChecked(cwd, file)) found.push(file)
    }
    queue.push(...folders.reverse())
  }
  return found
}

function entriesOf(cwd: string, folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw new UnreadableFile(`cannot read ${relative(cwd, folder) || '.'}: ${reason(error)}`)
  }
}

/** Templates are smaller: CloudFormation takes 1 MB. */
const mostBytes = 2 * 1024 * 1024

/** A file that is one of ours by its name is checked in any case; of another one that cannot be read nobody knows. */
function isChecked(cwd: string, file: string): boolean {
  if (isOurs(file, '')) return true
  try {
    return isOurs(file, readText(resolve(cwd, file), mostBytes))
  } catch {
    return false
  }
}
