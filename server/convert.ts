import * as lsp from 'vscode-languageserver'
import type { Problem, Severity } from '../core/base/problem'
import type { Range } from '../core/base/range'
import type * as core from '../core/language/types'
import { semanticTokenModifiers, semanticTokenTypes } from '../core/language/types'
import type { Client } from './client'
import type { Positions } from './positions'
import type { OpenFileArguments, ShowReferencesArguments } from './protocol'

/** core/'s plain data as LSP has it. Nothing here knows anything of the language. */
export class Converter {
  constructor(
    readonly uri: string,
    readonly positions: Positions,
    readonly client: Client,
    /** The positions of another file, for places in it. */
    private readonly positionsOf: (uri: string) => Positions | undefined,
    private readonly keep?: (items: readonly core.CompletionItem[]) => void,
  ) {}

  /** The last range: the thousand items of one completion all have the same. */
  private last: { readonly from: Range; readonly range: lsp.Range } | undefined

  range(range: Range): lsp.Range {
    const { last } = this
    if (last !== undefined && last.from.offset === range.offset && last.from.length === range.length) return last.range
    this.last = { from: range, range: this.positions.range(range) }
    return this.last.range
  }

  edit({ offset, length, text }: core.Edit): lsp.TextEdit {
    return { range: this.range({ offset, length }), newText: text }
  }

  change(edits: readonly core.Edit[]): lsp.WorkspaceEdit {
    return this.changes(new Map([['', edits]]))
  }

  /** A change of several documents; one that cannot be read is left out. */
  changes(change: core.Change): lsp.WorkspaceEdit {
    const changes: Record<string, lsp.TextEdit[]> = {}
    for (const [uri, edits] of change) {
      const positions = uri === '' ? this.positions : this.positionsOf(uri)
      if (positions !== undefined)
        changes[uri === '' ? this.uri : uri] = edits.map(({ text, ...range }) => ({ range: positions.range(range), newText: text }))
    }
    return { changes }
  }

  markup(markdown: string, isMarkdown = this.client.markdown): lsp.MarkupContent {
    return isMarkdown ? { kind: 'markdown', value: markdown } : { kind: 'plaintext', value: plainText(markdown) }
  }

  location({ uri, selection }: core.Location): lsp.Location | undefined {
    const positions = uri === undefined ? this.positions : this.positionsOf(uri)
    return positions && { uri: uri ?? this.uri, range: positions.range(selection) }
  }

  link(origin: Range, { uri, range, selection }: core.Location): lsp.LocationLink | undefined {
    const positions = uri === undefined ? this.positions : this.positionsOf(uri)
    return (
      positions && {
        originSelectionRange: this.range(origin),
        targetUri: uri ?? this.uri,
        targetRange: positions.range(range),
        targetSelectionRange: positions.range(selection),
      }
    )
  }

  diagnostic(problem: Problem, page: string | undefined): lsp.Diagnostic {
    const { related, tags, codeDescription, data } = this.client.diagnostics
    return {
      range: this.range(problem),
      severity: severities[problem.severity],
      code: problem.code,
      source: 'stepthrough',
      message: problem.message,
      ...(codeDescription && page !== undefined && { codeDescription: { href: page } }),
      ...(related &&
        problem.related && {
          relatedInformation: problem.related.map((each) => ({
            location: { uri: this.uri, range: this.range(each) },
            message: each.message,
          })),
        }),
      ...(tags && problem.tags && { tags: problem.tags.map((tag) => diagnosticTags[tag]) }),
      ...(data && problem.data !== undefined && { data: problem.data }),
    }
  }

  /** `keep` remembers the items whose documentation is made when the client asks for it. */
  completions(items: readonly core.CompletionItem[]): lsp.CompletionItem[] {
    this.keep?.(items)
    return items.map((item, index) => this.completion(item, index))
  }

  private completion(item: core.CompletionItem, index: number): lsp.CompletionItem {
    const { documentation } = item
    // Assigned one by one: a list may have thousands of items, and spreading conditional members takes most of their time.
    const made: lsp.CompletionItem = {
      label: item.label,
      kind: completionKinds[item.kind],
      textEdit: { range: this.range(item.range), newText: item.text },
      insertTextFormat: item.snippet ? lsp.InsertTextFormat.Snippet : lsp.InsertTextFormat.PlainText,
    }
    if (item.text.includes('\n')) made.insertTextMode = lsp.InsertTextMode.adjustIndentation
    if (item.detail !== undefined) made.detail = item.detail
    if (typeof documentation === 'string') made.documentation = this.markup(documentation, this.client.completionMarkdown)
    else if (documentation !== undefined) made.data = index
    if (item.filter !== undefined) made.filterText = item.filter
    if (item.sort !== undefined) made.sortText = item.sort
    if (item.edits) made.additionalTextEdits = item.edits.map((edit) => this.edit(edit))
    if (item.deprecated) made.deprecated = true
    if (item.commit) made.commitCharacters = [...item.commit]
    if (item.again && this.client.editorCommands) made.command = { title: 'Suggest', command: 'editor.action.triggerSuggest' }
    return made
  }

  hover({ range, markdown }: core.Hover): lsp.Hover {
    return { range: this.range(range), contents: this.markup(markdown) }
  }

  signatureHelp(help: core.SignatureHelp): lsp.SignatureHelp {
    const parameters = help.parameters.map(
      ({ label: [start, end], documentation }): lsp.ParameterInformation => ({
        label: this.client.labelOffsets ? [start, end] : help.label.slice(start, end),
        ...(documentation !== undefined && { documentation: this.markup(documentation) }),
      }),
    )
    const documentation = help.documentation === undefined ? {} : { documentation: this.markup(help.documentation) }
    return { signatures: [{ label: help.label, parameters, ...documentation }], activeSignature: 0, activeParameter: help.activeParameter }
  }

  inlayHint(hint: core.InlayHint): lsp.InlayHint {
    return {
      position: this.positions.position(hint.offset),
      label: hint.label,
      ...(hint.tooltip !== undefined && { tooltip: hint.tooltip }),
      ...(hint.kind && { kind: hint.kind === 'type' ? lsp.InlayHintKind.Type : lsp.InlayHintKind.Parameter }),
      ...(hint.paddingLeft && { paddingLeft: true }),
    }
  }

  /** Five numbers a token, relative to the token before it. */
  semanticTokens(tokens: readonly core.SemanticToken[]): lsp.SemanticTokens {
    const builder = new lsp.SemanticTokensBuilder()
    for (const token of tokens) {
      const { start, end } = this.range(token)
      if (start.line !== end.line) continue
      const modifiers = (token.modifiers ?? []).reduce((bits, each) => bits | (1 << semanticTokenModifiers.indexOf(each)), 0)
      builder.push(start.line, start.character, end.character - start.character, semanticTokenTypes.indexOf(token.type), modifiers)
    }
    return builder.build()
  }

  codeLens({ range, title, references }: core.CodeLens): lsp.CodeLens {
    const at = this.range(range)
    if (!this.client.editorCommands) return { range: at, command: { title, command: '' } }
    const locations = references.map((each) => ({ uri: this.uri, range: this.range(each) }))
    const shown: ShowReferencesArguments = [this.uri, at.start, locations]
    return { range: at, command: { title, command: 'stepthrough.showReferences', arguments: [...shown] } }
  }

  codeAction(action: core.CodeAction, page: (code: string) => string | undefined): lsp.CodeAction {
    return {
      title: action.title,
      kind: action.kind,
      ...(action.problems && { diagnostics: action.problems.map((each) => this.diagnostic(each, page(each.code))) }),
      ...(action.preferred && { isPreferred: true }),
      ...(action.disabled === undefined ? { edit: this.editOf(action) } : { disabled: { reason: action.disabled } }),
      ...(action.elsewhere && this.client.editorCommands && { command: openFile(action.elsewhere.uri) }),
    }
  }

  private editOf({ edits, elsewhere }: core.CodeAction): lsp.WorkspaceEdit {
    if (elsewhere === undefined) return this.change(edits)
    const { uri, edits: others, isNew } = elsewhere
    const own: [string, readonly core.Edit[]][] = edits.length === 0 ? [] : [['', edits]]
    if (!isNew) return this.changes(new Map([...own, [uri, others]]))
    const start = { line: 0, character: 0 }
    const text = others.map((each) => ({ range: { start, end: start }, newText: each.text }))
    return {
      documentChanges: [lsp.CreateFile.create(uri, { ignoreIfExists: true }), { textDocument: { uri, version: null }, edits: text }],
    }
  }

  symbol(symbol: core.DocumentSymbol): lsp.DocumentSymbol {
    return {
      name: symbol.name,
      detail: symbol.detail,
      kind: symbolKinds[symbol.kind],
      range: this.range(symbol.range),
      selectionRange: this.range(symbol.selection),
      children: symbol.children.map((child) => this.symbol(child)),
    }
  }

  /** The outline for a client that knows no trees. */
  flatSymbols(symbols: readonly core.DocumentSymbol[], container = ''): lsp.SymbolInformation[] {
    return symbols.flatMap((symbol) => [
      {
        name: symbol.name,
        kind: symbolKinds[symbol.kind],
        location: { uri: this.uri, range: this.range(symbol.range) },
        ...(container !== '' && { containerName: container }),
      },
      ...this.flatSymbols(symbol.children, symbol.name),
    ])
  }

  folding(range: Range): lsp.FoldingRange {
    const { start, end } = this.range(range)
    return { startLine: start.line, endLine: end.line }
  }

  /** The innermost range, whose parents are the ones around it. */
  selectionRange(ranges: readonly Range[], at: lsp.Position): lsp.SelectionRange {
    let found: lsp.SelectionRange | undefined
    for (let i = ranges.length - 1; i >= 0; i--) found = { range: this.range(ranges[i]!), ...(found && { parent: found }) }
    return found ?? { range: { start: at, end: at } }
  }

  highlight({ offset, length, kind }: core.Highlight): lsp.DocumentHighlight {
    const highlightKind = kind === 'write' ? lsp.DocumentHighlightKind.Write : lsp.DocumentHighlightKind.Read
    return { range: this.range({ offset, length }), kind: highlightKind }
  }

  documentLink({ offset, length, uri, tooltip }: core.DocumentLink): lsp.DocumentLink {
    return { range: this.range({ offset, length }), target: uri, ...(tooltip !== undefined && { tooltip }) }
  }

  callItem(item: core.CallItem): lsp.CallHierarchyItem {
    return {
      name: item.name,
      detail: item.detail,
      kind: symbolKinds[item.kind],
      uri: this.uri,
      range: this.range(item.range),
      selectionRange: this.range(item.selection),
    }
  }
}

const openFile = (...uri: OpenFileArguments): lsp.Command => ({ title: 'Open', command: 'stepthrough.openFile', arguments: [...uri] })

const severities: Readonly<Record<Severity, lsp.DiagnosticSeverity>> = { error: 1, warning: 2, information: 3, hint: 4 }

const diagnosticTags = { unnecessary: lsp.DiagnosticTag.Unnecessary, deprecated: lsp.DiagnosticTag.Deprecated } as const

const completionKinds: Readonly<Record<core.CompletionKind, lsp.CompletionItemKind>> = {
  state: lsp.CompletionItemKind.Reference,
  field: lsp.CompletionItemKind.Property,
  value: lsp.CompletionItemKind.Value,
  enum: lsp.CompletionItemKind.EnumMember,
  function: lsp.CompletionItemKind.Function,
  variable: lsp.CompletionItemKind.Variable,
  path: lsp.CompletionItemKind.Field,
  error: lsp.CompletionItemKind.Event,
  resource: lsp.CompletionItemKind.Module,
  snippet: lsp.CompletionItemKind.Snippet,
}

export const symbolKinds: Readonly<Record<core.SymbolKind, lsp.SymbolKind>> = {
  machine: lsp.SymbolKind.Module,
  state: lsp.SymbolKind.Function,
  terminal: lsp.SymbolKind.Event,
  choice: lsp.SymbolKind.Enum,
  branches: lsp.SymbolKind.Namespace,
  loop: lsp.SymbolKind.Array,
  branch: lsp.SymbolKind.Package,
  variable: lsp.SymbolKind.Variable,
}

/** Markdown for a client that shows text as it is. */
const plainText = (markdown: string): string =>
  markdown
    .replace(/^```.*$\n?/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|`)/g, '')
    .trim()
