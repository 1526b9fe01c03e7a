import { contextMembers } from '../aws/contextObject'
import { nearest } from '../base/nearest'

/** The names that may follow a prefix (`State`), for every prefix that leads to an object whose fields are known. */
const children = new Map<string, string[]>([['', []]])
for (const { path, type } of contextMembers) {
  children.get(path.slice(0, -1).join('.'))?.push(path.at(-1)!)
  if (type === 'object') children.set(path.join('.'), [])
}

/**
 * The first step of a path into the context object that leads nowhere: its index in `names`, and the name that was most likely meant.
 * Undefined where all are known, or lead into data of the user's.
 */
export function contextProblem(names: readonly string[]): { readonly index: number; readonly suggestion: string | undefined } | undefined {
  for (const [index, name] of names.entries()) {
    const known = children.get(names.slice(0, index).join('.'))
    if (!known) return undefined
    if (!known.includes(name)) return { index, suggestion: nearest(name, known) }
  }
  return undefined
}
