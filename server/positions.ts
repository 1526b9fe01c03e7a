import type { Range as LspRange, Position } from 'vscode-languageserver/node'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Range } from '../core/syntax/node'

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

/** Offsets of one version of a text as the client counts them. Everything outside the text is clamped. */
export class Positions {
  constructor(
    private readonly document: TextDocument,
    private readonly encoding: Encoding,
  ) {}

  position(offset: number): Position {
    const position = this.document.positionAt(offset)
    if (this.encoding === 'utf-16') return position
    const line = this.document.getText({ start: { line: position.line, character: 0 }, end: position })
    let character = 0
    for (const each of line) character += width(each.codePointAt(0)!, this.encoding)
    return { line: position.line, character }
  }

  offset(position: Position): number {
    if (this.encoding === 'utf-16') return this.document.offsetAt(position)
    const start = this.document.offsetAt({ line: position.line, character: 0 })
    const line = this.document.getText({ start: { line: position.line, character: 0 }, end: { line: position.line + 1, character: 0 } })
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
