import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Json } from '../core/base/json'
import { jsonText } from '../core/base/jsonText'
import { type Program, programOf } from '../core/run/program'
import { isInside, realPath } from '../hosts/node/files'
import { openProgramFrom, readTextAt } from '../hosts/node/program'
import { UnreadableFile } from '../hosts/node/unreadable'
import type { DefinitionSource } from './types'
import { UsageError } from './usageError'

/** The absolute path of the working folder. */
export const folderOf = (cwd: string | URL | undefined): string => resolve(nameOf(cwd ?? ''))

/** A path as it was given; of a URL its path. Throws UsageError for a URL of anything else. */
export function nameOf(file: string | URL): string {
  if (typeof file === 'string' && !file.startsWith('file:')) return file
  try {
    return fileURLToPath(file)
  } catch {
    throw new UsageError(`${file} is the URL of no file`)
  }
}

/** A value of the caller as JSON that nobody else changes. Throws UsageError where it is none. */
export function jsonOf(value: unknown, name: string): Json {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch (error) {
    throw new UsageError(`${name} is no JSON: ${(error as Error).message.split('\n')[0]}`)
  }
  if (text === undefined)
    throw new UsageError(`${name} is no JSON, but ${typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`}`)
  return JSON.parse(text) as Json
}

/** Whether a file may be read: it is in one of the folders, by its spelling or, where it is there, once links are followed. Undefined: all may. */
export function mayReadIn(within: Within, cwd: string): ((path: string) => boolean) | undefined {
  if (within === undefined) return undefined
  const folders = namesOf(within).map((folder) => resolve(cwd, folder))
  const real = folders.map((folder) => realPath(folder) ?? folder)
  return (path) => {
    const at = realPath(path)
    return at === undefined ? folders.some((folder) => isInside(folder, path)) : real.some((folder) => isInside(folder, at))
  }
}

type Within = string | URL | readonly (string | URL)[] | undefined

/** One or several paths as they were given. */
export const namesOf = (files: NonNullable<Within>): string[] =>
  (typeof files === 'string' || files instanceof URL ? [files] : [...files]).map(nameOf)

/** The text of a file that an option names. Throws UsageError. */
export function fileText(name: string, { cwd, mayRead }: ReadPlace): string {
  try {
    return readTextAt(resolve(cwd, name), { root: cwd, show: () => name, mayRead })
  } catch (error) {
    throw asUsage(error)
  }
}

/** From where files are named, and which may be read. */
export interface ReadPlace {
  readonly cwd: string
  readonly mayRead: ((path: string) => boolean) | undefined
}

/** The text of a definition that is given itself. */
export const textOf = (definition: string | object): string =>
  typeof definition === 'string' ? definition : jsonText(jsonOf(definition, 'definition'))

/** What is to run, and its file: as it is named, and its absolute path. Of a definition that is given itself it is one that is not there. */
export async function openSource(source: DefinitionSource, { cwd, mayRead }: ReadPlace, name: string | undefined): Promise<Opened> {
  const { file, definition } = source
  if ((file === undefined) === (definition === undefined)) throw new UsageError('either file or definition says what is meant')
  if (definition !== undefined)
    return { file: undefined, path: resolve(cwd, 'definition.asl.json'), program: programOf(textOf(definition)) }
  const opened = await readable(openProgramFrom(cwd, nameOf(file), name, mayRead))
  return { ...opened, path: resolve(cwd, opened.file) }
}

interface Opened {
  readonly file: string | undefined
  readonly path: string
  readonly program: Program
}

/** A file that cannot be read is a UsageError. */
export async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    throw asUsage(error)
  }
}

const asUsage = (error: unknown) => (error instanceof UnreadableFile ? new UsageError(error.message) : error)
