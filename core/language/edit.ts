import type { AslDocument } from '../document'
import { isArray, isObject, type Json, type JsonObject } from '../json'
import { valueAt } from '../model/machine'
import { deepEqual } from '../paths/compare'
import type { ArrayNode, Member, Node, ObjectNode, StringNode } from '../syntax/node'
import { toJson } from '../syntax/walk'
import { columnOf } from './cursor'
import { isPlain, printValue } from './snippet'
import type { Edit, FormatOptions } from './types'

/**
 * Small changes of a definition's text that keep everything else as it stands: commas, line breaks, indentation, comments; in JSON, in
 * YAML's block and flow style, and in a definition that is a string of a JSON template.
 */
export class Editor {
  private readonly text: string
  private readonly newLine: string
  private readonly unit: string

  constructor(
    readonly document: AslDocument,
    format: FormatOptions,
  ) {
    this.text = document.text
    this.newLine = document.text.includes('\r\n') ? '\r\n' : '\n'
    this.unit = format.insertSpaces || document.format === 'yaml' ? ' '.repeat(format.tabSize) : '\t'
  }

  /** Whether braces or brackets are around it. */
  isFlow(node: Node): boolean {
    const first = this.text[node.offset]
    return first === '{' || first === '['
  }

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
      const oneLine = !this.document.text.includes('\n')
      const inner = oneLine ? ` ${member('')} ` : `${newLine}${indent}${this.unit}${member(indent + this.unit)}${newLine}${indent}`
      return [{ offset: object.offset, length: object.length, text: `{${inner}}` }]
    }
    const end = endOf(after)
    if (!this.isFirstOnLine(after.offset)) return [{ offset: end, length: 0, text: `, ${member(this.indentOf(after.offset))}` }]
    const indent = this.indentOf(after.offset)
    return [{ offset: end, length: 0, text: `,${newLine}${indent}${member(indent)}` }]
  }

  private insertBlock(object: ObjectNode, key: string, value: string, after: Member | undefined): Edit[] {
    const column = after === undefined ? columnOf(this.text, object.offset) : columnOf(this.text, after.key.offset)
    const indent = ' '.repeat(column)
    const member = `${this.plainKey(key)}:${this.blockValue(value, indent)}`
    if (after === undefined) return [{ offset: endOf(object), length: 0, text: `${this.newLine}${indent}${member}` }]
    const end = this.blockEnd(after)
    return [{ offset: end, length: 0, text: `${this.newLine}${indent}${member}` }]
  }

  /** Takes a member out, with its comma or its lines. */
  remove(member: Member): Edit[] {
    const { members } = member.parent
    return this.isFlow(member.parent) ? this.removeFlow(members, member, member.parent) : this.removeBlock(members, member, member.parent)
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

  /** Another name for a key, or another text for a string: its quotes stay. */
  replaceText(node: StringNode, value: string): Edit[] {
    const first = this.text[node.offset]
    const range = { offset: node.offset, length: node.length }
    if (first === "'") return [{ ...range, text: `'${value.replaceAll("'", "''")}'` }]
    if (first === '"') return [{ ...range, text: JSON.stringify(value) }]
    if (first === '\\') return [{ ...range, text: this.escaped(JSON.stringify(value), true) }]
    return [{ ...range, text: isPlain(value) ? value : JSON.stringify(value) }]
  }

  /** Another value for a member. */
  replaceValue(member: Member, value: string): Edit[] {
    const node = member.value
    if (node === undefined || node.length === 0) return []
    const flow = this.isFlow(member.parent)
    const embedded = flow && this.isEmbedded(member.parent)
    const indent = ' '.repeat(columnOf(this.text, member.key.offset))
    const text = flow ? this.escaped(this.flowValue(value, this.indentOf(member.offset)), embedded) : this.blockValue(value, indent)
    const start = member.key.offset + member.key.length
    const colon = this.text.indexOf(':', start) + 1
    return [{ offset: colon, length: endOf(node) - colon, text }]
  }

  /** Another value for an object, in which all that stays the same keeps its text. */
  rewrite(object: ObjectNode, value: Json): Edit[] {
    const flow = this.isFlow(object)
    const embedded = flow && this.isEmbedded(object)
    const text = flow ? this.merged(object, value, this.indentOf(object.offset), embedded) : this.mergedBlock(object, value)
    return [{ offset: object.offset, length: flow ? object.length : this.blockEnd(object) - object.offset, text }]
  }

  private merged(node: Node | undefined, value: Json, indent: string, embedded: boolean): string {
    if (node !== undefined && deepEqual(toJson(node), value)) return this.text.slice(node.offset, endOf(node))
    const oneLine = embedded || node === undefined || !this.text.slice(node.offset, endOf(node)).includes('\n')
    if (isObject(value) && node?.kind === 'object') {
      const inner = oneLine ? indent : indent + this.unit
      const members = inOrder(value, node).map((key) => {
        const name = this.escaped(JSON.stringify(key), embedded)
        return `${name}: ${this.merged(valueAt(node, key) ?? renamed(node, key), value[key]!, inner, embedded)}`
      })
      return enclosed('{', '}', members, oneLine ? undefined : indent, this.unit, this.newLine)
    }
    if (isArray(value) && node?.kind === 'array' && node.items.length === value.length) {
      const items = value.map((item, i) => this.merged(node.items[i], item, oneLine ? indent : indent + this.unit, embedded))
      return enclosed('[', ']', items, oneLine ? undefined : indent, this.unit, this.newLine)
    }
    const json = JSON.stringify(value, null, '\t')
    if (embedded || json.length < 60) return this.escaped(json.replace(/\n\t*/g, ' '), embedded)
    return this.flowValue(json, indent).slice(1)
  }

  private mergedBlock(object: ObjectNode, value: Json): string {
    const indent = ' '.repeat(columnOf(this.text, object.offset))
    const members = isObject(value) ? inOrder(value, object) : []
    return members
      .map((key) => {
        const node = valueAt(object, key)
        const next = (value as JsonObject)[key]!
        const name = `${this.plainKey(key)}:`
        const member = object.members.find((m) => m.value === node)
        if (node !== undefined && member !== undefined && deepEqual(toJson(node), next))
          return this.text.slice(member.offset, this.blockEnd(member))
        if (node?.kind === 'object' && !this.isFlow(node) && isObject(next) && Object.keys(next).length > 0) {
          const inner = ' '.repeat(columnOf(this.text, node.offset))
          return `${name}${this.newLine}${inner}${this.mergedBlock(node, next)}`
        }
        return name + this.blockValue(JSON.stringify(next, null, '\t'), indent)
      })
      .join(`${this.newLine}${indent}`)
  }

  /** The items of an array in another order; what is between them stays. */
  reorder(array: ArrayNode, order: readonly number[]): Edit[] {
    return array.items.flatMap((item, i) => {
      const from = array.items[order[i]!]!
      return from === item
        ? []
        : [{ offset: item.offset, length: this.trimmedEnd(item) - item.offset, text: this.text.slice(from.offset, this.trimmedEnd(from)) }]
    })
  }

  /**
   * Puts neighbouring members into a new one: `value` is JSON with tabs, in which they replace the member `"": null`. `inner` are edits of
   * the members themselves.
   */
  wrap(members: readonly Member[], key: string, value: string, inner: readonly Edit[]): Edit[] {
    const first = members[0]!
    const flow = this.isFlow(first.parent)
    const start = first.offset
    const end = flow ? endOf(members.at(-1)!) : this.blockEnd(members.at(-1)!)
    let text = this.text.slice(start, end)
    for (const edit of [...inner].sort((a, b) => b.offset - a.offset))
      text = text.slice(0, edit.offset - start) + edit.text + text.slice(edit.offset - start + edit.length)
    const embedded = flow && this.isEmbedded(first.parent)
    const indent = flow ? this.indentOf(start) : ' '.repeat(columnOf(this.text, start))
    const oneLine = flow && (embedded || !this.isFirstOnLine(start))
    const printed = oneLine
      ? this.escaped(`${JSON.stringify(key)}: ${value.replace(/\n\t*/g, ' ')}`, embedded)
      : flow
        ? `${JSON.stringify(key)}:${this.flowValue(value, indent)}`
        : `${this.plainKey(key)}:${this.blockValue(value, indent)}`
    const hole = /(\\?"\\?": null)/.exec(printed)!
    const column = /[^\n]*$/.exec(printed.slice(0, hole.index))![0].length
    const deeper = oneLine
      ? text
      : text.replaceAll(`\n${indent}`, `\n${flow ? printed.slice(hole.index - column, hole.index) : ' '.repeat(column)}`)
    return [
      { offset: start, length: end - start, text: printed.slice(0, hole.index) + deeper + printed.slice(hole.index + hole[0].length) },
    ]
  }

  /** JSON behind a colon or where an item stands, each line indented by `indent`. */
  private flowValue(value: string, indent: string): string {
    return ` ${value.replaceAll('\t', this.unit).replaceAll('\n', `${this.newLine}${indent}`)}`
  }

  private blockValue(value: string, indent: string): string {
    const literal = value.replace(/[\\$]/g, '\\$&')
    const printed = printValue(literal, { style: 'block', unit: this.unit, snippets: false })
    return printed.replaceAll('\n', `${this.newLine}${indent}`)
  }

  private plainKey(key: string): string {
    return isPlain(key) ? key : JSON.stringify(key)
  }

  /** A definition in a string of a JSON template has all its quotes escaped. */
  private isEmbedded(object: ObjectNode): boolean {
    const first = object.members[0]?.key.offset
    return first !== undefined && this.text[first] === '\\'
  }

  private escaped(text: string, embedded: boolean): string {
    return embedded ? JSON.stringify(text).slice(1, -1) : text
  }

  private lineStart(offset: number): number {
    return offset - columnOf(this.text, offset)
  }

  private indentOf(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset), offset))![0]
  }

  private isFirstOnLine(offset: number, dash = false): boolean {
    const before = this.text.slice(this.lineStart(offset), offset)
    return dash ? /^\s*-\s*$/.test(before) : before.trim() === ''
  }

  /** A block's range may reach over the line breaks behind it. */
  private trimmedEnd(node: Node | Member): number {
    return node.offset + this.text.slice(node.offset, endOf(node)).trimEnd().length
  }

  /** The end of the last line of something in block style, a comment behind it included. */
  private blockEnd(node: Node | Member): number {
    const end = this.text.slice(this.trimmedEnd(node)).search(/\r?\n|$/)
    return this.trimmedEnd(node) + Math.max(0, end)
  }
}

/** What a member of a JSONPath state becomes in a JSONata state. */
const renames: Readonly<Record<string, string>> = { Arguments: 'Parameters', Items: 'ItemsPath', Condition: 'Variable' }
const renamed = (node: ObjectNode, key: string): Node | undefined => valueAt(node, Object.hasOwn(renames, key) ? renames[key]! : key)

/** The keys of a new value in the order of the members that they replace; one that is all new follows the key before it. */
function inOrder(value: JsonObject, node: ObjectNode): string[] {
  const names = node.members.map((member) => member.key.value)
  let before = -1
  const placed = Object.keys(value).map((key) => {
    const own = names.indexOf(key)
    const old = own === -1 && Object.hasOwn(renames, key) ? names.indexOf(renames[key]!) : own
    return { key, at: (before = old === -1 ? before : old) }
  })
  return placed.sort((a, b) => a.at - b.at).map(({ key }) => key)
}

/** On one line, or each part on a line of its own, indented by one unit more than `indent`. */
function enclosed(
  open: string,
  close: string,
  parts: readonly string[],
  indent: string | undefined,
  unit: string,
  newLine: string,
): string {
  if (parts.length === 0) return open + close
  if (indent === undefined) return `${open} ${parts.join(', ')} ${close}`
  return `${open}${newLine}${parts.map((part) => indent + unit + part).join(`,${newLine}`)}${newLine}${indent}${close}`
}

const endOf = (node: Node | Member): number => node.offset + node.length
