import { maxDepth } from '../../base/depth'
import type { AslDocument } from '../../model/document'
import { parseDocument } from '../../model/parse'
import type { Node, ObjectNode } from '../../syntax/node'
import { isDeeperThan } from '../../syntax/walk'
import { applyEdits } from '../features/formatYaml'
import type { Edit } from '../types'
import { type Draft, DraftArray, DraftObject, Kept } from './draft'

/**
 * Whether a document has, after the edits, the draft in the place of `node`, and everything else as it was: an anchor may have gone that
 * an alias elsewhere needs. Functions of the template count as what they are.
 */
export function keepsValues(document: AslDocument, root: Node, node: ObjectNode, draft: DraftObject, edits: readonly Edit[]): boolean {
  if (document.definitions.some((definition) => isDeeperThan(definition.root, maxDepth))) return false
  const index = document.definitions.findIndex((definition) => definition.root === root)
  const after = parseDocument(applyEdits(document.text, edits), document)
  if (after.syntaxProblems.length > document.syntaxProblems.length || after.definitions.length !== document.definitions.length) return false
  return document.definitions.every(({ root: before }, i) => {
    const now = after.definitions[i]!.root
    return i === index ? textOf(now) === textOf(before, node, draft) : textOf(now) === textOf(before)
  })
}

/** A text that is the same for trees of the same value, whatever the order of members. `draft` takes the place of `node`. Bounded in depth. */
function textOf(root: Node, node?: ObjectNode, draft?: DraftObject): string {
  const parts: string[] = []
  const object = (members: readonly (readonly [string, () => void])[]) => {
    parts.push('{')
    for (const [key, write] of [...members].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
      parts.push(JSON.stringify(key), ':')
      write()
      parts.push(',')
    }
    parts.push('}')
  }
  const array = (items: readonly (() => void)[]) => {
    parts.push('[')
    for (const write of items) {
      write()
      parts.push(',')
    }
    parts.push(']')
  }
  const tree = (at: Node): void => {
    if (at === node && draft !== undefined) {
      drafted(draft)
      return
    }
    switch (at.kind) {
      case 'object':
        object(at.members.flatMap(({ key, value }) => (value ? [[key.value, () => tree(value)] as const] : [])))
        return
      case 'array':
        array(at.items.map((item) => () => tree(item)))
        return
      case 'substitution':
        parts.push(`\${${at.name ?? ''}}`)
        return
      case 'null':
        parts.push('null')
        return
      default:
        parts.push(at.kind === 'string' && at.intrinsic ? 'Fn::Sub ' : '', JSON.stringify(at.value))
    }
  }
  const drafted = (at: Draft): void => {
    if (at instanceof Kept) tree(at.node)
    else if (at instanceof DraftObject) object(at.members.map(([key, value]) => [key, () => drafted(value)] as const))
    else if (at instanceof DraftArray) array(at.items.map((item) => () => drafted(item)))
    else parts.push(JSON.stringify(at))
  }
  tree(root)
  return parts.join('')
}
