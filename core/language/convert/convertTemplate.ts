import { isIntrinsic } from '../../expressions/intrinsics/parse'
import { jsonataBody } from '../../expressions/jsonata/body'
import type { Node } from '../../syntax/node'
import { type Base, convertExpression, Unconvertible } from './convertExpression'
import { type Draft, DraftArray, DraftObject, Kept } from './draft'

/** A value that JSONata evaluates: the expression between its delimiters. */
export const embed = (expression: string): string => `{% ${expression} %}`

/** A JSONPath payload template as a JSONata field: `x.$` becomes `x` with an expression, all else stays. Throws Unconvertible. */
export const convertTemplate = (node: Node, base: Base): Draft => converted(node, base)

/**
 * Plain JSON (a Pass state's Result) as a JSONata field. A text that looks like an expression becomes one that gives the text; throws
 * Unconvertible where only the template knows it.
 */
export const convertConstant = (node: Node): Draft => converted(node, undefined)

/** `base`: what `$` is in the values of `.$` members; undefined: there are no such members. What does not change is kept as a whole. */
function converted(node: Node, base: Base | undefined): Draft {
  switch (node.kind) {
    case 'object': {
      let changed = false
      const members = node.members.flatMap(({ key, value }): [string, Draft][] => {
        if (value === undefined) return []
        const dynamic = base !== undefined && key.value.endsWith('.$')
        const made = dynamic ? embed(expressionOf(value, base)) : converted(value, base)
        changed ||= !(made instanceof Kept)
        return [[dynamic ? key.value.slice(0, -2) : key.value, made]]
      })
      return changed ? new DraftObject(members, node) : new Kept(node)
    }
    case 'array': {
      const items = node.items.map((item) => converted(item, base))
      return items.every((item) => item instanceof Kept) ? new Kept(node) : new DraftArray(items, node)
    }
    case 'string':
      // JSONata must not evaluate it: a text that looks like an expression becomes one that gives the text
      return jsonataBody(node.value) ? embed(known(node)) : new Kept(node)
    default:
      return new Kept(node)
  }
}

/** A value as a part of an expression: what only the template knows cannot be one. */
function known(node: Exclude<Node, { kind: 'object' | 'array' }>): string {
  if (node.kind === 'substitution') throw new Unconvertible(`a value that only the template knows (${node.name ?? 'a function'})`)
  if (node.kind === 'string' && node.intrinsic) throw new Unconvertible(`the text '${node.value}', which only the template knows`)
  return node.kind === 'null' ? 'null' : JSON.stringify(node.value)
}

/** A payload template as one expression, without the delimiters. Throws Unconvertible, as for what only the template knows. */
export function templateExpression(node: Node, base: Base): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members
        .flatMap(({ key, value }) => {
          if (value === undefined) return []
          const special = key.value.endsWith('.$')
          const name = special ? key.value.slice(0, -2) : key.value
          return [`${JSON.stringify(name)}: ${special ? expressionOf(value, base) : templateExpression(value, base)}`]
        })
        .join(', ')}}`
    case 'array':
      return `[${node.items.map((item) => templateExpression(item, base)).join(', ')}]`
    default:
      return known(node)
  }
}

/** Plain JSON as one expression, without the delimiters. Throws Unconvertible for what only the template knows. */
export function constantExpression(node: Node): string {
  if (node.kind === 'object') {
    const members = node.members.flatMap(({ key, value }) => (value ? [`${JSON.stringify(key.value)}: ${constantExpression(value)}`] : []))
    return `{${members.join(', ')}}`
  }
  if (node.kind === 'array') return `[${node.items.map(constantExpression).join(', ')}]`
  return templateExpression(node, '')
}

/**
 * The text of a path or call; `what` it is, for the refusal. Throws Unconvertible where it is no text, or has a substitution that is only
 * known when it is deployed.
 */
export function textOf(value: Node | undefined, what: string): string {
  if (value?.kind !== 'string') throw new Unconvertible(`${what} that is no text`)
  // `${Name}` in a text that a function is called with is replaced in the new expression, too
  if (value.intrinsic || (value.substitutions && !isIntrinsic(value.value)))
    throw new Unconvertible(`${what} that only the template knows: '${value.value}'`)
  return value.value
}

const expressionOf = (value: Node, base: Base): string => convertExpression(textOf(value, 'a .$ member'), base)
