import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import type { FieldNames } from './definitionShape'
import type { Draft } from './draft'
import { parseJson, type Tree } from './json'
import type { Recovered } from './layoutParser'
import type { Member, Node, StringNode } from './node'
import { MapBuilder, mapIndex, type OffsetMap, plainMap } from './strings'
import { descendants } from './walk'

/** A text that stands in pieces in a file, with the place of every character: see `StringNode.map`. */
interface EmbeddedText {
  readonly text: string
  readonly map: OffsetMap
}

/** The text of a string of the file, decoded, with the places of its characters. */
export const textOf = (node: StringNode): EmbeddedText => ({ text: node.value, map: mapOf(node) })

const mapOf = (node: StringNode): OffsetMap => node.map ?? plainMap(node.offset + 1, node.value.length)

/** Collects a text out of strings of the file and of words that stand for what only the deployment knows. */
export class TextBuilder {
  private written = ''
  private readonly map = new MapBuilder()
  private end = 0

  /** The decoded value of a string, whose characters keep their places. */
  add(node: StringNode): void {
    this.text(textOf(node))
  }

  /** A text that has its places already. */
  text({ text, map }: EmbeddedText): void {
    for (let i = 0; i < map.length; i += 2) this.map.add(this.written.length + map[i]!, map[i + 1]!)
    this.written += text
    this.end = map.at(-1)!
  }

  /** `text` stands for the node: all of it has the node's place. */
  substitute(text: string, node: { readonly offset: number; readonly length: number }): void {
    this.map.add(this.written.length, node.offset)
    this.written += text
    this.map.add(this.written.length, node.offset + node.length)
    this.end = node.offset + node.length
  }

  /** Text between two pieces, which stands nowhere in the file. */
  separator(text: string): void {
    if (text === '') return
    this.map.add(this.written.length, this.end)
    this.written += text
    this.map.add(this.written.length, this.end)
  }

  build(): EmbeddedText {
    return { text: this.written, map: this.map.end(this.written.length, this.end) }
  }
}

/** Reads JSON that stands inside of strings. All offsets of the tree and of its problems are offsets in the file. */
export function parseEmbedded({ text, map }: EmbeddedText, fieldNames: () => FieldNames): Tree {
  return relocated(parseJson(text, fieldNames), map)
}

/**
 * A tree whose places are in a text that has places itself: it gets those, in the nodes themselves. So it is done once, before anybody else
 * has the tree.
 */
export function relocated({ root, problems, tagged }: Tree, map: OffsetMap): Tree {
  if (root !== undefined) for (const node of [...descendants(root)]) move(node, map)
  return { root, problems: problems.map((problem) => movedProblem(problem, map)), ...(tagged !== undefined && { tagged }) }
}

function movedProblem(problem: Problem, map: OffsetMap): Problem {
  const { doubt, unfinished, ...data } = (problem.data ?? {}) as Recovered
  const all = (ranges: readonly Range[]) => ranges.map((each) => moved(each, map))
  return {
    ...problem,
    ...moved(problem, map),
    ...(problem.related && { related: problem.related.map((each) => ({ ...each, ...moved(each, map) })) }),
    ...(problem.data !== undefined && {
      data: { ...data, ...(doubt && { doubt: all(doubt) }), ...(unfinished && { unfinished: all(unfinished) }) },
    }),
  }
}

function moved({ offset, length }: Range, map: OffsetMap): Range {
  const start = mapIndex(map, offset)
  return { offset: start, length: Math.max(0, mapIndex(map, offset + length) - start) }
}

function move(node: Node | Member, map: OffsetMap): void {
  const draft = node as Draft<'string' | 'member'>
  if (node.kind === 'string') (draft as Draft<'string'>).map = compose(mapOf(node), map)
  const { offset, length } = moved(node, map)
  draft.offset = offset
  draft.length = length
}

/** The map of a string whose places (`inner`) are places in a text that has places itself (`outer`). */
function compose(inner: OffsetMap, outer: OffsetMap): OffsetMap {
  const found = new MapBuilder()
  let next = firstAfter(outer, inner[1]!)
  for (let i = 0; i + 3 < inner.length; i += 2) {
    const [index, from, nextIndex, to] = [inner[i]!, inner[i + 1]!, inner[i + 2]!, inner[i + 3]!]
    found.add(index, mapIndex(outer, from))
    for (; next < outer.length && outer[next]! < to; next += 2) {
      const at = index + outer[next]! - from
      if (at < nextIndex) found.add(at, outer[next + 1]!)
    }
  }
  return found.end(inner.at(-2)!, mapIndex(outer, inner.at(-1)!))
}

/** Where in a map's pairs the first one behind `index` is. */
function firstAfter(map: OffsetMap, index: number): number {
  let low = 0
  let high = map.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if (map[middle * 2]! <= index) low = middle + 1
    else high = middle
  }
  return low * 2
}
