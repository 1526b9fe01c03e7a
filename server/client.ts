import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver'
import { chooseEncoding, type Encoding } from './positions'

/** What the client can take. A client that announces nothing gets what LSP had in its first version. */
export interface Client {
  readonly encoding: Encoding
  readonly snippets: boolean
  readonly markdown: boolean
  readonly completionMarkdown: boolean
  readonly definitionLinks: boolean
  readonly symbolTree: boolean
  readonly codeActionLiterals: boolean
  readonly disabledActions: boolean
  /** A change can make a file. */
  readonly createsFiles: boolean
  readonly labelOffsets: boolean
  readonly diagnostics: { readonly related: boolean; readonly tags: boolean; readonly codeDescription: boolean; readonly data: boolean }
  readonly configuration: boolean
  readonly dynamicConfiguration: boolean
  readonly watchedFiles: boolean
  /** `initializationOptions.editorCommands`: the client runs VS Code's `editor.action.triggerSuggest`, `stepthrough.showReferences` and `stepthrough.openFile`. */
  readonly editorCommands: boolean
}

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const text: NonNullable<ClientCapabilities['textDocument']> = capabilities.textDocument ?? {}
  const workspace: NonNullable<ClientCapabilities['workspace']> = capabilities.workspace ?? {}
  const published = text.publishDiagnostics
  return {
    encoding: chooseEncoding(capabilities.general?.positionEncodings),
    snippets: text.completion?.completionItem?.snippetSupport === true,
    markdown: text.hover?.contentFormat?.includes('markdown') === true,
    completionMarkdown: text.completion?.completionItem?.documentationFormat?.includes('markdown') === true,
    definitionLinks: text.definition?.linkSupport === true,
    symbolTree: text.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActionLiterals: text.codeAction?.codeActionLiteralSupport !== undefined,
    disabledActions: text.codeAction?.disabledSupport === true,
    createsFiles:
      workspace.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    labelOffsets: text.signatureHelp?.signatureInformation?.parameterInformation?.labelOffsetSupport === true,
    diagnostics: {
      related: published?.relatedInformation === true,
      tags: published?.tagSupport !== undefined,
      codeDescription: published?.codeDescriptionSupport === true,
      data: published?.dataSupport === true,
    },
    configuration: workspace.configuration === true,
    dynamicConfiguration: workspace.didChangeConfiguration?.dynamicRegistration === true,
    watchedFiles: workspace.didChangeWatchedFiles?.dynamicRegistration === true,
    // An editor's name says nothing: there are many that are built from VS Code, and their own extensions do not have our command.
    editorCommands: initializationOptions?.editorCommands === true,
  }
}
