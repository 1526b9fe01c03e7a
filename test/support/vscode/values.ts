import path from 'node:path'

/** The values of VS Code's API that hold no state of the editor. */

export class Disposable {
  constructor(private readonly end: () => unknown) {}
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((each) => void each.dispose()))
  }
  dispose(): void {
    this.end()
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => unknown>()
  readonly event = (listener: (event: T) => unknown): Disposable => {
    // each registration is one of its own
    const own = (event: T) => listener(event)
    this.listeners.add(own)
    return new Disposable(() => this.listeners.delete(own))
  }
  fire(event: T): void {
    for (const listener of [...this.listeners]) listener(event)
  }
  /** How many listen. */
  get size(): number {
    return this.listeners.size
  }
  dispose(): void {
    this.listeners.clear()
  }
}

export class CancellationTokenSource {
  private readonly cancelled = new EventEmitter<void>()
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.cancelled.event }
  cancel(): void {
    this.token.isCancellationRequested = true
    this.cancelled.fire()
  }
  dispose(): void {
    this.cancelled.dispose()
  }
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}
  static file(file: string): Uri {
    return new Uri('file', file)
  }
  static from({ scheme, path }: { scheme: string; path: string }): Uri {
    return new Uri(scheme, path)
  }
  static parse(text: string): Uri {
    const [, scheme, file] = /^(\w+):(?:\/\/)?(.*)$/.exec(text)!
    return new Uri(scheme!, file!)
  }
  static joinPath(base: Uri, ...parts: string[]): Uri {
    return new Uri(base.scheme, path.posix.join(base.path, ...parts))
  }
  get fsPath(): string {
    return this.path
  }
  with({ scheme }: { scheme: string }): Uri {
    return new Uri(scheme, this.path)
  }
  toString(): string {
    return `${this.scheme}:${this.scheme === 'file' ? '//' : ''}${this.path}`
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
}

export class Range {
  readonly start: Position
  readonly end: Position
  constructor(...at: [Position, Position] | [number, number, number, number]) {
    this.start = at.length === 2 ? at[0] : new Position(at[0], at[1])
    this.end = at.length === 2 ? at[1] : new Position(at[2], at[3])
  }
}

export class Selection extends Range {
  get active(): Position {
    return this.end
  }
}

export class CodeLens {
  constructor(
    readonly range: Range,
    public command?: { title: string; command: string; arguments?: unknown[] },
  ) {}
}

export class Diagnostic {
  code?: unknown
  source?: string
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

export class EvaluatableExpression {
  constructor(
    readonly range: Range,
    readonly expression: string,
  ) {}
}

export class CompletionItem {
  sortText: string | undefined
  detail: string | undefined
  constructor(
    readonly label: string,
    readonly kind: number,
  ) {}
}

export const CompletionItemKind = { Field: 4, Variable: 5, Function: 2, Keyword: 13, Operator: 23 }

export class InlineValueText {
  constructor(
    readonly range: Range,
    readonly text: string,
  ) {}
}

export class Location {
  readonly range: Range
  constructor(
    readonly uri: Uri,
    at: Range | Position,
  ) {
    this.range = at instanceof Range ? at : new Range(at, at)
  }
}

/** A breakpoint in a file. */
export class SourceBreakpoint {
  constructor(
    readonly location: { readonly uri: Uri; readonly range?: Range },
    readonly enabled = true,
  ) {}
}

export class DebugAdapterExecutable {
  constructor(
    readonly command: string,
    readonly args: readonly string[],
  ) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export interface Change {
  readonly uri: Uri
  readonly range?: Range
  readonly text: string
}

export class WorkspaceEdit {
  readonly changes: Change[] = []
  createFile(uri: Uri, { contents }: { contents: Uint8Array }): void {
    this.changes.push({ uri, text: new TextDecoder().decode(contents) })
  }
  replace(uri: Uri, range: Range, text: string): void {
    this.changes.push({ uri, range, text })
  }
}

export class CodeAction {
  command?: { title: string; command: string; arguments?: unknown[] }
  constructor(
    readonly title: string,
    readonly kind: string,
  ) {}
}

export const CodeActionKind = { QuickFix: 'quickfix' }

export class MarkdownString {
  value = ''
  /** As VS Code does: what Markdown would take for its own is escaped. */
  appendText(text: string): this {
    return this.appendMarkdown(text.replace(/[\\`*_{}[\]()#+\-!~]/g, '\\$&'))
  }
  appendMarkdown(text: string): this {
    this.value += text
    return this
  }
}

/** An icon of VS Code's own. */
export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export class RelativePattern {
  constructor(
    readonly baseUri: Uri,
    readonly pattern: string,
  ) {}
}

export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 }
export const ViewColumn = { Active: -1, Beside: -2, One: 1, Two: 2 }
export const QuickPickItemKind = { Separator: -1, Default: 0 }
export const FileType = { File: 1, Directory: 2 }
export const ProgressLocation = { Window: 10 }
export const StatusBarAlignment = { Left: 1, Right: 2 }
export const OverviewRulerLane = { Full: 7 }
export const TextEditorRevealType = { InCenterIfOutsideViewport: 2 }
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 }
export const ConfigurationTarget = { Global: 1, Workspace: 2 }
export const DebugConfigurationProviderTriggerKind = { Initial: 1, Dynamic: 2 }

interface Count {
  readonly covered: number
  readonly total: number
}

export class BranchCoverage {
  constructor(
    readonly executed: number,
    readonly location: unknown,
    readonly label: string,
  ) {}
}

export class StatementCoverage {
  constructor(
    readonly executed: number,
    readonly location: unknown,
    readonly branches: readonly BranchCoverage[] = [],
  ) {}
}

export class DeclarationCoverage {
  constructor(
    readonly name: string,
    readonly executed: number,
    readonly location: unknown,
  ) {}
}

export class FileCoverage {
  constructor(
    readonly uri: Uri,
    readonly statementCoverage: Count,
    readonly branchCoverage: Count,
    readonly declarationCoverage: Count,
  ) {}
  static fromDetails(uri: Uri, details: readonly (StatementCoverage | DeclarationCoverage)[]): FileCoverage {
    const statements = details.filter((each) => each instanceof StatementCoverage)
    const branches = statements.flatMap((each) => each.branches)
    const declarations = details.filter((each) => each instanceof DeclarationCoverage)
    return new FileCoverage(uri, counted(statements), counted(branches), counted(declarations))
  }
}

const counted = (all: readonly { readonly executed: number }[]): Count => ({
  covered: all.filter(({ executed }) => executed > 0).length,
  total: all.length,
})
