import type { Cursor } from '../cursor'
import { plain } from '../describe'
import { variablesIn } from '../locate'
import { describeShape, type Shape } from '../shapes/shape'

/** A variable: where it is assigned, and what is known of its value. */
export function describeVariable({ definition, state, document }: Cursor, name: string, shape: Shape): string | undefined {
  if (definition === undefined || state === undefined) return undefined
  const variables = variablesIn(definition)
  const { resolution, scope } = variables.resolve(name, state)
  const own = variables.definitionsIn(state.machine, name)
  const places = scope === undefined ? own : variables.definitionsIn(scope, name)
  if (places.length === 0) return undefined
  const lines = places.slice(0, 8).map(({ state: at, member }) => {
    const text = member.value === undefined ? '' : document.text.slice(member.value.offset, member.value.offset + member.value.length)
    const value = text.length > 60 || text.includes('\n') ? '' : `: \`${text.replaceAll('`', "'")}\``
    return `- in **${plain(at.name)}**${value}`
  })
  const certainty = resolution === 'maybe' ? ' (not on every path to this state)' : ''
  const known = shape.kind === 'any' ? '' : `\n\n\`\`\`json\n${describeShape(shape)}\n\`\`\``
  return `**$${plain(name)}** · variable${certainty}\n\nAssigned:\n${lines.join('\n')}${known}`
}
