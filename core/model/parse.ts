import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import { relocated } from '../syntax/embedded'
import { jsonProblems, parseJson, type Tree } from '../syntax/json'
import type { Recovered } from '../syntax/layoutParser'
import type { Node } from '../syntax/node'
import { substitutionsOf } from '../syntax/strings'
import { buildMachine } from './build'
import { readTemplate, resolveIntrinsics } from './deploymentTemplate'
import type { AslDocument, Definition, DocumentKind } from './document'
import { fieldNames } from './fieldNames'
import { substitute } from './substitute'
import type { Values } from './substitutionValues'
import { namesInTemplate, templateFileText } from './terraform/file'
import { definitionText, embedded, readTerraform, type TerraformFile } from './terraform/read'

/** What is known about a definition from outside of its text. */
export interface ParseOptions {
  /** The type of the state machine, where a template that refers to the file says it. */
  readonly type?: 'STANDARD' | 'EXPRESS'
  /** The names that such a template declares under DefinitionSubstitutions. */
  readonly substitutions?: ReadonlyMap<string, Range>
  /** The URI of that template. */
  readonly template?: string
  /** The values of those names, as far as the template tells them. */
  readonly values?: Values
  /** How Terraform reads the file of a definition. */
  readonly terraform?: TerraformFile
  /** The texts of files beside it that belong to it, by their names: see `namesBeside` in fileNames.ts. */
  readonly beside?: ReadonlyMap<string, string>
  /** To be run: what is known stands in the place of substitutions. An editor shows them as they are written. */
  readonly running?: boolean
}

/**
 * The YAML reader is there once `loadYaml` is done: a session that never opens YAML never evaluates it.
 */
let readYaml: typeof import('../syntax/yaml').parseYaml | undefined

/** Makes YAML readable. A host awaits it before it parses its first YAML text; a second call does nothing. */
export async function loadYaml(): Promise<void> {
  readYaml ??= (await import('../syntax/yaml')).parseYaml
}

/** Whether YAML is readable now: `loadYaml` was awaited. */
export const isYamlLoaded = (): boolean => readYaml !== undefined

/**
 * The most UTF-16 code units of a text that is read into a tree. No definition is so large (AWS takes 1,048,576 bytes), nor a template with one:
 * 2 MiB are what a template with a definition in it could need at most.
 */
export const maxTextLength = 2 * 1024 * 1024
/** The same of a test file, which may have thousands of cases, each with payloads. */
const maxTestLength = 32 * 1024 * 1024

/**
 * Reads a text. Never throws; linear in the text. Without `loadYaml` a text in YAML has no root and the problem YAML_NOT_LOADED; one that
 * is longer than `maxTextLength` (a test file: 32 MiB) has no root, and in JSON its syntax errors.
 */
export function parseDocument(text: string, kind: DocumentKind, options: ParseOptions = {}): AslDocument {
  if (text.length > (kind.content === 'test' ? maxTestLength : maxTextLength)) return unread(text, kind)
  if (kind.format === 'hcl') {
    const template = readTerraform(text, options.running, options.beside)
    return { ...kind, text, root: undefined, syntaxProblems: template.problems, definitions: template.definitions, template }
  }
  if (kind.content === 'definition' && options.terraform?.variables !== undefined) return renderedDefinition(text, kind, options)
  const { root, problems, tagged } =
    kind.format === 'json'
      ? parseJson(text, fieldNames)
      : readYaml === undefined
        ? notLoaded(text)
        : readYaml(text, kind.content === 'template' ? '1.1' : '1.2')
  if (kind.content === 'template') {
    const template = readTemplate(root, options.running, [...(options.beside?.values() ?? [])][0])
    return { ...kind, text, root, syntaxProblems: [...problems, ...template.problems], definitions: template.definitions, template }
  }
  const definition =
    kind.content === 'definition'
      ? definitionOf(tagged && root !== undefined ? resolveIntrinsics(root) : root, text, kind, options)
      : undefined
  const syntaxProblems = kind.content === 'config' || kind.content === 'test' ? problems.filter((problem) => !isComment(problem)) : problems
  return { ...kind, text, root, syntaxProblems, definitions: definition === undefined ? [] : [definition], template: undefined }
}

/** A definition that is what `templatefile` makes of the text. */
function renderedDefinition(text: string, kind: DocumentKind, options: ParseOptions): AslDocument {
  const { running = false, substitutions } = options
  const { module, variables = new Map() } = options.terraform!
  const made = templateFileText(text, { module, variables }, running)
  const tree = kind.format === 'yaml' && readYaml !== undefined ? yamlOf(embedded(made), readYaml) : definitionText(made)
  const { alone, words } = namesInTemplate(text)
  // a name within an expression is used and leaves no `${name}`; one that an expression makes up is none that somebody could declare
  const declared = [...(substitutions ?? [])].filter(([name]) => alone.has(name) || !words.has(name))
  const open = made.pieces.flatMap((piece) =>
    'name' in piece ? [piece.name] : (substitutionsOf(piece.text) ?? []).map(({ name }) => name),
  )
  const composed = open.filter((name) => !alone.has(name)).map((name) => [name, nowhere] as const)
  const { values: _, ...known } = { ...options, ...(substitutions && { substitutions: new Map([...declared, ...composed]) }) }
  const definition = definitionOf(tree.root, text, kind, known)
  return {
    ...kind,
    text,
    root: tree.root,
    syntaxProblems: tree.problems,
    definitions: definition === undefined ? [] : [definition],
    rendered: true,
    template: undefined,
  }
}

const nowhere: Range = { offset: 0, length: 0 }

const yamlOf = ({ text, map }: ReturnType<typeof embedded>, read: NonNullable<typeof readYaml>): Tree => relocated(read(text, '1.2'), map)

/** JSON has no comments; a configuration and a test file may have them. */
const isComment = ({ data }: Problem): boolean => (data as Recovered | undefined)?.missing === 'comment'

/** Of a text that is too large only the syntax is looked at, and of YAML not even that. */
function unread(text: string, kind: DocumentKind): AslDocument {
  const syntaxProblems = kind.format === 'json' ? jsonProblems(text) : []
  return { ...kind, text, root: undefined, syntaxProblems, definitions: [], template: undefined }
}

function notLoaded(text: string): Tree {
  const problem: Problem = { code: 'YAML_NOT_LOADED', severity: 'error', message: 'The YAML reader is not loaded.', offset: 0, length: 0 }
  return { root: undefined, problems: text.trim() === '' ? [] : [problem] }
}

function definitionOf(root: Node | undefined, text: string, { format }: DocumentKind, options: ParseOptions): Definition | undefined {
  if (root?.kind !== 'object') return undefined
  const { type, substitutions, template, values, running } = options
  if (running && values !== undefined) substitute(root, { declared: values, template: values, ...(format === 'yaml' && { yaml: text }) })
  return {
    root,
    machine: buildMachine(root),
    type,
    substitutions,
    template,
    logicalId: undefined,
    range: { offset: 0, length: text.length },
  }
}
