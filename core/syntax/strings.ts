import type { StringNode, SubstitutionPart } from './node'

/** How an index into a text that was decoded maps to the text in the file: see `StringNode.map`. */
export type OffsetMap = readonly number[]

/** The offset in the text of `index` in the string's value. Past either end: that end. */
export function offsetAt(node: StringNode, index: number): number {
  if (node.map === undefined) return node.offset + 1 + Math.max(0, Math.min(index, node.value.length))
  return mapIndex(node.map, index)
}

/** `offsetAt` for a map of its own. Binary search; between two pairs the mapping is one to one, but never past the next pair. */
export function mapIndex(map: OffsetMap, index: number): number {
  let low = 0
  let high = map.length / 2 - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (map[middle * 2]! <= index) low = middle
    else high = middle - 1
  }
  const offset = map[low * 2 + 1]! + Math.max(0, index - map[low * 2]!)
  const next = map[low * 2 + 3]
  return next === undefined ? map[low * 2 + 1]! : Math.min(offset, next)
}

/** The index in the string's value of an offset in the text: the last index that does not lie behind the offset. */
export function indexAt(node: StringNode, offset: number): number {
  const { map, value } = node
  if (map === undefined) return Math.max(0, Math.min(offset - node.offset - 1, value.length))
  let low = 0
  let high = map.length / 2 - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (map[middle * 2 + 1]! <= offset) low = middle
    else high = middle - 1
  }
  const index = map[low * 2]! + Math.max(0, offset - map[low * 2 + 1]!)
  const next = map[low * 2 + 2]
  return Math.min(index, next ?? value.length, value.length)
}

/** The range in the text of a part of the string's value; what lies outside of the value is cut off. */
export function rangeOf(node: StringNode, index: number, length: number): { readonly offset: number; readonly length: number } {
  const offset = offsetAt(node, index)
  return { offset, length: Math.max(0, offsetAt(node, index + length) - offset) }
}

/** A map for a text of `length` UTF-16 code units that stands in the file as it is, at `offset`. */
export const plainMap = (offset: number, length: number): OffsetMap => [0, offset, length, offset + length]

/** Collects the pairs of a map from front to back, leaving out those that follow from the pair before. */
export class MapBuilder {
  private readonly pairs: number[] = []

  /** Of two pairs with one index the later counts. */
  add(index: number, offset: number): void {
    const { pairs } = this
    const last = pairs.length - 2
    if (last >= 0) {
      if (offset - pairs[last + 1]! === index - pairs[last]!) return
      if (pairs[last] === index) {
        pairs[last + 1] = offset
        return
      }
    }
    pairs.push(index, offset)
  }

  /** The map, ended at `index`. */
  end(index: number, offset: number): OffsetMap {
    this.pairs.push(index, offset)
    return this.pairs
  }
}

/** An escape that is none (`\\q`) stands for nothing, as in jsonc-parser's scanner. */
function escapeAt(text: string, offset: number): { length: number; valid: boolean } {
  const next = text[offset + 1] ?? ''
  if (next !== 'u') return { length: 2, valid: '"\\/bfnrt'.includes(next) }
  const digits = /^[0-9a-fA-F]{0,4}/.exec(text.slice(offset + 2, offset + 6))![0].length
  return { length: 2 + digits, valid: digits === 4 }
}

/** The map of a JSON string with escapes; `start` is behind its opening quote, `end` before the closing one. */
export function escapeMap(text: string, start: number, end: number): OffsetMap {
  const map = new MapBuilder()
  map.add(0, start)
  let index = 0
  let offset = start
  while (offset < end) {
    if (text.charCodeAt(offset) !== 92) {
      offset++
      index++
      continue
    }
    const found = escapeAt(text, offset)
    offset = Math.min(end, offset + found.length)
    if (found.valid) index++
    map.add(index, offset)
  }
  return map.end(index, end)
}

/** `${Name}`, CloudFormation's `${Resource.Arn}` and `${AWS::Region}`, Serverless' `${self:custom.x, 'y'}`. */
const substitution = /\$\{([^\s"'{}$!][^"{}$]*|(?:cf|env|file|opt|param|s3|self|sls|ssm|strToBool)[(:][^{}]*)\}/g
/** In JSONata `${a: b}` groups, so that there only a name counts. */
const substitutionInJsonata = /\$\{([\w.]+|AWS::\w+)\}/g

/**
 * The substitutions in a string's value, front to back; undefined where there are none. Their ranges are in the value. In a `{% %}` text
 * only names count.
 */
export function substitutionsOf(value: string): readonly SubstitutionPart[] | undefined {
  if (!value.includes('${')) return undefined
  const found: SubstitutionPart[] = []
  for (const match of value.matchAll(value.startsWith('{%') ? substitutionInJsonata : substitution))
    found.push({ offset: match.index, length: match[0].length, name: match[1]!.trim() })
  return found.length > 0 ? found : undefined
}
