import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import { machinesOf } from '../../model/graph'
import type { StringNode } from '../../syntax/node'
import { contains } from '../../syntax/walk'
import { statesOf, variablesIn } from '../cursor/stateAt'
import { Editor } from '../edit/edit'
import { usesInMocks } from '../mockFiles/uses'
import { type Name, nameAt, type Occurrence, occurrencesOf, type StateName, type VariableName } from '../names/occurrences'
import { usesInTests } from '../testFiles/uses'
import type { Change, Edit, LocatedDocument, Refusal, Workspace } from '../types'

interface RenamePlace {
  readonly range: Range
  readonly placeholder: string
}

/**
 * The name that can be renamed here, without its quotes or its dollar. Undefined for every other name: one that nothing defines, or a
 * substitution, which is the template's. LSP: textDocument/prepareRename.
 */
export function prepareRename(document: AslDocument, offset: number): RenamePlace | undefined {
  const name = nameAt(document, offset)
  if (name === undefined || name.kind === 'substitution') return undefined
  if (!occurrencesOf(document, name).some((each) => each.kind === 'write')) return undefined
  return { range: { offset: name.offset, length: name.length }, placeholder: name.name }
}

/**
 * Renames the state or variable under the cursor everywhere; a state in the mock files and test files of the workspace too. No edits at all where the name
 * is the same; a refusal says why the new name cannot be had. LSP: textDocument/rename.
 */
export function rename({ uri, document }: LocatedDocument, offset: number, newName: string, workspace: Workspace): Change | Refusal {
  const name = nameAt(document, offset)
  if (name === undefined || name.kind === 'substitution') return { error: 'Only a state or a variable can be renamed.' }
  if (newName === name.name) return new Map()
  const refused = name.kind === 'state' ? refuseState(name, newName) : refuseVariable(name, newName)
  if (refused !== undefined) return { error: refused }
  const edits: Edit[] = []
  for (const each of occurrencesOf(document, name)) {
    const edit = editOf(document, name, each, newName)
    if (edit === undefined) return { error: `"${newName}" has a character that cannot be written in the text around it.` }
    edits.push(edit)
  }
  const change = new Map<string, Edit[]>([['', edits]])
  for (const { uri: file, key } of name.kind === 'state' ? usesInMocks(uri, name, workspace) : []) {
    const edit = { offset: key.offset, length: key.length, text: JSON.stringify(newName) }
    const list = change.get(file)
    if (list === undefined) change.set(file, [edit])
    else list.push(edit)
  }
  for (const { located, use } of name.kind === 'state' ? usesInTests(uri, name, workspace) : [])
    change.set(located.uri, [...(change.get(located.uri) ?? []), ...renamed(located.document, use.node, newName)])
  return change
}

/** A string of a document with another text, as the document writes strings. */
export const renamed = (document: AslDocument, node: StringNode, text: string): Edit[] =>
  new Editor(document, { tabSize: 2, insertSpaces: true }).replaceText(node, text)

/** State names are unique in the whole definition, and have at most 80 characters. ASL spec: States. */
function refuseState({ definition }: StateName, newName: string): string | undefined {
  if (newName === '') return 'A state needs a name.'
  if ([...newName].length > 80) return 'The name of a state has at most 80 characters.'
  const taken = machinesOf(definition.machine).some((machine) => statesOf(machine).some((state) => state.name === newName))
  return taken ? `There is already a state "${newName}".` : undefined
}

/** ASL spec: State Machine Variables. */
function refuseVariable({ definition, scope }: VariableName, newName: string): string | undefined {
  if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(newName))
    return 'The name of a variable is an identifier: letters, digits and _, not beginning with a digit.'
  if ([...newName].length > 80) return 'The name of a variable has at most 80 characters.'
  if (newName === 'states') return '"states" is reserved.'
  const taken = variablesIn(definition).definitions.some(
    (each) => each.name === newName && (contains(scope.node, each.member.offset) || contains(each.state.machine.node, scope.node.offset)),
  )
  return taken ? `There is already a variable "${newName}" in this scope.` : undefined
}

/** A name without any of these characters stands in each kind of string as it is. */
const plain = /^[^\p{Cc}"'\\$]*$/u

/** What a plain YAML scalar may be, without being read as something else. */
const plainYaml = /^(?!(?:true|false|null|yes|no|on|off)$)[A-Za-z_][\w.()/-]*(?: [\w.()/-]+)*$/i

/** Undefined: the name needs escapes that the text around does not allow, e.g. JSON in a string of a template. */
function editOf({ text, format }: AslDocument, name: Name, { offset, length, node }: Occurrence, newName: string): Edit | undefined {
  if (name.kind === 'variable' || node === undefined) return { offset, length, text: newName }
  const quote = text[node.offset]
  const whole = { offset: node.offset, length: node.length }
  if (format === 'yaml' && quote !== '"' && quote !== "'" && quote !== '\\')
    return { ...whole, text: plainYaml.test(newName) ? newName : JSON.stringify(newName) }
  if (plain.test(newName)) return { offset, length, text: newName }
  if (quote === '"' && name.kind === 'state' && name.definition.logicalId === undefined) return { ...whole, text: JSON.stringify(newName) }
  if (quote === "'" && !/\p{Cc}/u.test(newName)) return { ...whole, text: `'${newName.replaceAll("'", "''")}'` }
  return undefined
}
