import { Lines } from '../../base/lines'
import type { AslDocument } from '../../model/document'
import type { Member, Node, ObjectNode } from '../../syntax/node'
import type { FormatOptions } from '../types'
import { isPlain, printValue } from './snippet'

/** One step of indentation: that of the first line that is indented, else what the editor says. */
export function indentationOf({ text, format: language }: AslDocument, format: FormatOptions): string {
  const own = /\n( {1,8}|\t)\S/.exec(text.slice(0, 4000))?.[1]
  return own ?? (format.insertSpaces || language === 'yaml' ? ' '.repeat(format.tabSize) : '\t')
}

/** How a definition's text is laid out, and how a new part of it is written so that it fits. */
export class Layout {
  readonly text: string
  /** The line break of the text: CR LF where it has one, else LF. */
  readonly newLine: string
  /** One step of indentation. */
  readonly unit: string
  private lines: Lines | undefined

  constructor(document: AslDocument, format: FormatOptions) {
    this.text = document.text
    this.newLine = document.text.includes('\r\n') ? '\r\n' : '\n'
    this.unit = indentationOf(document, format)
  }

  /** Whether braces or brackets are around it. */
  isFlow(node: Node): boolean {
    const first = this.text[node.offset]
    return first === '{' || first === '['
  }

  /** JSON behind a colon or where an item stands, each line indented by `indent`. */
  flowValue(value: string, indent: string): string {
    return ` ${value.replaceAll('\t', this.unit).replaceAll('\n', `${this.newLine}${indent}`)}`
  }

  /** JSON as block YAML behind a colon, each line indented by `indent`: on lines of its own where it has members or items. */
  blockValue(value: string, indent: string): string {
    const literal = value.replace(/[\\$]/g, '\\$&')
    const printed = printValue(literal, { style: 'block', unit: this.unit, snippets: false })
    return printed.replaceAll('\n', `${this.newLine}${indent}`)
  }

  /** A key or text as YAML's block style has it: in quotes where it would be read as something else. */
  plainKey(key: string): string {
    return isPlain(key) ? key : JSON.stringify(key)
  }

  /** A definition in a string of a JSON template has all its quotes escaped. */
  isEmbedded(object: ObjectNode): boolean {
    const first = object.members[0]?.key.offset
    return first !== undefined && this.text[first] === '\\'
  }

  /** JSON as it stands in the text: `embedded` in a string, or as it is. */
  escaped(text: string, embedded: boolean): string {
    return embedded ? JSON.stringify(text).slice(1, -1) : text
  }

  /** Looked up: an edit asks for each of its parts, and all of them may be on one line. */
  lineStart(offset: number): number {
    this.lines ??= new Lines(this.text)
    return this.lines.start(this.lines.position(offset).line)
  }

  /** The offset at which the line of an offset ends, without its line break. */
  lineEnd(offset: number): number {
    this.lines ??= new Lines(this.text)
    return this.lines.end(this.lines.position(offset).line)
  }

  /** UTF-16 units from the beginning of the line, from 0. */
  columnOf(offset: number): number {
    return offset - this.lineStart(offset)
  }

  /** The white space that the offset's line begins with, at most up to the offset. */
  indentOf(offset: number): string {
    const start = this.lineStart(offset)
    let end = start
    while (end < offset && (this.text[end] === ' ' || this.text[end] === '\t')) end++
    return this.text.slice(start, end)
  }

  /** Whether nothing but white space is before the offset on its line; with `dash`, nothing but a dash of YAML. */
  isFirstOnLine(offset: number, dash = false): boolean {
    const before = this.text.slice(this.lineStart(offset), offset)
    return dash ? /^\s*-\s*$/.test(before) : before.trim() === ''
  }

  /** A block's range may reach over the line breaks behind it. */
  trimmedEnd(node: Node | Member): number {
    return node.offset + this.text.slice(node.offset, endOf(node)).trimEnd().length
  }

  /** The end of the last line of something in block style, a comment behind it included. */
  blockEnd(node: Node | Member): number {
    const end = this.text.slice(this.trimmedEnd(node)).search(/\r?\n|$/)
    return this.trimmedEnd(node) + Math.max(0, end)
  }
}

/** The offset behind the last character, which in block YAML may be a line break. */
export const endOf = (node: Node | Member): number => node.offset + node.length
