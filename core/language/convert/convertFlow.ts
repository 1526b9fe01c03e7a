import { type Path, parsePath } from '../../expressions/paths/parse'
import type { Node } from '../../syntax/node'
import { type Base, convertPathText, fieldName, Unconvertible } from './convertExpression'
import { constantExpression, convertConstant, convertTemplate, embed, templateExpression, textOf } from './convertTemplate'
import { type Draft, DraftObject } from './draft'

/** A value on its way through a state: as an expression, and as a field's value where that reads better. */
export interface Flow {
  /** Without the delimiters. Reading it may throw Unconvertible: there are fields that no expression can say. */
  readonly expression: string
  /** The field's value; by default the expression in `{% %}`. */
  readonly field?: Draft
}

/** The value as that of a field: as JSON where it has been written so, else an expression between delimiters. */
export const fieldOf = (flow: Flow): Draft => flow.field ?? embed(flow.expression)

/** InputPath or OutputPath applied to a value; null gives an empty object. `name`: the field's, for the refusal. Throws Unconvertible. */
export function throughPath(node: Node, name: string, flow: Flow): Flow {
  if (node.kind === 'null') return { expression: '{}', field: new DraftObject([]) }
  return { expression: convertPathText(textOf(node, name), flow.expression) }
}

/** The expression is made where somebody needs it: there are fields that no expression can say. */
const lazily = (expression: () => string, field: Draft): Flow => ({
  field,
  get expression() {
    return expression()
  },
})

/** A payload template in place of the value; `base`: what `$` is in it. Throws Unconvertible. */
export const templateFlow = (node: Node, base: Base): Flow => lazily(() => templateExpression(node, base), convertTemplate(node, base))

/** A Pass state's Result in place of the value: nothing in it is evaluated. */
export const constantFlow = (node: Node): Flow => lazily(() => constantExpression(node), convertConstant(node))

/**
 * ResultPath: the result put into the state's raw input; without the field it takes the input's place, with null it is dropped. Throws
 * Unconvertible where the path leads into an array. Source: ASL specification, "Input and Output Processing".
 */
export function throughResultPath(node: Node | undefined, result: Flow): Flow {
  const input = '$states.input'
  if (node === undefined || (node.kind === 'string' && node.value === '$')) return result
  if (node.kind === 'null') return { expression: input }
  const path = parsePath(textOf(node, 'ResultPath'))
  return { expression: place(input, path, 0, result.expression) }
}

function place(at: string, path: Path, index: number, value: string): string {
  const segment = path.segments[index]
  if (segment === undefined) return value
  if (segment.kind !== 'name') throw new Unconvertible(`ResultPath ${path.text} leads into an array`)
  const inner = place(`${at}.${fieldName(segment.name)}`, path, index + 1, value)
  return `$merge([${at}, {${JSON.stringify(segment.name)}: ${inner}}])`
}
