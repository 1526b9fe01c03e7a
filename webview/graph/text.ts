/** Widths of characters in parts of the font's size, near to those of VS Code's fonts: a layout is made where there is no font to ask. */
const narrow = new Set('iljtfrI!.,:;\'|()[]{}/\\ -"*')
const wide = new Set('mwMW@%—…')

function unit(character: string): number {
  const code = character.codePointAt(0)!
  if (code < 0x20) return 0
  if (code >= 0x1100) return 1
  if (narrow.has(character)) return 0.34
  if (wide.has(character)) return 0.92
  return (character >= 'A' && character <= 'Z') || code > 0x7f ? 0.68 : 0.57
}

/** The characters of a text that are looked at: nothing wider is ever drawn. */
const longest = 300

/** About how many pixels a text is wide. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text.slice(0, longest)) width += unit(character)
  return width * size
}

/** The text, or as much of its beginning as fits, with "…" behind it. Line breaks and other controls are blanks. */
export function cutTo(text: string, size: number, width: number): string {
  const line = text.slice(0, longest).replace(/[\s\p{Cc}]+/gu, ' ')
  if (text.length <= longest && textWidth(line, size) <= width) return line
  const room = width / size - unit('…')
  let used = 0
  let cut = ''
  for (const character of line) {
    used += unit(character)
    if (used > room) break
    cut += character
  }
  return `${cut.trimEnd()}…`
}

/** A text without what no XML may have, as a name may: controls, halves of a character. */
export const xmlText = (text: string): string => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
