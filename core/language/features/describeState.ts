import type { State } from '../../model/machine'
import { valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'

const textOf = (node: Node | undefined): string | undefined => (node?.kind === 'string' ? node.value : undefined)

/** Text that markdown does not read as markup: its characters are escaped, line breaks stay. */
export const plain = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&')

/** A state in a few lines of markdown: its type, its comment, what it does and where it goes. */
export function describeState(state: State): string {
  const lines = [`**${plain(state.name)}** · ${state.type ?? 'no Type'}${state.queryLanguage === 'JSONata' ? ' · JSONata' : ''}`]
  const comment = textOf(valueAt(state.node, 'Comment'))
  if (comment !== undefined) lines.push(plain(comment))
  const resource = textOf(valueAt(state.node, 'Resource'))
  if (resource !== undefined) lines.push(`Resource: \`${resource.replaceAll('`', "'")}\``)
  if (state.machines.length > 0) {
    const names = state.machines.map((machine) => `${machine.states.size} ${machine.states.size === 1 ? 'state' : 'states'}`)
    lines.push(state.type === 'Map' ? `Each item: ${names.join(', ')}` : `${names.length} branches: ${names.join(', ')}`)
  }
  const next = [...new Set(state.transitions.map((t) => (t.kind === 'Catch' ? `${plain(t.target)} (on error)` : plain(t.target))))]
  if (next.length > 0) lines.push(`→ ${next.slice(0, 12).join(', ')}${next.length > 12 ? ', …' : ''}`)
  else if (valueAt(state.node, 'End') !== undefined) lines.push('→ end')
  return lines.join('\n\n')
}
