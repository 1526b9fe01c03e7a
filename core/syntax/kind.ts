import { createScanner } from 'jsonc-parser'
import type { DocumentKind } from '../document'

/** Names that say what they are, whatever is in them. */
const definitionName = /\.(asl|asl\.json|asl\.yaml|asl\.yml)$/i
const yamlName = /\.(yaml|yml)$/i
/** Mock files of Step Functions Local. */
export const mockName = /(^|[/\\])(MockConfigFile[^/\\]*|[^/\\]+\.mocks?)\.json$/i

/** Keys at the root that a definition cannot have. */
const templateKeys = ['AWSTemplateFormatVersion', 'Resources', 'Transform', 'stepFunctions']
const mockKeys = ['MockedResponses', 'StateMachines']

/**
 * What a file is read as, by its name and by the keys at its root: a definition unless it is a template (SAM, CloudFormation, Serverless)
 * or a mock file of Step Functions Local. Looks no further than to the first key that decides.
 */
export function kindOf(fileName: string, text: string): DocumentKind {
  const format = yamlName.test(fileName) ? 'yaml' : 'json'
  if (definitionName.test(fileName)) return { format, content: 'definition' }
  if (mockName.test(fileName)) return { format, content: 'mock' }
  for (const key of format === 'json' || /^\s*\{/.test(text) ? jsonRootKeys(text) : yamlRootKeys(text)) {
    if (templateKeys.includes(key)) return { format, content: 'template' }
    if (mockKeys.includes(key)) return { format, content: 'mock' }
    if (key === 'StartAt' || key === 'States') break
  }
  return { format, content: 'definition' }
}

/** What a template that has a state machine says somewhere. */
const holdsMachine = /AWS::(StepFunctions|Serverless)::StateMachine|\bstepFunctions\b/

/** Whether a file is worth a look by its name alone. */
export const mayBeOurs = (fileName: string): boolean => definitionName.test(fileName) || /\.(json|ya?ml)$/i.test(fileName)

/** Whether a file of a folder is to be checked: a definition by its name, a template with a state machine, a mock file. */
export function isOurs(fileName: string, text: string): boolean {
  if (definitionName.test(fileName) || mockName.test(fileName)) return true
  const { content } = kindOf(fileName, text)
  return content === 'template' ? holdsMachine.test(text) : content === 'mock' && mockKeys.every((key) => text.includes(key))
}

function* yamlRootKeys(text: string): Generator<string> {
  for (const match of text.matchAll(/^(?:"([\w-]+)"|'([\w-]+)'|([\w-]+))\s*:/gm)) yield match[1] ?? match[2] ?? match[3]!
}

function* jsonRootKeys(text: string): Generator<string> {
  const scanner = createScanner(text, true)
  let depth = 0
  let last: string | undefined
  for (;;) {
    const token = scanner.scan() as number
    if (token === 17) return
    if (token === 1 || token === 3) depth++
    else if (token === 2 || token === 4) depth--
    else if (token === 6 && depth === 1 && last !== undefined) yield last
    last = token === 10 && depth === 1 ? scanner.getTokenValue() : undefined
  }
}
