import type { Member } from '../../syntax/node'
import type { Edit } from '../types'
import { endOf, type Layout } from './layout'

/**
 * Puts neighbouring members into a new one, as one edit: `value` is JSON with tabs, in which they replace the member `"": null`. `inner`
 * are edits of the members themselves.
 */
export function wrap(layout: Layout, members: readonly Member[], key: string, value: string, inner: readonly Edit[]): Edit[] {
  const first = members[0]!
  const flow = layout.isFlow(first.parent)
  const start = first.offset
  const end = flow ? endOf(members.at(-1)!) : layout.blockEnd(members.at(-1)!)
  let text = ''
  let at = start
  for (const edit of [...inner].sort((a, b) => a.offset - b.offset)) {
    text += layout.text.slice(at, edit.offset) + edit.text
    at = edit.offset + edit.length
  }
  text += layout.text.slice(at, end)
  const embedded = flow && layout.isEmbedded(first.parent)
  const indent = flow ? layout.indentOf(start) : ' '.repeat(layout.columnOf(start))
  const oneLine = flow && (embedded || !layout.isFirstOnLine(start))
  const printed = oneLine
    ? layout.escaped(`${JSON.stringify(key)}: ${value.replace(/\n\t*/g, ' ')}`, embedded)
    : flow
      ? `${JSON.stringify(key)}:${layout.flowValue(value, indent)}`
      : `${layout.plainKey(key)}:${layout.blockValue(value, indent)}`
  const hole = /(\\?"\\?": null)/.exec(printed)!
  const column = /[^\n]*$/.exec(printed.slice(0, hole.index))![0].length
  const deeper = oneLine
    ? text
    : text.replaceAll(`\n${indent}`, `\n${flow ? printed.slice(hole.index - column, hole.index) : ' '.repeat(column)}`)
  return [{ offset: start, length: end - start, text: printed.slice(0, hole.index) + deeper + printed.slice(hole.index + hole[0].length) }]
}
