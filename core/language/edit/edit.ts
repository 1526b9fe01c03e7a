import type { ArrayNode, Member, Node, ObjectNode, StringNode } from '../../syntax/node'
import type { Edit } from '../types'
import { endOf, Layout } from './layout'
import { isPlain } from './snippet'

/**
 * Small changes of a definition's text that keep everything else as it stands: commas, line breaks, indentation, comments; in JSON, in
 * YAML's block and flow style, and in a definition that is a string of a JSON template.
 */
export class Editor extends Layout {
  /** Adds a member behind `after`, else at the end. `value` is JSON, indented with tabs. */
  insert(object: ObjectNode, key: string, value: string, after: Member | undefined = object.members.at(-1)): Edit[] {
    return this.isFlow(object) ? this.insertFlow(object, key, value, after) : this.insertBlock(object, key, value, after)
  }

  private insertFlow(object: ObjectNode, key: string, value: string, after: Member | undefined): Edit[] {
    const embedded = this.isEmbedded(object)
    const member = (indent: string) => this.escaped(`${JSON.stringify(key)}:${this.flowValue(value, indent)}`, embedded)
    const newLine = embedded ? this.escaped('\n', true) : this.newLine
    if (after === undefined) {
      const indent = this.indentOf(object.offset)
      const comment = this.text.slice(object.offset + 1, endOf(object) - 1).trimEnd()
      if (comment.trim() !== '') {
        const from = object.offset + 1 + comment.length
        const text = `${newLine}${indent}${this.unit}${member(indent + this.unit)}${newLine}${indent}`
        return [{ offset: from, length: endOf(object) - 1 - from, text }]
      }
      const oneLine = !this.text.includes('\n')
      const inner = oneLine ? ` ${member('')} ` : `${newLine}${indent}${this.unit}${member(indent + this.unit)}${newLine}${indent}`
      return [{ offset: object.offset, length: object.length, text: `{${inner}}` }]
    }
    const end = endOf(after)
    if (!this.isFirstOnLine(after.offset)) return [{ offset: end, length: 0, text: `, ${member(this.indentOf(after.offset))}` }]
    const indent = this.indentOf(after.offset)
    const line = `${newLine}${indent}${member(indent)}`
    return this.behind(end, line)
  }

  /** A line of its own behind something that gets a comma, and keeps the comment behind it. */
  private behind(end: number, line: string): Edit[] {
    const comment = this.commentBehind(end)
    if (comment === 0) return [{ offset: end, length: 0, text: `,${line}` }]
    return [
      { offset: end, length: 0, text: ',' },
      { offset: end + comment, length: 0, text: line },
    ]
  }

  /** How long a comment is that ends the line of a value, with the white space before it. */
  private commentBehind(end: number): number {
    return /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/)(?=[ \t]*(?:\r?\n|$))/.exec(this.text.slice(end, this.lineEnd(end)))?.[0].length ?? 0
  }

  private insertBlock(object: ObjectNode, key: string, value: string, after: Member | undefined): Edit[] {
    const column = after === undefined ? this.columnOf(object.offset) : this.columnOf(after.key.offset)
    const indent = ' '.repeat(column)
    const member = `${this.plainKey(key)}:${this.blockValue(value, indent)}`
    if (after === undefined) return [{ offset: endOf(object), length: 0, text: `${this.newLine}${indent}${member}` }]
    const end = this.blockEnd(after)
    return [{ offset: end, length: 0, text: `${this.newLine}${indent}${member}` }]
  }

  /** Adds an item at the end of an array. `value` is JSON, indented with tabs. */
  append(array: ArrayNode, value: string): Edit[] {
    const last = array.items.at(-1)
    if (!this.isFlow(array)) return this.appendBlock(array, value)
    if (last === undefined) {
      const indent = this.indentOf(array.offset)
      const inner = indent + this.unit
      const item = this.flowValue(value, inner).trimStart()
      return [{ offset: array.offset, length: array.length, text: `[${this.newLine}${inner}${item}${this.newLine}${indent}]` }]
    }
    const indent = this.indentOf(last.offset)
    const item = this.flowValue(value, indent)
    const end = endOf(last)
    if (!this.isFirstOnLine(last.offset)) return [{ offset: end, length: 0, text: `,${item}` }]
    return this.behind(end, `${this.newLine}${indent}${item.trimStart()}`)
  }

  /** An item of YAML's block style behind the last one, on lines of its own. */
  private appendBlock(array: ArrayNode, value: string): Edit[] {
    const indent = ' '.repeat(this.columnOf(array.offset))
    const items = this.blockValue(`[\n\t${value.replaceAll('\n', '\n\t')}\n]`, '')
    const item = items.replaceAll(`${this.newLine}${this.unit}`, `${this.newLine}${indent}`)
    return [{ offset: this.blockEnd(array.items.at(-1) ?? array), length: 0, text: item }]
  }

  /** Takes a member out, with its comma or its lines. */
  remove(member: Member): Edit[] {
    const { members } = member.parent
    return this.isFlow(member.parent) ? this.removeFlow(members, member, member.parent) : this.removeBlock(members, member, member.parent)
  }

  /** Takes several members out of an object, of which others stay. */
  removeAll(holder: ObjectNode, removed: ReadonlySet<Member>): Edit[] {
    const { members } = holder
    const edits: Edit[] = []
    for (let i = 0; i < members.length; i++) {
      if (!removed.has(members[i]!)) continue
      const first = i
      while (i + 1 < members.length && removed.has(members[i + 1]!)) i++
      edits.push(this.removeRun(holder, first, i))
    }
    return edits
  }

  /** Members that follow each other, with the commas or lines between them. */
  private removeRun(holder: ObjectNode, first: number, last: number): Edit {
    const { members } = holder
    const from = members[first]!
    const to = members[last]!
    const next = members[last + 1]
    const before = members[first - 1]
    if (this.isFlow(holder)) {
      if (next !== undefined) return { offset: from.offset, length: next.offset - from.offset, text: '' }
      const start = before === undefined ? from.offset : endOf(before)
      return { offset: start, length: endOf(to) - start, text: '' }
    }
    if (!this.isFirstOnLine(from.offset) && next !== undefined) return { offset: from.offset, length: next.offset - from.offset, text: '' }
    const start = this.lineStart(from.offset)
    const end = this.blockEnd(to)
    if (end >= this.text.length && start > 0)
      return { offset: start - this.newLine.length, length: end - start + this.newLine.length, text: '' }
    return { offset: start, length: Math.min(this.text.length, end + this.newLine.length) - start, text: '' }
  }

  /** Takes an item out of an array. */
  removeItem(array: ArrayNode, item: Node): Edit[] {
    return this.isFlow(array) ? this.removeFlow(array.items, item, array) : this.removeBlock(array.items, item, array)
  }

  private removeFlow(all: readonly (Member | Node)[], one: Member | Node, holder: Node): Edit[] {
    const index = all.indexOf(one)
    const before = all[index - 1]
    const next = all[index + 1]
    if (next !== undefined) return [{ offset: one.offset, length: next.offset - one.offset, text: '' }]
    if (before !== undefined) return [{ offset: endOf(before), length: endOf(one) - endOf(before), text: '' }]
    const [open, close] = holder.kind === 'object' ? ['{', '}'] : ['[', ']']
    return [{ offset: holder.offset, length: holder.length, text: `${open}${close}` }]
  }

  private removeBlock(all: readonly (Member | Node)[], one: Member | Node, holder: Node): Edit[] {
    const index = all.indexOf(one)
    const next = all[index + 1]
    if (all.length === 1)
      return [{ offset: holder.offset, length: this.blockEnd(holder) - holder.offset, text: holder.kind === 'object' ? '{}' : '[]' }]
    if (!this.isFirstOnLine(one.offset, holder.kind === 'array') && next !== undefined)
      return [{ offset: one.offset, length: next.offset - one.offset, text: '' }]
    const start = this.lineStart(one.offset)
    const end = this.blockEnd(one)
    if (end >= this.text.length && start > 0)
      return [{ offset: start - this.newLine.length, length: end - start + this.newLine.length, text: '' }]
    return [{ offset: start, length: Math.min(this.text.length, end + this.newLine.length) - start, text: '' }]
  }

  /** Another name for a key, or another text for a string: its quotes stay. `value` is the text itself, without quotes or escapes. */
  replaceText(node: StringNode, value: string): Edit[] {
    const first = this.text[node.offset]
    const range = { offset: node.offset, length: node.length }
    if (first === "'") return [{ ...range, text: `'${value.replaceAll("'", "''")}'` }]
    if (first === '"') return [{ ...range, text: JSON.stringify(value) }]
    if (first === '\\') return [{ ...range, text: this.escaped(JSON.stringify(value), true) }]
    return [{ ...range, text: isPlain(value) ? value : JSON.stringify(value) }]
  }

  /** Another value for a member: `value` is JSON, indented with tabs. No edits where the member has no value yet, but for `key:` of YAML's block style. */
  replaceValue(member: Member, value: string): Edit[] {
    const node = member.value
    if (node === undefined || (node.length === 0 && this.isFlow(member.parent))) return []
    const flow = this.isFlow(member.parent)
    const embedded = flow && this.isEmbedded(member.parent)
    const indent = ' '.repeat(this.columnOf(member.key.offset))
    const text = flow ? this.escaped(this.flowValue(value, this.indentOf(member.offset)), embedded) : this.blockValue(value, indent)
    const start = member.key.offset + member.key.length
    const colon = this.text.indexOf(':', start) + 1
    return [{ offset: colon, length: node.length === 0 ? 0 : (flow ? endOf(node) : this.trimmedEnd(node)) - colon, text }]
  }

  /** The items of an array in another order, `order` being their present indices; what is between them stays. */
  reorder(array: ArrayNode, order: readonly number[]): Edit[] {
    return array.items.flatMap((item, i) => {
      const from = array.items[order[i]!]!
      return from === item
        ? []
        : [{ offset: item.offset, length: this.trimmedEnd(item) - item.offset, text: this.text.slice(from.offset, this.trimmedEnd(from)) }]
    })
  }
}
