import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { copiedFolders } from '../../core/model/fileNames'

/** Folders that hold what others wrote, or what was built. */
const skipped = new Set([...copiedFolders, 'dist', 'build', 'out', 'coverage', '__pycache__', 'vendor', 'target'])

/** Whether a folder in a project is looked into, by its name. */
export const isProjectFolder = (name: string): boolean => !name.startsWith('.') && !skipped.has(name)

/** Links may lead in a circle, and folders may be made by a machine. */
const maxDepth = 64

/** The files of a project with such a name, below a folder, by absolute paths in their order. What cannot be read is not there. */
export function filesBelow(root: string, isWanted: (name: string) => boolean): string[] {
  const found: string[] = []
  look(root, ({ isFile, name }, path) => isFile && isWanted(name) && found.push(path))
  return found.sort(byPath)
}

/** A folder and those of a project below it. */
export function foldersBelow(root: string): string[] {
  const found = [root]
  look(root, ({ isFile }, path) => isFile || found.push(path))
  return found
}

/** Tells of the files and of the folders that are looked into. */
function look(root: string, tell: (entry: { readonly isFile: boolean; readonly name: string }, path: string) => void): void {
  const queue = [{ folder: root, depth: 0 }]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const { folder, depth } = at
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      const isFile = entry.isFile()
      const isFolder = entry.isDirectory() && depth < maxDepth && isProjectFolder(entry.name)
      if (isFile || isFolder) tell({ isFile, name: entry.name }, path)
      if (isFolder) queue.push({ folder: path, depth: depth + 1 })
    }
  }
}

/** By code units: the same order on every computer. */
export const byPath = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
