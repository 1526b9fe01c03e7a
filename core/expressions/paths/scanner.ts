import type { Range } from '../../base/range'

/**
 * What is wrong with an expression. `offset` counts UTF-16 code units from the beginning of the text that was read: in JSONata from behind
 * `{%`.
 */
export interface ExpressionProblem extends Range {
  readonly code: string
  readonly message: string
  /** A warning is something that AWS accepts when the state machine is created. */
  readonly severity: 'error' | 'warning'
}

/** A coloured piece of an expression, for semantic tokens. */
export interface Token extends Range {
  readonly kind: 'root' | 'variable' | 'property' | 'number' | 'string' | 'operator' | 'function' | 'keyword' | 'regexp'
}

/** Expressions nest no deeper: a hostile text must not exhaust the stack. */
const maxDepth = 100

/** What follows a closed name. */
const closes = /^\s*[\],]/

/** A cursor over an expression's text that collects tokens and problems: the common part of the JSONPath and intrinsic parsers. */
export class Scanner {
  /** Where the cursor stands, in UTF-16 code units from the beginning of the text. */
  position: number
  readonly problems: ExpressionProblem[] = []
  readonly tokens: Token[] = []
  private depth = 0

  constructor(
    readonly text: string,
    offset = 0,
  ) {
    this.position = offset
  }

  /** Goes one level down in nested text. False, and a problem, where that is so deep that the stack could run out. */
  enter(): boolean {
    if (this.depth++ < maxDepth) return true
    this.problem('too-deep', `The expression is nested deeper than ${maxDepth} levels`, this.position, this.position + 1)
    this.position = this.text.length
    return this.leave()
  }

  leave(): false {
    this.depth--
    return false
  }

  /** The character at the cursor; '' at the end. */
  get char(): string {
    return this.text.charAt(this.position)
  }

  get atEnd(): boolean {
    return this.position >= this.text.length
  }

  /** Moves over `text` if it stands at the cursor. */
  skip(text: string): boolean {
    if (!this.text.startsWith(text, this.position)) return false
    this.position += text.length
    return true
  }

  /** Moves over what the sticky expression matches, and returns it; '' where it does not match. */
  match(expression: RegExp): string {
    expression.lastIndex = this.position
    const found = expression.exec(this.text)?.[0] ?? ''
    this.position += found.length
    return found
  }

  /** Moves over white space. */
  space(): void {
    while (this.char === ' ' || this.char === '\t' || this.char === '\n' || this.char === '\r') this.position++
  }

  /** A token from `offset` to the cursor. */
  token(kind: Token['kind'], offset: number): void {
    this.tokens.push({ kind, offset, length: this.position - offset })
  }

  /** A problem from `offset` up to, and without, `end`, cut off where the text ends. Default of both: the cursor. */
  problem(
    code: string,
    message: string,
    offset = this.position,
    end = Math.max(this.position, offset),
    severity: ExpressionProblem['severity'] = 'error',
  ) {
    const start = Math.min(offset, this.text.length)
    this.problems.push({ code, message, severity, offset: start, length: Math.max(0, Math.min(end, this.text.length) - start) })
  }

  /**
   * A member's quoted name. A backslash in it is a character (recorded); only one before a quote that cannot be the closing one, since no bracket
   * and no comma follows it, makes that quote a part of the name. Undefined, and a problem, where it is not closed.
   */
  quotedName(): string | undefined {
    const start = this.position
    const quote = this.char
    let value = ''
    for (let i = start + 1; i < this.text.length; i++) {
      const character = this.text.charAt(i)
      if (character === quote) {
        this.position = i + 1
        this.token('string', start)
        return value
      }
      if (character === '\\' && this.text.charAt(i + 1) === quote && !closes.test(this.text.slice(i + 2, i + 34))) {
        value += quote
        i++
      } else value += character
    }
    this.position = this.text.length
    this.token('string', start)
    this.problem('unclosed-string', `The string is not closed: expected ${quote}`, start)
    return undefined
  }

  /**
   * A quoted string whose quote stands at the cursor, with `\` before a character standing for that character. Undefined, and a problem,
   * where it is not closed.
   */
  quoted(escaped?: (character: string, offset: number) => void): string | undefined {
    const start = this.position
    const quote = this.char
    let value = ''
    this.position++
    while (!this.atEnd) {
      const character = this.char
      this.position++
      if (character === quote) {
        this.token('string', start)
        return value
      }
      if (character === '\\' && !this.atEnd) {
        escaped?.(this.char, this.position - 1)
        value += this.char
        this.position++
      } else value += character
    }
    this.token('string', start)
    this.problem('unclosed-string', `The string is not closed: expected ${quote}`, start)
    return undefined
  }
}
