import * as lsp from 'vscode-languageserver'

type Check = (value: unknown) => boolean

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const isCount: Check = (value) => Number.isInteger(value) && (value as number) >= 0
const isPosition: Check = (value) => isObject(value) && isCount(value.line) && isCount(value.character)
const isRange: Check = (value) => isObject(value) && isPosition(value.start) && isPosition(value.end)
const isItem: Check = (value) => isObject(value) && typeof value.uri === 'string' && isRange(value.selectionRange)

const position = { position: isPosition }

/** What the parameters of a request have to have beside its document. */
const needed: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  [lsp.CompletionRequest.method]: position,
  [lsp.HoverRequest.method]: position,
  [lsp.SignatureHelpRequest.method]: position,
  [lsp.DefinitionRequest.method]: position,
  [lsp.ReferencesRequest.method]: { ...position, context: isObject },
  [lsp.DocumentHighlightRequest.method]: position,
  [lsp.PrepareRenameRequest.method]: position,
  [lsp.RenameRequest.method]: { ...position, newName: (value) => typeof value === 'string' },
  [lsp.CallHierarchyPrepareRequest.method]: position,
  [lsp.CallHierarchyIncomingCallsRequest.method]: { item: isItem },
  [lsp.CallHierarchyOutgoingCallsRequest.method]: { item: isItem },
  [lsp.InlayHintRequest.method]: { range: isRange },
  [lsp.SemanticTokensRangeRequest.method]: { range: isRange },
  [lsp.CodeActionRequest.method]: { range: isRange, context: isObject },
  [lsp.SelectionRangeRequest.method]: { positions: (value) => Array.isArray(value) && value.every(isPosition) },
  [lsp.DocumentFormattingRequest.method]: { options: isObject },
  [lsp.DocumentRangeFormattingRequest.method]: { options: isObject, range: isRange },
  [lsp.DocumentOnTypeFormattingRequest.method]: { ...position, options: isObject },
  'stepthrough/expression': position,
  'stepthrough/conditionStarts': position,
  'stepthrough/configureTasks': { config: (value) => isObject(value) && typeof value.uri === 'string' && typeof value.text === 'string' },
}

/** The name of what the parameters of a request lack, or have in another shape than LSP says; undefined where they are right. */
export function malformed(method: string, params: unknown): string | undefined {
  if (!isObject(params)) return 'params'
  const checks = needed[method] ?? {}
  if (!('item' in checks) && !(isObject(params.textDocument) && typeof params.textDocument.uri === 'string')) return 'textDocument'
  return Object.keys(checks).find((name) => !checks[name]!(params[name]))
}
