import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { AslDocument } from '../core/document'
import { kindOf } from '../core/syntax/kind'
import { loadYaml, type ParseOptions, parseDocument } from '../core/syntax/parse'
import { UsageError } from './command'
import type { Terminal } from './terminal'

const definitionName = /\.asl(\.json|\.ya?ml)?$/i
const skippedFolders = new Set(['node_modules', '.git', '.aws-sam', 'cdk.out'])

/** The text of a file, or what is wrong with it in one line. Throws UsageError. */
export function readText({ cwd }: Terminal, file: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${reason(error)}`)
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ENOTDIR: 'a part of its path is no folder',
}

/** Why a file cannot be read or written, in a few words. */
export const reason = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException
  return (code && reasons[code]) ?? message
}

/** Reads a definition, a template or a mock file as what its name and content say. Throws UsageError where it cannot be read. */
export async function readDocument(terminal: Terminal, file: string, options?: ParseOptions): Promise<AslDocument> {
  const text = readText(terminal, file)
  const kind = kindOf(file, text)
  if (kind.format === 'yaml') await loadYaml()
  return parseDocument(text, kind, options)
}

/** Replaces each folder by the definitions in it, in the order of their names. Throws UsageError for one that has none. */
export function expandFolders(terminal: Terminal, paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!statSync(resolve(terminal.cwd, path), { throwIfNoEntry: false })?.isDirectory()) return [path]
    const found = definitionsIn(resolve(terminal.cwd, path)).map((file) => relative(terminal.cwd, file))
    if (found.length === 0) throw new UsageError(`${path} has no definition (*.asl.json, *.asl, *.asl.yaml, *.asl.yml)`)
    return found
  })
}

function definitionsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : definitionsIn(path)
      return entry.isFile() && definitionName.test(entry.name) ? [path] : []
    })
}
