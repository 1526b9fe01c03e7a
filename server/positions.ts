import type { Range as LspRange, Position } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Range } from '../core/base/range'

export type Encoding = 'utf-16' | 'utf-8' | 'utf-32'

/** UTF-16 where the client knows it (it is the default of LSP), else the first of its encodings that we know. */
export function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  if (offered === undefined || offered.length === 0 || offered.includes('utf-16')) return 'utf-16'
  return (offered.find((name) => name === 'utf-8' || name === 'utf-32') as Encoding | undefined) ?? 'utf-16'
}

/** Units of a position's character that the code point takes. */
const width = (codePoint: number, encoding: Encoding): number => {
  if (encoding === 'utf-32') return 1
  if (encoding === 'utf-16') return codePoint > 0xffff ? 2 : 1
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
}

/** The units of a client in a line, counted once up to each of its steps. */
class LineUnits {
  private readonly counted = [0]

  constructor(
    private readonly line: string,
    private readonly encoding: Encoding,
  ) {}

  /** The units before an index. */
  before(index: number): number {
    const { counted } = this
    const step = Math.floor(index / stepLength)
    for (let i = counted.length; i <= step; i++) counted.push(counted[i - 1]! + this.between((i - 1) * stepLength, i * stepLength))
    return counted[step]! + this.between(step * stepLength, index)
  }

  private between(start: number, end: number): number {
    const { line, encoding } = this
    let units = 0
    // of a pair the first half counts for both
    for (let i = start; i < end; i++) if (!(isLow(line, i) && isHigh(line, i - 1))) units += width(line.codePointAt(i)!, encoding)
    return units
  }
}

const stepLength = 256
const isHigh = (text: string, index: number): boolean => (text.charCodeAt(index) & 0xfc00) === 0xd800
const isLow = (text: string, index: number): boolean => (text.charCodeAt(index) & 0xfc00) === 0xdc00

/** Offsets of one version of a text as the client counts them. Everything outside the text is clamped. */
export class Positions {
  constructor(
    private readonly document: TextDocument,
    private readonly encoding: Encoding,
  ) {}

  /** The line that was asked for last: an answer asks for thousands of places, which may all be on one line. */
  private last: { readonly line: number; readonly units: LineUnits } | undefined

  position(offset: number): Position {
    const { line, character } = this.document.positionAt(offset)
    if (this.encoding === 'utf-16') return { line, character }
    if (this.last?.line !== line) this.last = { line, units: new LineUnits(this.lineAt(line), this.encoding) }
    return { line, character: this.last.units.before(character) }
  }

  private lineAt(line: number): string {
    return this.document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } })
  }

  offset(position: Position): number {
    if (this.encoding === 'utf-16') return this.document.offsetAt(position)
    const start = this.document.offsetAt({ line: position.line, character: 0 })
    const line = this.lineAt(position.line)
    let units = 0
    let index = 0
    for (const each of line) {
      if (units >= position.character || each === '\n' || each === '\r') break
      units += width(each.codePointAt(0)!, this.encoding)
      index += each.length
    }
    return start + index
  }

  range({ offset, length }: Range): LspRange {
    return { start: this.position(offset), end: this.position(offset + length) }
  }

  /** An LSP range as offsets. */
  span({ start, end }: LspRange): Range {
    const offset = this.offset(start)
    return { offset, length: Math.max(0, this.offset(end) - offset) }
  }
}
