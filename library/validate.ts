import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createAnalyser } from '../core/analysis/analyse'
import { allRules } from '../core/analysis/rules'
import { Lines } from '../core/base/lines'
import { nearest } from '../core/base/nearest'
import { isLevel, type Level, levels } from '../core/base/problem'
import { problemsOf } from '../core/language/problems'
import { parseDocument } from '../core/model/parse'
import { check, diagnosticsOf } from '../hosts/node/check'
import { expandFolders } from '../hosts/node/expand'
import { FileWorkspace } from '../hosts/node/workspace'
import { located } from './diagnostics'
import { folderOf, mayReadIn, namesOf, readable, textOf } from './given'
import * as kind from './options'
import { checkOptions, type Options } from './options'
import type { Diagnostic, ValidateRequest } from './types'
import { UsageError } from './usageError'

const members: Options<ValidateRequest> = {
  files: kind.paths,
  definition: kind.source,
  cwd: kind.path,
  within: kind.paths,
  severity: kind.object,
  type: kind.oneOf('STANDARD', 'EXPRESS'),
}

/**
 * Checks definitions, templates, mock files and test files as the editor does. The array is empty where nothing is wrong; problems of a file are in the
 * order of its text. Rejects with `UsageError` where a file cannot be read.
 */
export async function validate(request: ValidateRequest): Promise<readonly Diagnostic[]> {
  checkOptions('validate', request, members)
  const { files, definition, severity = {}, type } = request
  if ((files === undefined) === (definition === undefined)) throw new UsageError('either files or definition says what is checked')
  const cwd = folderOf(request.cwd)
  const chosen = levelsOf(severity)
  const options = type && { type }
  if (definition !== undefined) return checkText(textOf(definition), cwd, chosen, options)
  const mayRead = mayReadIn(request.within, cwd)
  const named = namesOf(files ?? [])
  // what a template names outside of the project is not read, and is none of its problems
  const note = () => {}
  return diagnosticsOf(await readable(expanded({ cwd, note, mayRead }, named, chosen, options)))
}

const expanded = async (place: Parameters<typeof check>[0], named: readonly string[], ...rest: Rest<Parameters<typeof check>>) =>
  check(place, expandFolders(place, named), ...rest)

type Rest<T extends readonly unknown[]> = T extends [unknown, unknown, ...infer R] ? R : never

function checkText(text: string, cwd: string, chosen: ReadonlyMap<string, Level>, options: Parameters<typeof problemsOf>[4]): Diagnostic[] {
  const document = parseDocument(text, { format: 'json', content: 'definition' })
  const uri = pathToFileURL(resolve(cwd, 'definition.asl.json')).href
  return located(undefined, new Lines(text), problemsOf({ uri, document }, new FileWorkspace(), chosen, createAnalyser(), options))
}

const codes = allRules.map(({ code }) => code)

function levelsOf(severity: { readonly [code: string]: string }): Map<string, Level> {
  const chosen = new Map<string, Level>()
  for (const [code, level] of Object.entries(severity)) {
    const near = nearest(code, codes)
    if (!codes.includes(code)) throw new UsageError(`there is no rule "${code}"${near === undefined ? '' : `. Did you mean "${near}"?`}`)
    if (!isLevel(level)) throw new UsageError(`the severity of ${code} is one of ${levels.join(', ')}, not "${level}"`)
    chosen.set(code, level)
  }
  return chosen
}
