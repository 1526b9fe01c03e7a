/** The folder of a file, with its slash. */
export const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/') + 1)

/** The path that leads from a folder's URI to a file's, as it is written in a file of that folder; undefined where they have nothing in common. */
export function relativePath(folder: string, uri: string): string | undefined {
  const from = folder.split('/')
  const to = uri.split('/')
  let same = 0
  while (same < from.length - 1 && same < to.length - 1 && from[same] === to[same]) same++
  if (same < 3) return undefined
  return [...from.slice(same, -1).map(() => '..'), ...to.slice(same).map(decoded)].join('/')
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
