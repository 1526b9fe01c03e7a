import { dirname, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AnalyseOptions, createAnalyser } from '../../core/analysis/analyse'
import { Lines } from '../../core/base/lines'
import { type Place, placeOf } from '../../core/base/place'
import type { Levels, Problem, Severity } from '../../core/base/problem'
import { problemsOf } from '../../core/language/problems'
import { templateOptions } from '../../core/language/templates'
import type { AslDocument } from '../../core/model/document'
import { isYamlName } from '../../core/model/fileNames'
import { optionsOf } from '../../core/model/optionsOf'
import { loadYaml, type ParseOptions } from '../../core/model/parse'
import { beside, outside, readDocumentAt } from './program'
import { FileWorkspace } from './workspace'

/** A file with what is wrong with it. */
export interface Checked {
  readonly file: string
  readonly document: AslDocument
  readonly lines: Lines
  readonly problems: readonly Problem[]
}

/** A problem as programs are told of it: counted from 1, the end is the column behind the last character. */
export interface Diagnostic extends Place {
  readonly file: string
  readonly severity: Severity
  readonly code: string
  readonly message: string
}

/** All that is wrong with files, in their order. */
export const diagnosticsOf = (results: readonly Pick<Checked, 'file' | 'lines' | 'problems'>[]): Diagnostic[] =>
  results.flatMap(({ file, lines, problems }) =>
    problems.map(({ severity, code, message, ...range }) => ({ file, ...placeOf(lines, range), severity, code, message })),
  )

/** For whom files are checked. */
export interface CheckPlace {
  /** The folder that relative paths begin at. */
  readonly cwd: string
  /** Hears of a file that a template names and that is not read, in a sentence. */
  readonly note: (sentence: string) => void
  /** Whether a file may be read. Absent: all may. */
  readonly mayRead?: ((path: string) => boolean) | undefined
}

/**
 * Checks files as the editor does: a template, its definitions and their mock files know of each other. A template's definitions are checked with it.
 * Rejects with UnreadableFile.
 */
export async function check(
  { cwd, note, mayRead }: CheckPlace,
  files: readonly string[],
  levels: Levels,
  options?: AnalyseOptions,
): Promise<Checked[]> {
  const analyser = createAnalyser()
  const workspace = new FileWorkspace()
  await workspace.scan(foldersOf(cwd, files))
  if ([...workspace.documents(), ...files].some(isYamlName)) await loadYaml()
  const results: Checked[] = []
  const uriOf = (file: string) => pathToFileURL(resolve(cwd, file)).href
  const named = new Set(files.map(uriOf))
  const queue = files.map((file) => ({ file, options: undefined as ParseOptions | undefined }))
  for (const { file, options: given } of queue) {
    const uri = uriOf(file)
    const parse = given ?? templateOptions(uri, workspace)
    const document = await readDocumentAt(
      resolve(cwd, file),
      { root: cwd, show: () => file, mayRead },
      parse,
      parse.template === undefined ? undefined : 'definition',
    )
    results.push({
      file,
      document,
      lines: new Lines(document.text),
      problems: problemsOf({ uri, document }, workspace, levels, analyser, options),
    })
    for (const definition of document.template?.files ?? []) {
      const inner = beside(file, definition.path)
      if (workspace.resolve(uri, definition.path) === undefined || mayRead?.(resolve(cwd, inner)) === false) {
        note(outside(file, inner))
        continue
      }
      // a file that is not there is a problem of the template
      if (named.has(uriOf(inner)) || !workspace.exists(uriOf(inner))) continue
      named.add(uriOf(inner))
      queue.push({ file: inner, options: optionsOf(definition, uri) })
    }
  }
  return results
}

/** The working folder, and those of files outside of it. */
function foldersOf(cwd: string, files: readonly string[]): string[] {
  const outside = files.map((file) => resolve(cwd, file)).filter((file) => relative(cwd, file).startsWith('..'))
  return [...new Set([cwd, ...outside.map(dirname)])].map((folder) => pathToFileURL(folder).href)
}
