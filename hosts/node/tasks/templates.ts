import { readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DefinitionFile, Template } from '../../../core/model/deploymentTemplate'
import { kindOf } from '../../../core/model/fileKind'
import { copiedFolders, isTemplateName, isTerraformName } from '../../../core/model/fileNames'
import { optionsOf } from '../../../core/model/optionsOf'
import { loadYaml, type ParseOptions, parseDocument } from '../../../core/model/parse'
import { besideOptions } from '../beside'
import { foldersAbove } from './folders'
import { synthesized, textAt } from './synthesized'

/** A template, and what it says of the definition where that is a file of its own. */
export interface FoundTemplate {
  readonly path: string
  readonly template: Template
  readonly file: DefinitionFile | undefined
}

/** A folder with more entries is no project of one template. */
const mostEntries = 1_000

/**
 * The template that a definition belongs to: itself; the nearest that names its file, in one of the folders (the definition's own first) or beside it
 * in a folder of theirs; else the nearest in these folders that has functions. What cannot be read is none. `name`: the logical id that is meant where the template names the file several times.
 */
export async function findTemplate(definition: string, folders: readonly string[], name?: string): Promise<FoundTemplate | undefined> {
  const own = await readTemplate(definition, () => true)
  if (own !== undefined) return { path: definition, template: own, file: undefined }
  let withFunctions: FoundTemplate | undefined
  for (const folder of folders) {
    const { files, inner } = entriesOf(folder)
    const below = inner.flatMap((each) => entriesOf(each).files)
    for (const path of [...files, ...below]) {
      const beside = files.includes(path)
      const template = await readTemplate(path, (text) => text.includes(basename(definition)) || (beside && /handler/i.test(text)))
      const naming = template?.files.filter((each) => resolve(dirname(path), each.path) === definition) ?? []
      const file = naming.find(({ logicalId }) => logicalId === name) ?? naming[0]
      if (template !== undefined && file !== undefined) return { path, template, file }
      if (beside && template !== undefined && template.functions.size > 0) withFunctions ??= { path, template, file }
    }
  }
  return (await synthesized(definition, folders, readTemplate)) ?? withFunctions
}

/**
 * What the template says that names a definition's file: how the file is read where it is run by itself. Undefined where none names it. The path is
 * absolute; `name` as for `findTemplate`. Never rejects.
 */
export async function optionsNear(definition: string, name?: string, root?: string): Promise<ParseOptions | undefined> {
  const found = await findTemplate(definition, foldersAbove(dirname(definition), root), name)
  return found?.file && optionsOf(found.file, pathToFileURL(found.path).href)
}

/** The templates of a folder by their names, and the folders in it that are a project's own. */
function entriesOf(folder: string): { readonly files: readonly string[]; readonly inner: readonly string[] } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).slice(0, mostEntries)
    const isOwn = (name: string) => !name.startsWith('.') && !copiedFolders.includes(name)
    return {
      files: entries
        .filter((entry) => entry.isFile() && (isTemplateName(entry.name) || isTerraformName(entry.name)))
        .map(({ name }) => join(folder, name)),
      inner: entries.filter((entry) => entry.isDirectory() && isOwn(entry.name)).map(({ name }) => join(folder, name)),
    }
  } catch {
    return { files: [], inner: [] }
  }
}

/** A template whose text is worth to be read. */
async function readTemplate(path: string, isWorth: (text: string) => boolean): Promise<Template | undefined> {
  const text = textAt(path)
  if (text === undefined) return undefined
  const kind = kindOf(basename(path), text)
  if (kind.content !== 'template' || !isWorth(text)) return undefined
  if (kind.format === 'yaml') await loadYaml()
  return parseDocument(text, kind, besideOptions(path)).template
}
