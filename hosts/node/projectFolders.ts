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
  const look = (folder: string, depth: number) => {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      if (entry.isFile() && isWanted(entry.name)) found.push(path)
      else if (entry.isDirectory() && depth < maxDepth && isProjectFolder(entry.name)) look(path, depth + 1)
    }
  }
  look(root, 0)
  return found.sort(byPath)
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
