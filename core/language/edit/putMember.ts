import type { Json } from '../../base/json'
import type { AslDocument } from '../../model/document'
import { memberOf } from '../../model/machine'
import type { ArrayNode, Node, ObjectNode } from '../../syntax/node'
import type { Edit, FormatOptions } from '../types'
import { applyEdits } from './applied'
import { Editor } from './edit'
import { printed } from './printed'

const format: FormatOptions = { tabSize: 2, insertSpaces: true }

/**
 * The text of a JSON document once a value stands at a path of its objects: those that are missing are made, a value that is there is replaced, and
 * all else stays as it is. `notObject`: the steps to what is no object, so that nothing can be put there.
 */
export function putMember(
  document: AslDocument,
  path: readonly string[],
  value: Json,
): { readonly text: string } | { readonly notObject: readonly string[] } {
  let at: Node | undefined = document.root
  let depth = 0
  for (;;) {
    if (at?.kind !== 'object') return { notObject: path.slice(0, depth) }
    const member = memberOf(at, path[depth]!)
    if (member === undefined) break
    if (++depth === path.length)
      return { text: applyEdits(document.text, new Editor(document, format).replaceValue(member, printed(value))) }
    at = member.value
  }
  const inner = path.slice(depth + 1).reduceRight(enclosed, printed(value))
  return { text: applyEdits(document.text, new Editor(document, format).insert(at as ObjectNode, path[depth]!, inner)) }
}

/** The text of a JSON document once an array of it has another item at its end. */
export const appendItem = (document: AslDocument, array: ArrayNode, value: Json): string =>
  applyEdits(document.text, new Editor(document, format).append(array, printed(value)))

const enclosed = (text: string, name: string): string => `{\n\t${JSON.stringify(name)}: ${text.replaceAll('\n', '\n\t')}\n}`

/** What makes one text of another: one edit from the first difference to the last, none where there is no difference. */
export function difference(before: string, after: string): Edit[] {
  if (before === after) return []
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end++
  return [{ offset: start, length: before.length - start - end, text: after.slice(start, after.length - end) }]
}
