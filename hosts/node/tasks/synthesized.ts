import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Template } from '../../../core/model/deploymentTemplate'
import { kindOf } from '../../../core/model/fileKind'
import { loadYaml, maxTextLength, parseDocument } from '../../../core/model/parse'
import { readText } from '../files'
import type { FoundTemplate } from './templates'

/** A folder with more entries is no project of one app. */
const mostEntries = 1_000

/**
 * The template of the CDK that was made of a definition: `cdk.out` in one of the folders has a copy of it, of now or of when it was synthesized.
 */
export async function synthesized(
  definition: string,
  folders: readonly string[],
  readTemplate: (path: string, isWorth: (text: string) => boolean) => Promise<Template | undefined>,
): Promise<FoundTemplate | undefined> {
  for (const folder of folders) {
    const text = textAt(definition)
    if (text === undefined || !existsSync(join(folder, synthesizedFolder))) continue
    const alike: (FoundTemplate & { readonly likeness: number })[] = []
    for (const path of templatesIn(join(folder, synthesizedFolder))) {
      const template = await readTemplate(path, (each) => each.includes('DefinitionS3Location'))
      for (const file of template?.files ?? []) {
        const copy = textAt(resolve(dirname(path), file.path))
        if (copy !== undefined)
          alike.push({ path, template: template!, file, likeness: copy === text ? 1 : await likeness(definition, text, copy) })
      }
    }
    const [best] = alike.filter((each) => each.likeness > 0.5).sort((a, b) => b.likeness - a.likeness)
    if (best !== undefined) return best
  }
  return undefined
}

/** Where the CDK puts what it makes of an app, and the apps within. */
const synthesizedFolder = 'cdk.out'

function templatesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).slice(0, mostEntries)
    return entries.flatMap((entry) =>
      entry.isDirectory() && entry.name.startsWith('assembly-')
        ? templatesIn(join(folder, entry.name))
        : entry.isFile() && entry.name.endsWith('.template.json')
          ? [join(folder, entry.name)]
          : [],
    )
  } catch {
    return []
  }
}

/** How many of the states of two definitions have the same names, 0 to 1. */
async function likeness(name: string, text: string, other: string): Promise<number> {
  const kind = { ...kindOf(basename(name), text), content: 'definition' } as const
  if (kind.format === 'yaml') await loadYaml()
  const [a, b] = [text, other].map((each) => new Set(parseDocument(each, kind).definitions[0]?.machine.states.keys()))
  const shared = [...a!].filter((each) => b!.has(each)).length
  return shared / Math.max(a!.size, b!.size, 1)
}

/** The text of a file; undefined where it cannot be read. */
export function textAt(path: string): string | undefined {
  try {
    return readText(path, maxTextLength)
  } catch {
    return undefined
  }
}
