import { descendants } from '../../../syntax/walk'
import type { CompletionItem } from '../../types'
import type { Writer } from './item'

/**
 * `${Name}`: those that the template declares; where nobody knows them, those that the definition has elsewhere. Undefined where none is
 * being typed, so that the other suggestions are asked for.
 */
export function completeSubstitution(writer: Writer): CompletionItem[] | undefined {
  const { token, definition } = writer.cursor
  const before = token.value.slice(0, token.index)
  const open = /\$\{([\w.:]*)$/.exec(before)
  if (open === null || definition === undefined || before.startsWith('{%')) return undefined
  const rest = /^[\w.:]*\}?/.exec(token.value.slice(token.index))![0]
  const from = token.index - open[1]!.length
  return [...(definition.substitutions?.keys() ?? usedNames(writer))].map((name) =>
    writer.part({ label: name, kind: 'variable', detail: 'substitution', filter: name }, from, token.index + rest.length, `${name}\\}`),
  )
}

function usedNames({ cursor }: Writer): ReadonlySet<string> {
  const names = new Set<string>()
  for (const node of descendants(cursor.definition!.root)) {
    if (node.kind === 'substitution' && node.name !== undefined) names.add(node.name)
    else if (node.kind === 'string' && node !== cursor.token.node) for (const part of node.substitutions ?? []) names.add(part.name)
  }
  return names
}
