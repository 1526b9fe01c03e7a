import type { Cursor } from '../../cursor/cursor'
import type { ShapeScope } from '../../shapes/expressionShape'
import { exampleFiles } from '../../shapes/inputs'
import { describeShape, type Shape } from '../../shapes/shape'
import { scopeOfCursor } from '../../shapes/shapesAt'
import type { LanguageContext } from '../../types'

/**
 * Whose a shown value is: what is known of the data alone is the machine's own, the rest stands in files beside the definition and is but
 * an example. `of` finds the shape in a scope. Undefined where no example says anything about it.
 */
export function exampleOf(
  cursor: Cursor,
  uri: string,
  context: LanguageContext,
  of: (scope: ShapeScope) => Shape | undefined,
): string | undefined {
  const shown = of(scopeOfCursor(cursor, uri, context))
  const known = of(scopeOfCursor(cursor, uri, { ...context, inputs: [] }))
  if (shown === undefined || (known !== undefined && describeShape(shown) === describeShape(known))) return undefined
  if (context.inputs !== undefined) return 'Example from the given input'
  const names = exampleFiles(uri, context).map(({ name }) => `\`${name.replaceAll('`', "'")}\``)
  return names.length === 0 ? undefined : `Example from ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`
}
