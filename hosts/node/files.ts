import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'

/** Definitions have at most 1 MiB, inputs 256 KiB: what is larger was named by mistake. */
const mostBytes = 64 * 1024 * 1024

/** A file that is there and is not read. `code` is one of `reasons`. */
class FileError extends Error {
  constructor(readonly code: string) {
    super(reasons[code])
  }
}

const reasons: { readonly [code: string]: string } = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EEXIST: 'there is a file of that name',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of its path is no folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ERR_INVALID_ARG_VALUE: 'there can be no such file',
  NOT_PLAIN: 'it is no plain file',
  TOO_LARGE: 'it is too large',
  ENXIO: 'it is no plain file',
}

/** Why a file cannot be read or written, in a few words. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return (code !== undefined && Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? message
}

/**
 * The bytes of a plain file: a pipe would make this process wait, a device could have no end. Throws what the file system throws, or an error whose
 * `reason` says that the file is none of that sort.
 */
export function readBytes(path: string, most = mostBytes): Buffer {
  // a pipe that nobody writes to is opened at once, and seen for what it is
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stat = fstatSync(file)
    if (stat.isDirectory()) throw new FileError('EISDIR')
    if (!stat.isFile()) throw new FileError('NOT_PLAIN')
    if (stat.size > most) throw new FileError('TOO_LARGE')
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}

/** Where a path leads once its links are followed; undefined where there is nothing. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}

/** Whether a path is that of the folder, or of something in it, by their spellings alone. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The folder above with a `.git`: what is in one repository belongs together. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (at === dirname(at)) return undefined
  }
}

/**
 * Whether a file in `folder` may name the file `target`: one beside it, in its repository or in one of the `roots`, also once links are followed.
 * A stranger's template leads nowhere else, so that no excerpt of a user's own files gets into a report. Of what is not there nothing is read.
 */
export function mayName(folder: string, target: string, roots: readonly string[]): boolean {
  const real = realPath(target)
  if (real === undefined) return true
  const repository = repositoryOf(folder)
  return [folder, ...roots, ...(repository === undefined ? [] : [repository])].some((root) => isInside(realPath(root) ?? root, real))
}

/** The text of a plain file, without the mark of its byte order. Throws as `readBytes` does. */
export const readText = (path: string, most = mostBytes): string =>
  readBytes(path, most)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
