import * as vscode from 'vscode'

/** The two languages of a definition on its own; the ids are the AWS Toolkit's, so that both extensions can be installed. */
export const languages: readonly string[] = ['asl', 'asl-yaml']

/** Files with a definition, as a glob of the workspace. */
export const definitionFiles = '**/*.{asl.json,asl,asl.yaml,asl.yml}'

const templates = '**/*{template,sam,serverless,cloudformation}*'

/** All that has to do with state machines by its name: definitions, templates and mock files. Groups within groups are not every finder's. */
export const servedFiles: readonly string[] = [
  definitionFiles,
  `${templates}.json`,
  `${templates}.yaml`,
  `${templates}.yml`,
  '**/MockConfigFile*.json',
  '**/*.{mock,mocks}.json',
]

/** What the language server is asked about: definitions, and by their names the files that hold definitions or mocks. */
export const documentSelector: { language: string; pattern?: string; scheme?: string }[] = [
  ...languages.map((language) => ({ language })),
  { scheme: 'file', language: 'yaml', pattern: `${templates}.{yaml,yml}` },
  { scheme: 'file', language: 'json', pattern: `${templates}.json` },
  { scheme: 'file', language: 'json', pattern: '**/MockConfigFile*.json' },
  { scheme: 'file', language: 'json', pattern: '**/*.{mock,mocks}.json' },
]

export const isDefinition = (document: vscode.TextDocument | undefined): document is vscode.TextDocument =>
  document !== undefined && languages.includes(document.languageId)

export const isServed = (document: vscode.TextDocument): boolean => vscode.languages.match(documentSelector, document) > 0

/** A file's path as a person names it: relative to the workspace where it is inside. */
export const displayPath = (file: string): string => vscode.workspace.asRelativePath(file, false)
