import type { Json } from '../base/json'
import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import type { AslDocument } from '../model/document'

/**
 * The shapes of the editor's features: plain data, offsets instead of lines, markdown as text. Every feature is a pure function
 * `(document, ..., context) => result`; an empty list or undefined means "nothing here". server/ translates them to LSP and back.
 */
export interface LanguageContext {
  /** Other files, for what a document alone cannot know. */
  readonly workspace: Workspace
  /** What `provideX` may send: snippets only where the client takes them. */
  readonly snippets: boolean
  readonly format: FormatOptions
  /** Inputs that the machine is known to get. Absent: those beside the file (core/language/shapes/inputs.ts). */
  readonly inputs?: readonly Json[]
}

/** The files around a document. Reading is cached by the host; nothing here throws. */
export interface Workspace {
  /** A definition, template or mock file, as the editor has it or else the disk; undefined where there is none. */
  document(uri: string): AslDocument | undefined
  /** Whether there is a file (of any kind). */
  exists(uri: string): boolean
  /** The text of any file up to 1 MB. */
  text(uri: string): string | undefined
  /** The URIs of the documents that are known: open ones, and definitions, templates and mock files of the workspace's folders. */
  documents(): readonly string[]
  /** The URIs of files in the folder of `uri`, for example inputs beside a definition. */
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

/** A place in a document. */
export interface Location {
  /** Absent: the document that was asked about. */
  readonly uri?: string
  /** What is shown around it: the whole state. */
  readonly range: Range
  /** The name in it. */
  readonly selection: Range
}

/** Replaces a range. Edits of one document do not overlap and all mean the text before any of them. */
export interface Edit extends Range {
  readonly text: string
}

/** A change over documents; the key is a URI, and '' the document that was asked about. */
export type Change = ReadonlyMap<string, readonly Edit[]>

export type CompletionKind = 'state' | 'field' | 'value' | 'enum' | 'function' | 'variable' | 'path' | 'error' | 'resource' | 'snippet'

export interface CompletionItem {
  readonly label: string
  readonly kind: CompletionKind
  readonly detail?: string | undefined
  /** Markdown; a function where it costs something, which is called for the item that is looked at. */
  readonly documentation?: string | (() => string) | undefined
  /** What is put in place of `range`; in the snippet syntax of LSP where `snippet` is set. Lines after the first are indented relative to the first. */
  readonly text: string
  readonly snippet?: boolean | undefined
  readonly range: Range
  readonly filter?: string | undefined
  readonly sort?: string | undefined
  /** Edits elsewhere, such as a missing comma. */
  readonly edits?: readonly Edit[] | undefined
  readonly deprecated?: boolean | undefined
  /** Characters that accept the item and are typed behind it. */
  readonly commit?: readonly string[] | undefined
  /** Ask for completion again once it is in: what was put in ends where a value is chosen. */
  readonly again?: boolean | undefined
}

export interface Hover {
  readonly range: Range
  readonly markdown: string
}

/** A part of the text, and the expression that a debugger evaluates for it. */
export interface Evaluatable {
  readonly range: Range
  readonly expression: string
}

export interface SignatureHelp {
  readonly label: string
  readonly documentation?: string
  /** `label` is a part of the signature's label: [start, end). */
  readonly parameters: readonly { readonly label: readonly [number, number]; readonly documentation?: string }[]
  readonly activeParameter: number
}

export interface InlayHint {
  readonly offset: number
  readonly label: string
  readonly tooltip?: string
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
export const semanticTokenModifiers = ['declaration', 'readonly', 'defaultLibrary'] as const

/** On one line each, in the order of the text, not overlapping. */
export interface SemanticToken extends Range {
  readonly type: (typeof semanticTokenTypes)[number]
  readonly modifiers?: readonly (typeof semanticTokenModifiers)[number][]
}

export interface CodeLens {
  readonly range: Range
  readonly title: string
  /** The references that a click shows. */
  readonly references: readonly Range[]
}

export interface CodeAction {
  readonly title: string
  readonly kind: 'quickfix' | 'refactor.extract' | 'refactor.rewrite' | 'source.fixAll'
  readonly edits: readonly Edit[]
  /** The problems that it mends. */
  readonly problems?: readonly Problem[]
  readonly preferred?: boolean
  /** Why it cannot be done here, where that is worth saying. */
  readonly disabled?: string
}

export type SymbolKind = 'machine' | 'state' | 'terminal' | 'choice' | 'branches' | 'loop' | 'branch' | 'variable'

export interface DocumentSymbol {
  readonly name: string
  readonly detail: string
  readonly kind: SymbolKind
  readonly range: Range
  readonly selection: Range
  readonly children: readonly DocumentSymbol[]
}

export interface WorkspaceSymbol {
  readonly name: string
  readonly kind: SymbolKind
  /** The machine or the state that it is in. */
  readonly container: string
  readonly uri: string
  readonly range: Range
}

export interface Highlight extends Range {
  /** `write`: where a state is defined or a variable is assigned. */
  readonly kind: 'read' | 'write'
}

export interface DocumentLink extends Range {
  readonly uri: string
  readonly tooltip?: string
}

/** A state as a node of the call hierarchy. */
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

export interface FormatOptions {
  readonly tabSize: number
  readonly insertSpaces: boolean
}
