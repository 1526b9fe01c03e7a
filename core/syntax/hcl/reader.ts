import type { Range } from '../../base/range'

/** Deeper nesting is not read: the inner part is an unknown value. An ASL definition of 20 Map states in each other has 160. */
const maxDepth = 250

const identifier = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy
const blanks = /[ \t\r\f\v\u00a0\ufeff]+/y
const brackets: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Goes through a text of HCL from front to back. Nothing is looked at a second time but by a bound. */
export class HclReader {
  at = 0
  end: number
  /** Within parentheses and brackets line ends are blanks. */
  multiline = false
  private depth = 0

  constructor(readonly text: string) {
    this.end = text.length
  }

  get done(): boolean {
    return this.at >= this.end
  }

  peek(ahead = 0): string {
    const at = this.at + ahead
    return at < this.end ? this.text[at]! : ''
  }

  starts(words: string): boolean {
    return this.at + words.length <= this.end && this.text.startsWith(words, this.at)
  }

  take(words: string): boolean {
    if (!this.starts(words)) return false
    this.at += words.length
    return true
  }

  /** Goes on behind what the sticky expression matches here. */
  match(expression: RegExp): string | undefined {
    expression.lastIndex = this.at
    const found = expression.exec(this.text)?.[0]
    if (found === undefined || found === '' || this.done) return undefined
    this.at = Math.min(this.end, this.at + found.length)
    return found
  }

  word(): string | undefined {
    return this.match(identifier)
  }

  /** Past blanks and comments, and where `lines` past line ends. */
  blank(lines = this.multiline): void {
    while (!this.done) {
      if (this.match(blanks) !== undefined) continue
      const next = this.peek()
      if (next === '\n' && lines) this.at++
      else if (next === '#' || this.starts('//')) this.toLineEnd()
      else if (this.starts('/*')) this.past('*/')
      else return
    }
  }

  /** To the end of the line, or of the text. */
  toLineEnd(): void {
    const end = this.text.indexOf('\n', this.at)
    this.at = end === -1 || end > this.end ? this.end : end
  }

  private past(words: string): void {
    const found = this.text.indexOf(words, this.at + 2)
    this.at = found === -1 || found > this.end ? this.end : found + words.length
  }

  /** Past the bracket that closes what is open here, whatever stands before it. */
  pastClosing(close: string): void {
    const open = [close]
    while (!this.done && open.length > 0) {
      const next = this.peek()
      if (next === '"') this.pastQuoted()
      else {
        if (brackets[next] !== undefined) open.push(brackets[next])
        else if (next === open.at(-1)) open.pop()
        this.at++
      }
    }
  }

  /** A text that nobody reads. */
  private pastQuoted(): void {
    for (this.at++; !this.done && this.peek() !== '\n'; this.at++) {
      if (this.peek() === '\\') this.at++
      else if (this.peek() === '"') break
    }
    this.at = Math.min(this.end, this.at + 1)
  }

  /** Reads something that nests. Undefined where it would nest too deep. */
  nested<T>(read: () => T): T | undefined {
    if (this.depth >= maxDepth) return undefined
    this.depth++
    const made = read()
    this.depth--
    return made
  }

  /** Reads with line ends as blanks, or not, and goes back to how it was. */
  within<T>(multiline: boolean, read: () => T): T {
    const before = this.multiline
    this.multiline = multiline
    const made = read()
    this.multiline = before
    return made
  }

  from(offset: number): Range {
    return { offset, length: this.at - offset }
  }
}
