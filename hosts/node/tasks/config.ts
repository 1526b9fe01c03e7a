import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Lines } from '../../../core/base/lines'
import type { Problem } from '../../../core/base/problem'
import { readConfig } from '../../../core/config/read'
import { withTemplate } from '../../../core/config/template'
import { type Config, noConfig } from '../../../core/config/types'
import type { AslDocument } from '../../../core/model/document'
import { configName } from '../../../core/model/fileNames'
import { readText, reason } from '../files'
import { foldersAbove } from './folders'
import { findTemplate } from './templates'

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
type OpenedConfig =
  | { readonly kind: 'config'; readonly config: Config; readonly folder: string; readonly file: string | undefined }
  | { readonly kind: 'wrong'; readonly problems: readonly ConfigProblem[] }

/**
 * Finds and reads the stepthrough.json of a definition, and the functions of its template: in its folder or the nearest above, not above the workspace's folder or the root of the
 * repository; where there is neither, in its folder alone. What the file says comes before the template.
 * Never rejects: a file that cannot be read is a problem.
 */
export async function openConfig({ definition, config: named, root }: ConfigRequest): Promise<OpenedConfig> {
  const program = resolve(definition)
  const own = dirname(program)
  if (named === 'none') return { kind: 'config', config: noConfig, folder: own, file: undefined }
  const folders = foldersAbove(own, root)
  const file = named === undefined ? folders.map((each) => join(each, configName)).find((each) => existsSync(each)) : resolve(named)
  const read = file === undefined ? undefined : readFile(file)
  if (read !== undefined && 'problems' in read) return { kind: 'wrong', problems: read.problems }
  const found = await findTemplate(program, folders)
  const around = found && {
    template: found.template,
    path: found.path,
    substitutions: found.file?.values ?? new Map<string, string>(),
    pathOf: (path: string) => resolve(dirname(found.path), path),
  }
  const { config, problems } = withTemplate(read?.config ?? noConfig, read?.document.root, around)
  if (problems.length > 0 && read !== undefined) return { kind: 'wrong', problems: placed(read.file, read.document.text, problems) }
  return { kind: 'config', config, folder: file === undefined ? own : dirname(file), file }
}

type Read =
  | { readonly file: string; readonly config: Config; readonly document: AslDocument }
  | { readonly problems: readonly ConfigProblem[] }

function readFile(file: string): Read {
  let text: string
  try {
    text = readText(file)
  } catch (error) {
    return { problems: [{ file, line: 1, column: 1, message: `It cannot be read: ${reason(error)}.` }] }
  }
  const found = readConfig(text, dirname(file))
  return found.kind === 'wrong' ? { problems: placed(file, text, found.problems) } : { file, ...found }
}

function placed(file: string, text: string, problems: readonly Problem[]): ConfigProblem[] {
  const lines = new Lines(text)
  return problems.map(({ offset, message }) => {
    const { line, character } = lines.position(offset)
    return { file, line: line + 1, column: character + 1, message }
  })
}
