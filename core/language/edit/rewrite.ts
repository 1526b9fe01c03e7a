import type { Member, Node, ObjectNode } from '../../syntax/node'
import { type Draft, DraftArray, DraftObject, Kept } from '../convert/draft'
import type { Edit } from '../types'
import { endOf, type Layout } from './layout'
import { textOfNode } from './nodeText'

/**
 * A draft in the place of an object, as one edit. What it keeps, keeps its text; its members come in the order of those that they replace.
 */
export function rewrite(layout: Layout, object: ObjectNode, draft: DraftObject): Edit[] {
  if (layout.isFlow(object)) {
    const flow = new FlowWriter(layout, layout.isEmbedded(object))
    return [{ offset: object.offset, length: object.length, text: flow.object(draft, object, layout.indentOf(object.offset)) }]
  }
  const text = new BlockWriter(layout).members(draft, object, ' '.repeat(layout.columnOf(object.offset)))
  return [{ offset: object.offset, length: layout.blockEnd(object) - object.offset, text }]
}

/** JSON, and YAML between braces. */
class FlowWriter {
  constructor(
    private readonly layout: Layout,
    private readonly embedded: boolean,
  ) {}

  object(draft: DraftObject, node: ObjectNode | undefined, indent: string): string {
    const oneLine = this.isOneLine(node)
    const inner = oneLine ? indent : indent + this.layout.unit
    const parts = inOrder(draft, node).map(([key, value]) => `${this.quoted(key)}: ${this.value(value, inner)}`)
    return this.enclosed('{', '}', parts, oneLine ? undefined : indent)
  }

  private value(draft: Draft, indent: string): string {
    if (draft instanceof Kept) return this.kept(draft.node, indent)
    if (draft instanceof DraftObject) return this.object(draft, draft.node, indent)
    if (!(draft instanceof DraftArray)) return this.quoted(draft)
    const oneLine = this.isOneLine(draft.node)
    const inner = oneLine ? indent : indent + this.layout.unit
    return this.enclosed(
      '[',
      ']',
      draft.items.map((item) => this.value(item, inner)),
      oneLine ? undefined : indent,
    )
  }

  private kept(node: Node, indent: string): string {
    const { text, offset } = textOfNode(this.layout.text, node)
    return moved(text, this.layout.indentOf(offset).length, indent.length)
  }

  /** What has no text of its own yet is short enough for one line, or as its surroundings. */
  private isOneLine(node: Node | undefined): boolean {
    return this.embedded || node === undefined || !this.layout.text.slice(node.offset, endOf(node)).includes('\n')
  }

  private quoted(value: string | number | boolean | null): string {
    return this.layout.escaped(JSON.stringify(value), this.embedded)
  }

  private enclosed(open: string, close: string, parts: readonly string[], indent: string | undefined): string {
    const { unit, newLine } = this.layout
    if (parts.length === 0) return open + close
    if (indent === undefined) return open === '{' ? `{ ${parts.join(', ')} }` : `[ ${parts.join(', ')} ]`
    return `${open}${newLine}${parts.map((part) => indent + unit + part).join(`,${newLine}`)}${newLine}${indent}${close}`
  }
}

/** YAML's block style. */
class BlockWriter {
  private readonly flow: FlowWriter

  constructor(private readonly layout: Layout) {
    this.flow = new FlowWriter(layout, false)
  }

  /** The members of an object, the first without its indentation. */
  members(draft: DraftObject, node: ObjectNode | undefined, indent: string): string {
    const { text, newLine } = this.layout
    return inOrder(draft, node)
      .map(([key, value], i) => {
        const member = node && value instanceof Kept ? node.members.find((m) => m.value === value.node && m.key.value === key) : undefined
        if (node === undefined || member === undefined) return `${this.layout.plainKey(key)}:${this.behindColon(value, indent)}`
        const comments = i === 0 ? '' : this.commentsBefore(node, member)
        return comments + text.slice(member.offset, this.layout.blockEnd(member))
      })
      .join(`${newLine}${indent}`)
  }

  /** The comment lines over a member that is no first one. */
  private commentsBefore({ members }: ObjectNode, member: Member): string {
    const before = members[members.indexOf(member) - 1]
    if (before === undefined) return ''
    const between = this.layout.text.slice(this.layout.blockEnd(before), member.offset)
    return /^\s*(?:#[^\n]*\n\s*)+$/.test(between) ? between.trimStart() : ''
  }

  private behindColon(draft: Draft, indent: string): string {
    const inner = indent + this.layout.unit
    if (draft instanceof Kept) return this.kept(draft.node, inner)
    if (draft instanceof DraftObject || draft instanceof DraftArray) {
      if (this.isFlow(draft)) return ` ${this.inFlow(draft, inner)}`
      const { newLine } = this.layout
      return `${newLine}${inner}${draft instanceof DraftObject ? this.members(draft, draft.node, inner) : this.items(draft, inner)}`
    }
    return ` ${this.scalar(draft)}`
  }

  private items({ items }: DraftArray, indent: string): string {
    return items.map((item) => `- ${this.behindDash(item, `${indent}  `)}`).join(`${this.layout.newLine}${indent}`)
  }

  private behindDash(draft: Draft, indent: string): string {
    if (draft instanceof Kept) return this.kept(draft.node, indent).trimStart()
    if (draft instanceof DraftObject || draft instanceof DraftArray) {
      if (this.isFlow(draft)) return this.inFlow(draft, indent)
      return draft instanceof DraftObject ? this.members(draft, draft.node, indent) : this.items(draft, indent)
    }
    return this.scalar(draft)
  }

  private inFlow(draft: DraftObject | DraftArray, indent: string): string {
    return this.flow.object(new DraftObject([['', draft]]), undefined, indent).slice(6, -2)
  }

  /** What is empty, or stood between brackets, stands between brackets. */
  private isFlow(draft: DraftObject | DraftArray): boolean {
    const { node } = draft
    if ((draft instanceof DraftObject ? draft.members : draft.items).length === 0) return true
    return node !== undefined && this.layout.isFlow(node)
  }

  /** A value as it stands, from its tag or anchor on; a block collection on lines of its own. */
  private kept(node: Node, indent: string): string {
    const { text: source, newLine } = this.layout
    const { text, offset } = textOfNode(source, node)
    const isBlock = (node.kind === 'object' || node.kind === 'array') && !this.layout.isFlow(node) && offset === node.offset
    if (!isBlock) return ` ${moved(text, this.layout.indentOf(offset).length, Math.max(0, indent.length - this.layout.unit.length))}`
    return `${newLine}${indent}${moved(text.trimEnd(), this.layout.columnOf(offset), indent.length)}`
  }

  private scalar(value: string | number | boolean | null): string {
    return typeof value === 'string' ? this.layout.plainKey(value) : JSON.stringify(value)
  }
}

/** A text whose later lines are indented by as much more or less as its first one. */
function moved(text: string, from: number, to: number): string {
  if (from === to || !text.includes('\n')) return text
  if (to > from) return text.replace(/\n(?=[^\r\n])/g, `\n${' '.repeat(to - from)}`)
  return text.replaceAll(new RegExp(`\\n {1,${from - to}}`, 'g'), '\n')
}

/** The members of a JSONPath state that a member of a JSONata state takes the place of, the likeliest first. */
const replaced: Readonly<Record<string, readonly string[]>> = {
  Arguments: ['Parameters'],
  Condition: ['Variable', 'And', 'Or', 'Not'],
  ItemProcessor: ['Iterator'],
  ItemSelector: ['Parameters'],
  Output: ['Result', 'ResultSelector', 'ResultPath', 'OutputPath', 'Parameters', 'InputPath'],
}

/** The members of a draft in the order of those that they replace; one that is all new follows the one before it. */
function inOrder({ members }: DraftObject, node: ObjectNode | undefined): DraftObject['members'] {
  if (node === undefined) return members
  const names = node.members.map((member) => member.key.value)
  let before = -1
  const placed = members.map((member) => {
    const [key] = member
    const candidates = [key, `${key}Path`, ...(Object.hasOwn(replaced, key) ? replaced[key]! : [])]
    const name = candidates.find((each) => names.includes(each))
    return { member, at: (before = name === undefined ? before : names.indexOf(name)) }
  })
  return placed.sort((a, b) => a.at - b.at).map(({ member }) => member)
}
