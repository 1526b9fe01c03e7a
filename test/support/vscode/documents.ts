import { Position, Range, Selection, type Uri } from './values'

export class Document {
  isDirty = false

  constructor(
    readonly uri: Uri,
    public languageId: string,
    private text: string,
    readonly save: () => void,
  ) {}

  getText(): string {
    return this.text
  }

  positionAt(offset: number): Position {
    const before = this.text.slice(0, offset).split('\n')
    return new Position(before.length - 1, before.at(-1)!.length)
  }

  offsetAt({ line, character }: Position): number {
    const lines = this.text.split('\n')
    return lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character)
  }

  lineAt(line: number): { isEmptyOrWhitespace: boolean; range: Range } {
    const text = this.text.split('\n')[line] ?? ''
    return { isEmptyOrWhitespace: text.trim() === '', range: new Range(line, 0, line, text.length) }
  }

  replace({ start, end }: Range, text: string): void {
    this.isDirty = true
    this.text = this.text.slice(0, this.offsetAt(start)) + text + this.text.slice(this.offsetAt(end))
  }

  /** The text between two positions. */
  at({ start, end }: Range): string {
    return this.text.slice(this.offsetAt(start), this.offsetAt(end))
  }
}

export class TextEditor {
  readonly viewColumn = 1
  selection: Range
  /** What is marked in it. */
  decorated: readonly Range[] = []
  revealed: Range | undefined

  constructor(
    readonly document: Document,
    selection?: Selection | Range,
  ) {
    this.selection = selection ?? new Selection(0, 0, 0, 0)
  }

  revealRange(range: Range): void {
    this.revealed = range
  }

  /** What is marked, by the type of the mark. */
  private readonly marked = new Map<unknown, readonly object[]>()
  get marks(): (readonly object[])[] {
    return [...this.marked.values()]
  }

  setDecorations(type: unknown, ranges: readonly Range[]): void {
    this.marked.set(type, ranges)
    this.decorated = ranges
  }

  async edit(change: (edit: { insert(at: Position, text: string): void }) => void): Promise<boolean> {
    change({ insert: (at, text) => this.document.replace(new Range(at, at), text) })
    return true
  }
}
