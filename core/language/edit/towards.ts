import { changesBetween } from '../../base/changes'
import { maxDepth } from '../../base/depth'
import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { AslDocument } from '../../model/document'
import { parseDocument } from '../../model/parse'
import type { ArrayNode, Member, Node, ObjectNode } from '../../syntax/node'
import { isDeeperThan, toJson } from '../../syntax/walk'
import type { Edit, FormatOptions } from '../types'
import { applyEdits } from './applied'
import { Editor } from './edit'
import { endOf } from './layout'
import { printed, printedItem } from './printed'
import { difference } from './putMember'

const format: FormatOptions = { tabSize: 2, insertSpaces: true }

/** Items by which an array grows or shrinks one by one; else it is written anew. */
const mostItems = 20
/** Rounds in which the text comes nearer: each adds at least one member to each object that lacks some. */
const mostRounds = 200

/**
 * Edits that make a document say another value, leaf by leaf, so that layout and comments around what stays are kept, in JSON and YAML. Undefined where no edit does
 * it: an alias of YAML that would change elsewhere too, a key that is there twice, values nested deeper than a definition may be.
 */
export function editsTowards(document: AslDocument, wanted: Json): readonly Edit[] | undefined {
  let now = document
  for (let round = 0; round < mostRounds; round++) {
    if (now.root === undefined) return undefined
    if (says(now.root, wanted)) return difference(document.text, now.text)
    if (isDeeperThan(now.root, maxDepth)) return undefined
    const edits = new Rewriter(now).towards(now.root, wanted)
    if (edits.length === 0) return undefined
    now = parseDocument(applyEdits(now.text, edits), { format: document.format, content: document.content })
  }
  return undefined
}

/** Whether a text says a value already. Members may be in another order. */
const says = (root: Node, wanted: Json): boolean =>
  changesBetween(toJson(root), wanted, 1, undefined, Number.POSITIVE_INFINITY).list.length === 0

/** A text without anything that would need an escape. */
const isLine = /^[^\p{C}\u2028\u2029]*$/u

class Rewriter {
  private readonly editor: Editor

  constructor(private readonly document: AslDocument) {
    this.editor = new Editor(document, format)
  }

  /** Edits of one round, which do not meet each other. */
  towards(node: Node, wanted: Json): Edit[] {
    if (node.kind === 'object' && isObject(wanted)) return this.object(node, wanted)
    if (node.kind === 'array' && isArray(wanted)) return this.array(node, wanted)
    return says(node, wanted) ? [] : this.replace(node, wanted)
  }

  private object(node: ObjectNode, wanted: JsonObject): Edit[] {
    const removed = new Set(node.members.filter(({ key }) => member(wanted, key.value) === undefined))
    if (removed.size > 0 && removed.size === node.members.length) return this.replace(node, wanted)
    const edits = node.members.flatMap((each) => (removed.has(each) ? [] : this.member(each, member(wanted, each.key.value)!)))
    if (removed.size > 0) return edits.length > 0 ? edits : this.editor.removeAll(node, removed)
    const names = new Set(node.members.map(({ key }) => key.value))
    const added = Object.keys(wanted).find((name) => !names.has(name))
    if (added === undefined || edits.length > 0) return edits
    return this.editor.insert(node, added, printed(member(wanted, added)!))
  }

  private member(own: Member, wanted: Json): Edit[] {
    const { value } = own
    if (value === undefined) return []
    const isContainer = (value.kind === 'object' && isObject(wanted)) || (value.kind === 'array' && isArray(wanted))
    if (isContainer) return this.towards(value, wanted)
    if (says(value, wanted)) return []
    return this.text(value, wanted) ?? this.editor.replaceValue(own, printed(wanted))
  }

  private array(node: ArrayNode, wanted: readonly Json[]): Edit[] {
    const { items } = node
    const more = wanted.length - items.length
    const flow = this.editor.isFlow(node)
    if (Math.abs(more) > mostItems || (more > 0 && !flow) || (items.length === 0) !== (wanted.length === 0))
      return this.replace(node, wanted)
    const edits = items.slice(0, wanted.length).flatMap((item, i) => this.towards(item, wanted[i]!))
    if (more === 0 || edits.length > 0) return edits
    return more > 0 ? this.editor.append(node, printedItem(wanted[items.length]!)) : this.editor.removeItem(node, items.at(-1)!)
  }

  /** A text in the place of another in one line has the same quotes, or none as that. */
  private text(node: Node, wanted: Json): Edit[] | undefined {
    if (node.kind !== 'string' || typeof wanted !== 'string' || !isLine.test(wanted)) return undefined
    const own = this.document.text.slice(node.offset, endOf(node))
    if (!isLine.test(own) || /^[|>!&*]/.test(own)) return undefined
    return this.editor.replaceText(node, wanted)
  }

  /** All of a value anew. In a block of YAML an item is written in one line, as JSON. */
  private replace(node: Node, wanted: Json): Edit[] {
    const kept = this.text(node, wanted)
    if (kept !== undefined) return kept
    if (node.parent?.kind === 'member') return this.editor.replaceValue(node.parent, printed(wanted))
    const flow = node.parent === undefined || this.editor.isFlow(node.parent)
    const text = flow ? this.editor.flowValue(printedItem(wanted), this.editor.indentOf(node.offset)).trimStart() : jsonText(wanted)
    const end = flow && this.document.format === 'json' ? endOf(node) : this.editor.trimmedEnd(node)
    return [{ offset: node.offset, length: end - node.offset, text }]
  }
}
