import type { Cursor } from '../../cursor/cursor'
import { variablesIn } from '../../cursor/stateAt'
import type { ShapeScope } from '../../shapes/expressionShape'
import { any, describeShape } from '../../shapes/shape'
import { scopeOfCursor } from '../../shapes/shapesAt'
import type { LanguageContext } from '../../types'
import { plain } from '../describeState'
import { exampleOf } from './example'

/**
 * A variable, in markdown: where it is assigned, and what is known of its value. `name` is without the dollar. Undefined where it is
 * assigned nowhere that this state sees.
 */
export function describeVariable(cursor: Cursor, name: string, uri: string, context: LanguageContext): string | undefined {
  const { definition, state, document } = cursor
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
  const shapeIn = ({ variables }: ShapeScope) => variables.get(name)
  const shape = shapeIn(scopeOfCursor(cursor, uri, context)) ?? any
  const example = exampleOf(cursor, uri, context, shapeIn)
  const known =
    shape.kind === 'any' ? '' : `${example === undefined ? '' : `\n\n${example}`}\n\n\`\`\`json\n${describeShape(shape)}\n\`\`\``
  return `**$${plain(name)}** · variable${certainty}\n\nAssigned:\n${lines.join('\n')}${known}`
}
