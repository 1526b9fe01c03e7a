import { dirname, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AnalyseOptions, createAnalyser } from '../core/analysis/analyse'
import { Lines } from '../core/base/lines'
import type { Levels, Problem } from '../core/base/problem'
import { problemsOf } from '../core/language/problems'
import { templateOptions } from '../core/language/templates'
import type { AslDocument } from '../core/model/document'
import { isYamlName } from '../core/model/fileNames'
import { optionsOf } from '../core/model/optionsOf'
import { loadYaml, type ParseOptions } from '../core/model/parse'
import { outside } from '../hosts/node/program'
import { FileWorkspace } from '../hosts/node/workspace'
import { beside, readDocument } from './files'
import type { Terminal } from './terminal'

/** A file with what is wrong with it. */
export interface Checked {
  readonly file: string
  readonly document: AslDocument
  readonly lines: Lines
  readonly problems: readonly Problem[]
}

/** Checks files as the editor does: a template, its definitions and their mock files know of each other. A template's definitions are checked with it. */
export async function check(terminal: Terminal, files: readonly string[], levels: Levels, options?: AnalyseOptions): Promise<Checked[]> {
  const analyser = createAnalyser()
  const workspace = new FileWorkspace()
  await workspace.scan(foldersOf(terminal, files))
  if ([...workspace.documents(), ...files].some(isYamlName)) await loadYaml()
  const results: Checked[] = []
  const uriOf = (file: string) => pathToFileURL(resolve(terminal.cwd, file)).href
  const named = new Set(files.map(uriOf))
  const queue = files.map((file) => ({ file, options: undefined as ParseOptions | undefined }))
  for (const { file, options: given } of queue) {
    const uri = uriOf(file)
    const parse = given ?? templateOptions(uri, workspace)
    const document = await readDocument(terminal, file, parse, parse.template === undefined ? undefined : 'definition')
    results.push({
      file,
      document,
      lines: new Lines(document.text),
      problems: problemsOf({ uri, document }, workspace, levels, analyser, options),
    })
    for (const definition of document.template?.files ?? []) {
      const inner = beside(file, definition.path)
      if (workspace.resolve(uri, definition.path) === undefined) {
        terminal.err(`stepthrough: ${outside(file, inner)}\n`)
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
function foldersOf({ cwd }: Terminal, files: readonly string[]): string[] {
  const outside = files.map((file) => resolve(cwd, file)).filter((file) => relative(cwd, file).startsWith('..'))
  return [...new Set([cwd, ...outside.map(dirname)])].map((folder) => pathToFileURL(folder).href)
}
