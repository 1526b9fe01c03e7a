import { dirname, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type AnalyseOptions, analyse } from '../core/analysis/analyse'
import { Lines } from '../core/base/lines'
import type { Problem } from '../core/base/problem'
import { mockProblems } from '../core/language/mockFiles/problems'
import { templateOptions, templateProblems } from '../core/language/templates'
import type { LocatedDocument } from '../core/language/types'
import type { AslDocument } from '../core/model/document'
import { optionsOf } from '../core/model/optionsOf'
import { loadYaml, type ParseOptions } from '../core/model/parse'
import { FileWorkspace } from '../hosts/workspace'
import { beside, outside, readDocument } from './files'
import type { Terminal } from './terminal'

/** A file with what is wrong with it. */
export interface Checked {
  readonly file: string
  readonly document: AslDocument
  readonly lines: Lines
  readonly problems: readonly Problem[]
}

/** Checks files as the editor does: a template, its definitions and their mock files know of each other. A template's definitions are checked with it. */
export async function check(terminal: Terminal, files: readonly string[], options: AnalyseOptions): Promise<Checked[]> {
  const workspace = new FileWorkspace()
  await workspace.scan(foldersOf(terminal, files))
  if ([...workspace.documents(), ...files].some((name) => /\.ya?ml$/i.test(name))) await loadYaml()
  const results: Checked[] = []
  const uriOf = (file: string) => pathToFileURL(resolve(terminal.cwd, file)).href
  const named = new Set(files.map(uriOf))
  const queue = files.map((file) => ({ file, options: undefined as ParseOptions | undefined }))
  for (const { file, options: given } of queue) {
    const uri = uriOf(file)
    const parse = given ?? templateOptions(uri, workspace)
    const document = await readDocument(terminal, file, parse, parse.template === undefined ? undefined : 'definition')
    results.push({ file, document, lines: new Lines(document.text), problems: problemsOf({ uri, document }, workspace, options) })
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

function problemsOf(located: LocatedDocument, workspace: FileWorkspace, { severities = {}, ...options }: AnalyseOptions): Problem[] {
  const { document } = located
  const found = [...(document.content === 'mock' ? document.syntaxProblems : analyse(document, options))]
  if (document.content === 'mock') found.push(...mockProblems(located, workspace))
  if (document.content === 'template') found.push(...templateProblems(located, workspace))
  return found
    .flatMap((problem): Problem[] => {
      const severity = severities[problem.code] ?? problem.severity
      return severity === 'off' ? [] : [{ ...problem, severity }]
    })
    .sort((a, b) => a.offset - b.offset)
}
