import type { AslDocument, Definition, DocumentKind } from '../document'
import { buildMachine } from '../model/build'
import type { Problem } from '../problem'
import { parseJson, type Tree } from './json'
import type { Range } from './node'

/** What is known about a definition from outside of its text. */
export interface ParseOptions {
  /** The type of the state machine, where a template that refers to the file says it. */
  readonly type?: 'STANDARD' | 'EXPRESS'
  /** The names that such a template declares under DefinitionSubstitutions. */
  readonly substitutions?: ReadonlyMap<string, Range>
  /** The URI of that template. */
  readonly template?: string
}

/**
 * The YAML reader, and the reader of templates, are there once `loadYaml` is done: a session that never opens YAML never evaluates it.
 */
let readYaml: ((text: string) => Tree) | undefined

/** Makes YAML readable. A host awaits it before it parses its first YAML text. */
export async function loadYaml(): Promise<void> {
  readYaml ??= (await import('./yaml')).parseYaml
}

export const isYamlLoaded = (): boolean => readYaml !== undefined

/** Reads a text. Never throws; linear in the text. YAML needs `loadYaml` first. */
export function parseDocument(text: string, kind: DocumentKind, options: ParseOptions = {}): AslDocument {
  const { root, problems } = kind.format === 'json' ? parseJson(text) : readYaml === undefined ? notLoaded(text) : readYaml(text)
  return { ...kind, text, root, syntaxProblems: problems, definitions: definitionsOf({ root, text, kind, options }) }
}

function notLoaded(text: string): Tree {
  const problem: Problem = { code: 'YAML_NOT_LOADED', severity: 'error', message: 'The YAML reader is not loaded.', offset: 0, length: 0 }
  return { root: undefined, problems: text.trim() === '' ? [] : [problem] }
}

function definitionsOf({
  root,
  text,
  kind,
  options,
}: {
  root: Tree['root']
  text: string
  kind: DocumentKind
  options: ParseOptions
}): Definition[] {
  if (kind.content !== 'definition' || root?.kind !== 'object') return []
  const machine = buildMachine(root)
  return [
    {
      root,
      machine,
      type: options.type,
      substitutions: options.substitutions,
      template: options.template,
      logicalId: undefined,
      range: { offset: 0, length: text.length },
    },
  ]
}
