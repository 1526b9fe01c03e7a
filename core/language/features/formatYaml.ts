import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import { parseDocument } from '../../model/parse'
import { columnOf, lineStart } from '../../syntax/layout'
import type { Node } from '../../syntax/node'
import { descendants, parentOf, toJson } from '../../syntax/walk'
import type { Edit, FormatOptions } from '../types'

/** A block mapping or sequence: the column that its keys or dashes have, and the one that they get. */
interface Block extends Range {
  readonly column: number
  readonly target: number
}

/**
 * Indents YAML anew: each level by the tab size (YAML has no tabs), no white space at the ends of lines, one line break at the end of the
 * text. The lines of a block scalar, of a quoted text and of a flow collection move together. Text that does not mean the same
 * afterwards is not touched.
 */
export function formatYaml(document: AslDocument, { tabSize }: FormatOptions): Edit[] {
  const { text, root } = document
  if (root === undefined || document.syntaxProblems.length > 0) return []
  const blocks = new Open(blocksOf(text, root, Math.max(1, tabSize)))
  const kept = keptLines(text, root)
  const edits: Edit[] = []
  const move = ({ start, content, column }: Line, by: number) => {
    const target = Math.max(0, column + by)
    if (target !== column || text.slice(start, content).includes('\t'))
      edits.push({ offset: start, length: column, text: ' '.repeat(target) })
  }
  const lastContent = text.trimEnd().length
  /** Comments belong to what follows them. */
  let comments: Line[] = []
  let delta = 0
  let next = 0
  for (const line of linesOf(text)) {
    const { start, content, end, column } = line
    while (next < kept.length && kept[next]!.offset + kept[next]!.length <= start) next++
    const inside = next < kept.length && start > kept[next]!.offset
    const opens = kept.slice(next, next + 2).some((range) => range.offset < end && end < range.offset + range.length)
    const trimmed = Math.max(content, start + text.slice(start, end).trimEnd().length)
    if (content === end) {
      // Behind the last content the final line break is one edit.
      if (content > start && !inside && start < lastContent) edits.push({ offset: start, length: content - start, text: '' })
      continue
    }
    if (trimmed < end && !inside && !opens) edits.push({ offset: trimmed, length: end - trimmed, text: '' })
    if (inside) move(line, delta)
    else if (text[content] === '#') comments.push(line)
    else {
      const before = delta
      delta = (blocks.targetOf(content, column) ?? column + delta) - column
      for (const comment of comments) move(comment, comment.column === column ? delta : before)
      comments = []
      move(line, delta)
    }
  }
  for (const comment of comments) move(comment, comment.column === 0 ? 0 : delta)
  edits.push(...spacesBeforeValues(text, root), ...finalNewline(text, kept))
  return meansTheSame(document, edits) ? edits : []
}

/** One space behind a key's colon, and none before it, where the value begins on the key's line. */
function spacesBeforeValues(text: string, root: Node): Edit[] {
  const edits: Edit[] = []
  for (const node of descendants(root)) {
    if (node.kind !== 'object' || isFlow(text, node)) continue
    for (const { key } of node.members) {
      const end = key.offset + key.length
      const [, before, behind] = /^([ \t]*):([ \t]*)(?=[^\s#])/.exec(text.slice(end, end + 200)) ?? []
      if (key.length === 0 || before === undefined || behind === undefined) continue
      if (before !== '') edits.push({ offset: end, length: before.length, text: '' })
      if (behind.length > 1) edits.push({ offset: end + before.length + 1, length: behind.length, text: ' ' })
    }
  }
  return edits
}

/** The blocks around a place that moves from the beginning of the text to its end. */
class Open {
  private readonly stack: Block[] = []
  private next = 0

  constructor(private readonly blocks: readonly Block[]) {}

  /** Where the first key or dash of a line goes: that of the innermost block which has one in this column. */
  targetOf(offset: number, column: number): number | undefined {
    const { stack, blocks } = this
    for (; this.next < blocks.length && blocks[this.next]!.offset <= offset; this.next++) {
      this.close(blocks[this.next]!.offset)
      stack.push(blocks[this.next]!)
    }
    this.close(offset)
    return stack.findLast((block) => block.column === column)?.target
  }

  private close(offset: number): void {
    while (this.stack.length > 0 && offset >= this.stack.at(-1)!.offset + this.stack.at(-1)!.length) this.stack.pop()
  }
}

/** The block collections, outer ones first. */
function blocksOf(text: string, root: Node, step: number): Block[] {
  const blocks = new Map<Node, Block>()
  for (const node of descendants(root)) {
    if ((node.kind !== 'object' && node.kind !== 'array') || node.length === 0 || isFlow(text, node)) continue
    const first = node.kind === 'object' ? node.members[0]?.key : node
    if (first === undefined || first.offset !== node.offset) continue
    const column = columnOf(text, node.offset)
    const outer = outerBlock(node, blocks)
    blocks.set(node, { offset: node.offset, length: node.length, column, target: target(text, node, column, outer, step) })
  }
  return [...blocks.values()].sort((a, b) => a.offset - b.offset)
}

function target(text: string, node: Node, column: number, outer: Block | undefined, step: number): number {
  if (outer === undefined) return 0
  // `- a: 1`, `- - x`: what stands behind a dash moves with it.
  if (/^[\s-]*-\s+(?:[&!]\S+\s+)*$/.test(text.slice(lineStart(text, node.offset), node.offset))) return outer.target + column - outer.column
  return node.kind === 'array' && column === outer.column ? outer.target : outer.target + step
}

function outerBlock(node: Node, blocks: ReadonlyMap<Node, Block>): Block | undefined {
  for (let at = parentOf(node); at !== undefined; at = parentOf(at)) {
    const found = blocks.get(at)
    if (found !== undefined) return found
  }
  return undefined
}

/** What spans lines and moves as a whole: texts and flow collections. */
function keptLines(text: string, root: Node): Range[] {
  const kept: Range[] = []
  for (const node of descendants(root)) {
    const last = kept.at(-1)
    if (last !== undefined && node.offset < last.offset + last.length) continue
    const whole = node.kind === 'string' || ((node.kind === 'object' || node.kind === 'array') && isFlow(text, node))
    if (whole && text.slice(node.offset, node.offset + node.length).includes('\n')) kept.push(node)
  }
  return kept
}

/** One line break at the end; a block scalar that keeps its line breaks (`|+`) keeps them. */
function finalNewline(text: string, kept: readonly Range[]): Edit[] {
  const end = text.trimEnd().length
  if (text === '' || kept.some((range) => range.offset + range.length > end + 1)) return []
  const wanted = text.includes('\r\n') ? '\r\n' : '\n'
  return text.slice(end) === wanted ? [] : [{ offset: end, length: text.length - end, text: wanted }]
}

function meansTheSame(document: AslDocument, edits: Edit[]): boolean {
  edits.sort((a, b) => a.offset - b.offset)
  for (let i = 1; i < edits.length; i++) if (edits[i]!.offset < edits[i - 1]!.offset + edits[i - 1]!.length) return false
  if (edits.length === 0) return true
  const { format, content, root } = document
  const after = parseDocument(applyEdits(document.text, edits), { format, content })
  return after.root !== undefined && JSON.stringify(toJson(after.root)) === JSON.stringify(toJson(root!))
}

/** The text after edits that are sorted and do not overlap. Their offsets are those of the text before any of them. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let made = ''
  let at = 0
  for (const edit of edits) {
    made += text.slice(at, edit.offset) + edit.text
    at = edit.offset + edit.length
  }
  return made + text.slice(at)
}

const isFlow = (text: string, { offset }: Range): boolean => text[offset] === '{' || text[offset] === '['

interface Line {
  readonly start: number
  /** Where the indentation ends. */
  readonly content: number
  readonly column: number
  /** Without the line break. */
  readonly end: number
}

function* linesOf(text: string): Generator<Line> {
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const next = found === -1 ? text.length : found
    const end = next > start && text[next - 1] === '\r' ? next - 1 : next
    let content = start
    while (content < end && (text[content] === ' ' || text[content] === '\t')) content++
    yield { start, content, column: content - start, end }
    if (found === -1) return
    start = found + 1
  }
}
