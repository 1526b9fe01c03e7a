import * as vscode from 'vscode'
import { formatOf, globs, isTerraformName, languageIds } from '../core/model/fileNames'
import { holdsTerraformMachine } from '../core/model/terraform/holds'

/** All that has to do with state machines by its name: definitions, templates, mock files, test files and stepthrough.json, as globs of the workspace. */
export const servedFiles: readonly string[] = [
  globs.definitions,
  ...['.json', '.yaml', '.yml'].map((ending) => globs.templates + ending),
  ...globs.mocks,
  globs.tests,
  ...globs.configs,
  globs.terraform,
]

/** What editors call a .tf file: without an extension for Terraform it is a plain text. */
const terraformLanguages = ['terraform', 'opentofu', 'plaintext']

/** What the language server is asked about: definitions, and by their names the files that hold definitions, mocks or tests. */
export const documentSelector: { language: string; pattern?: string; scheme?: string }[] = [
  ...languageIds.map((language) => ({ language })),
  { scheme: 'file', language: 'yaml', pattern: `${globs.templates}.{yaml,yml}` },
  ...[`${globs.templates}.json`, ...globs.mocks].map((pattern) => ({ scheme: 'file', language: 'json', pattern })),
  ...['json', 'jsonc', 'yaml'].map((language) => ({ scheme: 'file', language, pattern: globs.tests })),
  ...terraformLanguages.map((language) => ({ scheme: 'file', language, pattern: globs.terraform })),
  ...globs.configs.flatMap((pattern) => ['json', 'jsonc'].map((language) => ({ scheme: 'file', language, pattern }))),
]

export const isDefinitionLanguage = ({ languageId }: vscode.TextDocument): boolean => formatOf(languageId) !== undefined

export const isDefinition = (document: vscode.TextDocument | undefined): document is vscode.TextDocument =>
  document !== undefined && isDefinitionLanguage(document)

export const isServed = (document: vscode.TextDocument): boolean =>
  vscode.languages.match(documentSelector, document) > 0 &&
  (!isTerraformName(document.uri.path) || holdsTerraformMachine(document.getText()))

/** A file's path as a person names it: relative to the workspace where it is inside. */
export const displayPath = (file: string): string => vscode.workspace.asRelativePath(file, false)
