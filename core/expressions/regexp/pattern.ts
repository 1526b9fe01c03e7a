import { type AST, RegExpParser } from '@eslint-community/regexpp'
import { compileProgram } from './compile'
import { waysOf } from './estimate'
import { Machine, type Meter } from './machine'
import type { Program } from './program'

interface Match {
  /** Where the match begins, in UTF-16 code units. */
  readonly index: number
  /** The whole match first. Undefined: a group that took no part. */
  readonly groups: readonly (string | undefined)[]
}

/** Tries that the engine may need at worst: less than a millisecond. */
const maxTries = 100_000

/**
 * A regular expression that cannot hang. Where the engine's own matching is sure to end soon it is used; else ours, which counts its steps and knows
 * what it has tried. The result is the same; what takes too long is an error of the meter.
 */
export class Pattern {
  private known: { readonly length: number; readonly tries: number } | undefined
  private tree: AST.Pattern | undefined
  private program: Program | undefined
  private readonly native: RegExp
  private readonly size: number

  constructor(readonly expression: RegExp) {
    const { source, ignoreCase, multiline, dotAll, unicode } = expression
    this.size = source.length
    this.native = new RegExp(source, `g${ignoreCase ? 'i' : ''}${multiline ? 'm' : ''}${dotAll ? 's' : ''}${unicode ? 'u' : ''}`)
  }

  /** The first match that begins at `from` or behind; undefined for none. */
  exec(text: string, from: number, meter: Meter): Match | undefined {
    if (from > text.length) return undefined
    const tries = this.tries(text.length)
    if (tries <= maxTries) {
      meter.work(1 + (tries >> 10))
      this.native.lastIndex = from
      const match = this.native.exec(text)
      return match ? { index: match.index, groups: Array.from(match) } : undefined
    }
    this.program ??= this.compile(meter)
    const registers = new Machine(this.program, text, meter).search(from)
    if (!registers) return undefined
    const groups = Array.from({ length: this.program.groups }, (_, i) => {
      const [start, end] = [registers[2 * i]!, registers[2 * i + 1]!]
      return start < 0 || end < 0 ? undefined : text.slice(start, end)
    })
    return { index: registers[0]!, groups }
  }

  private compile(meter: Meter): Program {
    try {
      return compileProgram(this.native)
    } catch (error) {
      // What is nested too deep or written out too long for us is so for the computer.
      if (error instanceof RangeError) meter.check(Number.POSITIVE_INFINITY)
      throw error
    }
  }

  /** How much a backtracking engine may try in a text of this length. */
  private tries(length: number): number {
    const most = (length + 1) * this.size
    if (most > maxTries) return most
    this.tree ??= new RegExpParser().parsePattern(this.expression.source, 0, this.expression.source.length, {
      unicode: this.expression.unicode,
    })
    if (this.known?.length !== length) this.known = { length, tries: most * waysOf(this.tree, length) }
    return this.known.tries
  }
}
