import { dirname, resolve } from 'node:path'
import { isInside, repositoryOf } from '../files'

/** The folders in which files are looked for that concern a definition, from its own upwards: to `root`, else to that of its repository. */
export function foldersAbove(folder: string, root?: string): string[] {
  const bounds = [root === undefined ? undefined : resolve(root), repositoryOf(folder)]
  const tops = bounds.filter((top) => top !== undefined && isInside(top, folder))
  const folders = [folder]
  if (tops.length === 0) return folders
  for (let at = folder; !tops.includes(at) && at !== dirname(at); ) folders.push((at = dirname(at)))
  return folders
}
