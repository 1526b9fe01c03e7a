import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Lines } from '../../../core/base/lines'
import type { Problem } from '../../../core/base/problem'
import { readConfig } from '../../../core/config/read'
import { type Config, noConfig } from '../../../core/config/types'
import { configName } from '../../../core/model/fileNames'
import { isInside, readText, reason, repositoryOf } from '../files'

/** Whose tasks are to be answered. Paths are absolute, or begin at the working folder. */
export interface ConfigRequest {
  /** The file of the definition, or of the template that it is in. */
  readonly definition: string
  /** Another file than the nearest stepthrough.json; `none`: no file, and no function of a template either. */
  readonly config?: string | undefined
  /** The workspace's folder: nothing above it is looked at. */
  readonly root?: string | undefined
}

/** What is wrong with a stepthrough.json; line and column are counted from 1, in UTF-16 units. */
export interface ConfigProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** A sentence. */
  readonly message: string
}

/** Who answers the tasks of a definition. `folder`: relative paths in `config` begin there. `file`: undefined where there is no stepthrough.json. */
export type OpenedConfig =
  | { readonly kind: 'config'; readonly config: Config; readonly folder: string; readonly file: string | undefined }
  | { readonly kind: 'wrong'; readonly problems: readonly ConfigProblem[] }

/**
 * Finds and reads the stepthrough.json of a definition: in its folder or the nearest above, not above the workspace's folder or the root of the
 * repository; where there is neither, in its folder alone. Never rejects: a file that cannot be read is a problem.
 */
export async function openConfig({ definition, config, root }: ConfigRequest): Promise<OpenedConfig> {
  const own = dirname(resolve(definition))
  if (config === 'none') return { kind: 'config', config: noConfig, folder: own, file: undefined }
  const file = config === undefined ? nearestFile(own, root) : resolve(config)
  if (file === undefined) return { kind: 'config', config: noConfig, folder: own, file }
  return read(file)
}

function read(file: string): OpenedConfig {
  const folder = dirname(file)
  let text: string
  try {
    text = readText(file)
  } catch (error) {
    return { kind: 'wrong', problems: [{ file, line: 1, column: 1, message: `It cannot be read: ${reason(error)}.` }] }
  }
  const found = readConfig(text, folder)
  if (found.kind === 'wrong') return { kind: 'wrong', problems: placed(file, text, found.problems) }
  return { kind: 'config', config: found.config, folder, file }
}

function placed(file: string, text: string, problems: readonly Problem[]): ConfigProblem[] {
  const lines = new Lines(text)
  return problems.map(({ offset, message }) => {
    const { line, character } = lines.position(offset)
    return { file, line: line + 1, column: character + 1, message }
  })
}

/** The folders in which files are looked for that concern a definition, from its own upwards. */
export function foldersAbove(folder: string, root: string | undefined): string[] {
  const bounds = [root === undefined ? undefined : resolve(root), repositoryOf(folder)]
  const tops = bounds.filter((top) => top !== undefined && isInside(top, folder))
  const folders = [folder]
  if (tops.length === 0) return folders
  for (let at = folder; !tops.includes(at) && at !== dirname(at); ) folders.push((at = dirname(at)))
  return folders
}

const nearestFile = (folder: string, root: string | undefined): string | undefined =>
  foldersAbove(folder, root)
    .map((each) => join(each, configName))
    .find((file) => existsSync(file))
