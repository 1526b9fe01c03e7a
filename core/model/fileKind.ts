import { createScanner } from 'jsonc-parser'
import { Token } from '../syntax/jsonParser'
import type { AslDocument, DocumentKind } from './document'
import { isConfigName, isDefinitionName, isMockName, isPlainName, isTerraformName, isTestName, isYamlName } from './fileNames'
import { valueAt } from './machine'
import { holdsTerraformMachine } from './terraform/holds'

/** Keys at the root that a definition cannot have: of a template, and of a file that serverless.yml includes. */
const templateKeys = ['AWSTemplateFormatVersion', 'Resources', 'Transform', 'provider', 'stepFunctions', 'stateMachines', 'definition']
const mockKeys = ['MockedResponses', 'StateMachines']

/**
 * What a file is read as, by its name and by the keys at its root: a definition unless it is a template (SAM, CloudFormation, Serverless)
 * a mock file of Step Functions Local, a test file or a stepthrough.json. Looks no further than to the first key that decides.
 */
export function kindOf(fileName: string, text: string): DocumentKind {
  const format = isYamlName(fileName) ? 'yaml' : 'json'
  if (isDefinitionName(fileName)) return { format, content: 'definition' }
  if (isMockName(fileName)) return { format, content: 'mock' }
  if (isConfigName(fileName)) return { format, content: 'config' }
  if (isTestName(fileName)) return { format, content: 'test' }
  if (isTerraformName(fileName)) return { format: 'hcl', content: 'template' }
  for (const key of rootKeys(format, text)) {
    if (templateKeys.includes(key)) return { format, content: 'template' }
    if (mockKeys.includes(key)) return { format, content: 'mock' }
    if (key === 'StartAt' || key === 'States') break
  }
  return { format, content: 'definition' }
}

/** Whether a document whose file's name says nothing has nothing to do with Step Functions. */
export function isForeign({ content, root, definitions, template }: AslDocument): boolean {
  if (content === 'mock' || content === 'config' || content === 'test') return false
  if (content === 'template') return definitions.length === 0 && !template?.files.length
  return valueAt(root, 'States') === undefined && valueAt(root, 'StartAt') === undefined
}

/** What a template that has a state machine says somewhere. */
const holdsMachine = /AWS::(StepFunctions|Serverless)::StateMachine|\b(stepFunctions|stateMachines|StartAt)\b/

/** Whether a file is worth a look by its name alone: its text then tells what it is. */
export const mayBeOurs = (fileName: string): boolean => isDefinitionName(fileName) || isPlainName(fileName) || isTerraformName(fileName)

/** Whether a file of a folder is to be checked: a definition by its name, a template with a state machine, a mock file, a test file, a stepthrough.json. */
export function isOurs(fileName: string, text: string): boolean {
  if (isDefinitionName(fileName) || isMockName(fileName) || isTestName(fileName) || isConfigName(fileName)) return true
  if (isTerraformName(fileName)) return holdsTerraformMachine(text)
  const { content } = kindOf(fileName, text)
  return content === 'template' ? holdsMachine.test(text) : content === 'mock' && mockKeys.every((key) => text.includes(key))
}

/**
 * Whether a text whose file's name says nothing, such as `order.json`, is plainly a definition: StartAt and States stand at its root, and
 * nothing that a template or a mock file has. What already has a name of a definition needs no guess, and is false.
 */
export function isPlainDefinition(fileName: string, text: string): boolean {
  if (isDefinitionName(fileName) || isMockName(fileName) || isTestName(fileName) || isConfigName(fileName) || !isPlainName(fileName))
    return false
  const wanted = new Set(['StartAt', 'States'])
  for (const key of rootKeys(isYamlName(fileName) ? 'yaml' : 'json', text)) {
    if (templateKeys.includes(key) || mockKeys.includes(key)) return false
    wanted.delete(key)
    if (wanted.size === 0) return true
  }
  return false
}

const rootKeys = (format: DocumentKind['format'], text: string): Generator<string> =>
  format === 'json' || /^\s*\{/.test(text) ? jsonRootKeys(text) : yamlRootKeys(text)

function* yamlRootKeys(text: string): Generator<string> {
  for (const match of text.matchAll(/^(?:"([\w-]+)"|'([\w-]+)'|([\w-]+))\s*:/gm)) yield match[1] ?? match[2] ?? match[3]!
}

function* jsonRootKeys(text: string): Generator<string> {
  const scanner = createScanner(text, true)
  let depth = 0
  let last: string | undefined
  for (;;) {
    const token = scanner.scan() as number
    if (token === Token.end) return
    if (token === Token.openBrace || token === Token.openBracket) depth++
    else if (token === Token.closeBrace || token === Token.closeBracket) depth--
    else if (token === Token.colon && depth === 1 && last !== undefined) yield last
    last = token === Token.string && depth === 1 ? scanner.getTokenValue() : undefined
  }
}
