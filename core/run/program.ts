import { chooseDefinition, isInFile } from '../model/choose'
import type { DefinitionFile } from '../model/deploymentTemplate'
import type { AslDocument, Definition } from '../model/document'
import { parseDocument } from '../model/parse'

/** What is run: a definition, in its document. */
export interface Program {
  readonly document: AslDocument
  /** A sentence where there is none. */
  readonly definition: Definition | string
  /** What a template says about the definition, where it names the document's file. */
  readonly file?: DefinitionFile
}

/** Reads a definition that is text alone. */
export const programOf = (text: string): Program =>
  programIn(parseDocument(text, { format: 'json', content: 'definition' }, { running: true }))

/** The state machine of a document that is meant; a template's by its logical id. */
export function programIn(document: AslDocument, name?: string): Program {
  const chosen = chooseDefinition(document, name)
  if (typeof chosen === 'string' || !isInFile(chosen)) return { document, definition: chosen }
  return { document, definition: `Its state machine is in ${chosen.path}, which was not read.`, file: chosen }
}

/** The same, where `open` reads the file that a template names, as `optionsOf` says. Rejects where `open` does. */
export async function openProgram(
  document: AslDocument,
  name: string | undefined,
  open: (file: DefinitionFile) => Promise<AslDocument>,
): Promise<Program> {
  const { file, ...program } = programIn(document, name)
  if (file === undefined) return program
  const own = await open(file)
  const [definition] = own.definitions
  if (definition === undefined) return { document: own, definition: 'There is no state machine in it, though a template names it.', file }
  return { document: own, definition: { ...definition, logicalId: file.logicalId }, file }
}
