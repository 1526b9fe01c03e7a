import { MapBuilder, type OffsetMap } from './strings'

/** The map of a YAML block scalar (`|` or `>`): `start` is where its first line begins, `end` where its last one ends. */
export function blockMap(text: string, start: number, end: number, value: string): OffsetMap {
  const map = new MapBuilder()
  map.add(0, start)
  let index = 0
  for (let line = start; line < end; ) {
    const newLine = text.indexOf('\n', line)
    const next = newLine === -1 || newLine >= end ? end : newLine + 1
    let from = line
    while (from < next && (text[from] === ' ' || text[from] === '\t')) from++
    let to = newLine === -1 || newLine >= end ? end : newLine
    if (text[to - 1] === '\r') to--
    if (from < to) {
      // Only indentation, spaces and line breaks lie between two contents, so the first place where this one stands is its own.
      const content = text.slice(from, to)
      while (index < value.length && value[index] !== content[0] && /\s/.test(value[index]!)) index++
      if (!value.startsWith(content, index)) break
      map.add(index, from)
      index += content.length
      map.add(index, to)
    }
    line = next
  }
  return map.end(value.length, end)
}

/**
 * The map of a plain or quoted YAML scalar; `start` and `end` are inside the quotes. A line break and the white space around it stand
 * for one space, n of them for n - 1 line breaks. `length` is that of the value. Source: YAML 1.2.2, section 7.3.
 */
export function flowMap(text: string, start: number, end: number, length: number, quote: '"' | "'" | ''): OffsetMap {
  const map = new MapBuilder()
  map.add(0, start)
  let index = 0
  let offset = start
  while (offset < end) {
    const fold = foldAt(text, offset, end)
    if (fold !== undefined) {
      index += fold.breaks === 1 ? 1 : fold.breaks - 1
      offset = fold.end
    } else if (quote === "'" && text[offset] === "'") {
      index++
      offset += 2
    } else if (quote === '"' && text[offset] === '\\') {
      const found = doubleQuotedEscape(text, offset, end)
      index += found.units
      offset = found.end
    } else {
      index++
      offset++
      continue
    }
    map.add(index, offset)
  }
  return map.end(length, end)
}

/** White space with a line break in it. */
function foldAt(text: string, offset: number, end: number): { breaks: number; end: number } | undefined {
  const code = text.charCodeAt(offset)
  if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return undefined
  let breaks = 0
  let at = offset
  for (; at < end; at++) {
    const each = text.charCodeAt(at)
    if (each === 10) breaks++
    else if (each !== 32 && each !== 9 && each !== 13) break
  }
  return breaks === 0 ? undefined : { breaks, end: at }
}

function doubleQuotedEscape(text: string, offset: number, end: number): { units: number; end: number } {
  const next = text[offset + 1]
  if (next === '\n' || next === '\r') {
    let at = offset + 1
    while (at < end && /\s/.test(text[at]!)) at++
    return { units: 0, end: at }
  }
  const digits = next === 'x' ? 2 : next === 'u' ? 4 : next === 'U' ? 8 : 0
  const units = next === 'U' && Number.parseInt(text.slice(offset + 2, offset + 10), 16) > 0xffff ? 2 : 1
  return { units, end: Math.min(end, offset + 2 + digits) }
}
