import type { Node } from '../../core/syntax/node'
import type { Step } from '../../core/syntax/walk'

/** The node at the end of a path. Of duplicate keys the last counts, as in JSON.parse. */
export function nodeAtPath(root: Node | undefined, path: readonly Step[]): Node | undefined {
  let node = root
  for (const step of path) {
    if (node?.kind === 'array') node = node.items[Number(step)]
    else if (node?.kind === 'object') node = node.members.findLast((m) => m.key.value === String(step))?.value
    else return undefined
  }
  return node
}
