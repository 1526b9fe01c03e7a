import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chooseDefinition, isInFile } from '../core/model/choose'
import type { AslDocument, Definition } from '../core/model/document'
import { optionsOf } from '../core/model/optionsOf'
import { mayName } from '../hosts/files'
import { UsageError } from './command'
import { beside, outside, readDocument } from './files'
import type { Terminal } from './terminal'

/** What is run: a definition, in its file. */
export interface Chosen {
  readonly file: string
  readonly document: AslDocument
  /** A sentence where there is none. */
  readonly definition: Definition | string
}

/** The definition of a file, or the one in the file that a template names for it, with the template's type and substitutions. */
export async function openDefinition(terminal: Terminal, file: string, name: string | undefined): Promise<Chosen> {
  const document = await readDocument(terminal, file, { running: true })
  const chosen = chooseDefinition(document, name)
  if (typeof chosen === 'string' || !isInFile(chosen)) return { file, document, definition: chosen }
  const inner = beside(file, chosen.path)
  const path = resolve(terminal.cwd, file)
  if (!mayName(dirname(path), resolve(terminal.cwd, inner), [terminal.cwd])) throw new UsageError(outside(file, inner))
  const options = optionsOf(chosen, pathToFileURL(path).href)
  const own = await readDocument(terminal, inner, { ...options, running: true }, 'definition')
  return { file: inner, document: own, definition: own.definitions[0] ?? `There is no state machine in ${inner}.` }
}
