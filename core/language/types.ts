import type { Json } from '../base/json'
import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import type { AslDocument } from '../model/document'

/**
 * What a feature knows beside its document.
 * All of the editor's features are plain data: offsets and lengths in UTF-16 units instead of lines, markdown as text. Every feature is a
 * pure function `(document, ..., context) => result`; an empty list or undefined means "nothing here". server/ translates them to LSP and
 * back.
 */
export interface LanguageContext {
  /** Other files, for what a document alone cannot know. */
  readonly workspace: Workspace
  /** Whether the client takes snippets: else completion gives plain text. */
  readonly snippets: boolean
  readonly format: FormatOptions
  /** Inputs that the machine is known to get. Absent: those beside the file (core/language/shapes/inputs.ts). */
  readonly inputs?: readonly Json[]
}

/** The files around a document. Reading is cached by the host; nothing here throws. */
export interface Workspace {
  /** A definition, template, mock file, test file or stepthrough.json, as the editor has it or else the disk; undefined where there is none. */
  document(uri: string): AslDocument | undefined
  /** Whether there is a file (of any kind). */
  exists(uri: string): boolean
  /** The text of any file up to 1 MB; undefined for a larger one, and where there is none. */
  text(uri: string): string | undefined
  /** The URIs of the documents that are known: open ones, and definitions, templates and mock files of the workspace's folders. */
  documents(): readonly string[]
  /** The URIs of files in the folder of `uri`, for example inputs beside a definition. Empty where it cannot be read. */
  siblings(uri: string): readonly string[]
  /** The URI of a path that is written in the file `base`; undefined where it cannot be one. */
  resolve(base: string, path: string): string | undefined
}

/** A document with its place, for features that go beyond it. */
export interface LocatedDocument {
  readonly uri: string
  readonly document: AslDocument
}

/** What a feature says to the user instead of a result, e.g. why a name cannot be taken. */
export interface Refusal {
  readonly error: string
}

/** A place in a document. LSP's Location is its `selection`, its LocationLink has both. */
export interface Location {
  /** Absent: the document that was asked about. */
  readonly uri?: string
  /** What is shown around it: the whole state. */
  readonly range: Range
  /** The name in it. */
  readonly selection: Range
}

/**
 * Replaces a range; a length of 0 inserts. Edits of one document do not overlap and all mean the text before any of them. LSP: TextEdit.
 */
export interface Edit extends Range {
  readonly text: string
}

/** A change over documents; the key is a URI, and '' the document that was asked about. LSP: WorkspaceEdit. */
export type Change = ReadonlyMap<string, readonly Edit[]>

/** What a suggestion is in ASL; server/ chooses LSP's CompletionItemKind, and so the icon. */
export type CompletionKind = 'state' | 'field' | 'value' | 'enum' | 'function' | 'variable' | 'path' | 'error' | 'resource' | 'snippet'

/** A suggestion. LSP: CompletionItem. */
export interface CompletionItem {
  readonly label: string
  readonly kind: CompletionKind
  /** One plain line beside the label. */
  readonly detail?: string | undefined
  /** Markdown; a function where it costs something, which is called for the item that is looked at. */
  readonly documentation?: string | (() => string) | undefined
  /** What is put in place of `range`; in the snippet syntax of LSP where `snippet` is set. Lines after the first are indented relative to the first. */
  readonly text: string
  readonly snippet?: boolean | undefined
  readonly range: Range
  /** What the client compares with the text of `range` up to the cursor. Default: the label. */
  readonly filter?: string | undefined
  /** Items are shown in the order of these texts, by their characters. Default: the label. */
  readonly sort?: string | undefined
  /** Edits elsewhere, such as a missing comma. */
  readonly edits?: readonly Edit[] | undefined
  readonly deprecated?: boolean | undefined
  /** Characters that accept the item and are typed behind it. */
  readonly commit?: readonly string[] | undefined
  /** Ask for completion again once it is in: what was put in ends where a value is chosen. */
  readonly again?: boolean | undefined
}

/** What is said about a range while the mouse is over it. LSP: Hover. */
export interface Hover {
  readonly range: Range
  readonly markdown: string
}

/**
 * A part of the text, and the expression that a debugger evaluates for it: without the delimiters of JSONata where it is a part of one. VS
 * Code: EvaluatableExpression.
 */
export interface Evaluatable {
  readonly range: Range
  readonly expression: string
}

/** The one signature of the function that is being called. Documentation is markdown. LSP: SignatureHelp. */
export interface SignatureHelp {
  readonly label: string
  readonly documentation?: string
  /** `label` is a part of the signature's label: [start, end) in UTF-16 units. */
  readonly parameters: readonly { readonly label: readonly [number, number]; readonly documentation?: string }[]
  /** The parameter that is being written, from 0. Beyond the last where there is an argument too many. */
  readonly activeParameter: number
}

/** A text that the editor draws at an offset, and that is not in the file. The tooltip is plain text. LSP: InlayHint. */
export interface InlayHint {
  readonly offset: number
  readonly label: string
  readonly tooltip?: string
  /** How it is coloured. Absent: as neither. */
  readonly kind?: 'type' | 'parameter'
  readonly paddingLeft?: boolean
}

/** In the order of LSP's legend: a token's type is sent as the index in this list. */
export const semanticTokenTypes = [
  'variable',
  'property',
  'function',
  'string',
  'number',
  'keyword',
  'operator',
  'parameter',
  'regexp',
  'comment',
  'enumMember',
] as const
/** In the order of LSP's legend: a token's modifiers are sent as a number that has the bit `1 << index` of each. */
export const semanticTokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const

/** A coloured part of the text. On one line each, in the order of the text, not overlapping. LSP: SemanticTokens. */
export interface SemanticToken extends Range {
  readonly type: (typeof semanticTokenTypes)[number]
  readonly modifiers?: readonly (typeof semanticTokenModifiers)[number][]
}

/** A line of text above a range, which a click answers. LSP: CodeLens. */
export interface CodeLens {
  readonly range: Range
  readonly title: string
  /** The references that a click shows. */
  readonly references: readonly Range[]
}

/** Something that can be done with the text at a range. LSP: CodeAction, of these kinds. */
export interface CodeAction {
  readonly title: string
  readonly kind: 'quickfix' | 'refactor.extract' | 'refactor.rewrite' | 'source.fixAll'
  /** Edits of the document that was asked about; empty where it is disabled. */
  readonly edits: readonly Edit[]
  /** The problems that it mends. */
  readonly problems?: readonly Problem[]
  /** What the editor does at once where it is asked to fix the problem. */
  readonly preferred?: boolean
  /** A sentence: why it cannot be done here, where that is worth saying. */
  readonly disabled?: string
  /** What it changes in another file beside `edits`; `isNew`: the file is made, and its edit is its text. */
  readonly elsewhere?: { readonly uri: string; readonly edits: readonly Edit[]; readonly isNew?: true }
}

/**
 * What a part of the outline is in ASL; server/ chooses LSP's SymbolKind. `terminal`: Succeed and Fail; `branches`: Parallel; `loop`: Map.
 * In a mock file a test case is a `branch`, and a response a `variable`; in a test file a case is a `branch`.
 */
export type SymbolKind = 'machine' | 'state' | 'terminal' | 'choice' | 'branches' | 'loop' | 'branch' | 'variable'

/** A row of the outline; `range` is the whole member, `selection` within it the name. LSP: DocumentSymbol. */
export interface DocumentSymbol {
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
  readonly range: Range
  readonly selection: Range
  readonly children: readonly DocumentSymbol[]
}

/** A state anywhere in the workspace; `range` is that of its name in `uri`. LSP: WorkspaceSymbol. */
export interface WorkspaceSymbol {
  readonly name: string
  readonly kind: SymbolKind
  /** The state whose branch or iteration it is in, else the logical id in a template, else empty. */
  readonly container: string
  readonly uri: string
  readonly range: Range
}

/** A place of the name under the cursor. LSP: DocumentHighlight. */
export interface Highlight extends Range {
  /** `write`: where a state is defined or a variable is assigned. */
  readonly kind: 'read' | 'write'
}

/** A range that opens a file when it is clicked; a line in it may stand behind the URI, as `#L12`. LSP: DocumentLink. */
export interface DocumentLink extends Range {
  readonly uri: string
  readonly tooltip?: string
}

/**
 * A state as a node of the call hierarchy, or the machine itself. It is asked about again by the offset of `selection`. LSP:
 * CallHierarchyItem.
 */
export interface CallItem {
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
  readonly range: Range
  readonly selection: Range
}

/** Transitions between two states; `ranges` are the targets' places in the state that they leave. */
export interface Call {
  readonly item: CallItem
  readonly ranges: readonly Range[]
}

/** How the editor indents: `tabSize` columns a step, with spaces or with tabs, which YAML never gets. LSP: FormattingOptions. */
export interface FormatOptions {
  readonly tabSize: number
  readonly insertSpaces: boolean
}
