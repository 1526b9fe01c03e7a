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

/**
 * Reads a definition in JSON that is text alone. One that cannot be read is a program too: what is wrong with it is for `prepareRun` to
 * say.
 */
export const programOf = (text: string): Program =>
  programIn(parseDocument(text, { format: 'json', content: 'definition' }, { running: true }))

/**
 * The state machine of a document that is meant; a template's by its logical id. Where several could be meant, none is there, or it is in a
 * file of its own, `definition` is a sentence that says so.
 */
export function programIn(document: AslDocument, name?: string): Program {
  const chosen = chooseDefinition(document, name)
  if (typeof chosen === 'string' || !isInFile(chosen)) return { document, definition: chosen }
  return { document, definition: `Its state machine is in ${chosen.path}, which was not read.`, file: chosen }
}

/**
 * As `programIn`, where `open` reads the file that a template names, as `optionsOf` says; offsets are then those of that file's text.
 * Rejects where `open` does.
 */
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
