import type { Lines } from '../core/base/lines'
import type { Range } from '../core/base/range'
import { masked, paint, type Style, type Terminal } from './terminal'

/** Columns of a line that are shown; a longer line is cut around the place. */
const width = 120

/** The line before a place, its first line with the place underlined. Lines end in \n. */
export function excerpt(terminal: Terminal, text: string, lines: Lines, range: Range, style: Style): string {
  const at = lines.position(range.offset)
  const gutter = String(at.line + 1).length
  const dim = (shown: string) => paint(terminal)('dim', shown)
  const lineText = (line: number) => masked(text.slice(lines.start(line), lines.end(line)).replaceAll('\t', ' '))
  const from = Math.max(0, at.character - width + 40)
  const cut = (line: string) => line.slice(from, from + width)
  const marked = Math.max(1, Math.min(range.length, lines.end(at.line) - range.offset, from + width - at.character))
  const numbered = (line: number) => `${dim(`  ${String(line + 1).padStart(gutter)} |`)} ${cut(lineText(line))}`.trimEnd()
  return [
    ...(at.line > 0 && from === 0 ? [numbered(at.line - 1)] : []),
    numbered(at.line),
    `${dim(`  ${' '.repeat(gutter)} |`)} ${' '.repeat(at.character - from)}${paint(terminal)(style, '^'.repeat(marked))}`,
    '',
  ].join('\n')
}
