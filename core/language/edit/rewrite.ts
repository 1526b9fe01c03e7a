import { isArray, isObject, type Json, type JsonObject } from '../../json'
import { valueAt } from '../../model/machine'
import { deepEqual } from '../../paths/compare'
import type { Node, ObjectNode } from '../../syntax/node'
import { toJson } from '../../syntax/walk'
import { columnOf } from '../cursor/token'
import type { Edit } from '../types'
import { endOf, type Layout } from './layout'

/** Another value for an object, in which all that stays the same keeps its text. */
export function rewrite(layout: Layout, object: ObjectNode, value: Json): Edit[] {
  const flow = layout.isFlow(object)
  const embedded = flow && layout.isEmbedded(object)
  const text = flow ? merged(layout, object, value, layout.indentOf(object.offset), embedded) : mergedBlock(layout, object, value)
  return [{ offset: object.offset, length: flow ? object.length : layout.blockEnd(object) - object.offset, text }]
}

function merged(layout: Layout, node: Node | undefined, value: Json, indent: string, embedded: boolean): string {
  if (node !== undefined && deepEqual(toJson(node), value)) return layout.text.slice(node.offset, endOf(node))
  const oneLine = embedded || node === undefined || !layout.text.slice(node.offset, endOf(node)).includes('\n')
  if (isObject(value) && node?.kind === 'object') {
    const inner = oneLine ? indent : indent + layout.unit
    const members = inOrder(value, node).map((key) => {
      const name = layout.escaped(JSON.stringify(key), embedded)
      return `${name}: ${merged(layout, valueAt(node, key) ?? renamed(node, key), value[key]!, inner, embedded)}`
    })
    return enclosed('{', '}', members, oneLine ? undefined : indent, layout.unit, layout.newLine)
  }
  if (isArray(value) && node?.kind === 'array' && node.items.length === value.length) {
    const items = value.map((item, i) => merged(layout, node.items[i], item, oneLine ? indent : indent + layout.unit, embedded))
    return enclosed('[', ']', items, oneLine ? undefined : indent, layout.unit, layout.newLine)
  }
  const json = JSON.stringify(value, null, '\t')
  if (embedded || json.length < 60) return layout.escaped(json.replace(/\n\t*/g, ' '), embedded)
  return layout.flowValue(json, indent).slice(1)
}

function mergedBlock(layout: Layout, object: ObjectNode, value: Json): string {
  const indent = ' '.repeat(columnOf(layout.text, object.offset))
  const members = isObject(value) ? inOrder(value, object) : []
  return members
    .map((key) => {
      const node = valueAt(object, key)
      const next = (value as JsonObject)[key]!
      const name = `${layout.plainKey(key)}:`
      const member = object.members.find((m) => m.value === node)
      if (node !== undefined && member !== undefined && deepEqual(toJson(node), next))
        return layout.text.slice(member.offset, layout.blockEnd(member))
      if (node?.kind === 'object' && !layout.isFlow(node) && isObject(next) && Object.keys(next).length > 0) {
        const inner = ' '.repeat(columnOf(layout.text, node.offset))
        return `${name}${layout.newLine}${inner}${mergedBlock(layout, node, next)}`
      }
      return name + layout.blockValue(JSON.stringify(next, null, '\t'), indent)
    })
    .join(`${layout.newLine}${indent}`)
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
