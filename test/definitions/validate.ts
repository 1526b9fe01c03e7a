import { analyse } from '../../core/analysis/analyse'
import type { DocumentKind } from '../../core/model/document'
import { loadYaml, parseDocument } from '../../core/model/parse'

interface Options {
  readonly languageId: string
  readonly fileName: string
  readonly substitutions?: readonly string[]
}

const kinds: Readonly<Record<string, DocumentKind>> = {
  asl: { format: 'json', content: 'definition' },
  'asl-yaml': { format: 'yaml', content: 'definition' },
  'sam-yaml': { format: 'yaml', content: 'template' },
  'cfn-yaml': { format: 'yaml', content: 'template' },
  'sam-json': { format: 'json', content: 'template' },
  'cfn-json': { format: 'json', content: 'template' },
}

/** The checker's contract: all problems of a text, in the editor's shapes. */
export async function validate(text: string, { languageId, substitutions }: Options) {
  const kind = kinds[languageId]
  if (!kind) return null
  await loadYaml()
  const declared = substitutions && new Map(substitutions.map((name) => [name, { offset: 0, length: 0 }]))
  const problems = analyse(parseDocument(text, kind, declared ? { substitutions: declared } : {}))
  const diagnostics = problems.map(({ severity, code, message, offset, length }) => ({ severity, code, message, offset, length }))
  return { valid: !diagnostics.some(({ severity }) => severity === 'error'), diagnostics }
}
