import { type Json, setMember } from '../../json'
import { jsonataBody } from '../../jsonata/body'
import type { Node } from '../../syntax/node'
import { type Base, convertExpression, Unconvertible } from './expression'

/** A value that JSONata evaluates. */
export const embed = (expression: string): string => `{% ${expression} %}`

/** A JSONPath payload template as a JSONata field: `x.$` becomes `x` with an expression, all else stays. */
export function convertTemplate(node: Node, base: Base): Json {
  switch (node.kind) {
    case 'object': {
      const object: Record<string, Json> = {}
      for (const { key, value } of node.members) {
        if (value === undefined) continue
        if (key.value.endsWith('.$')) setMember(object, key.value.slice(0, -2), embed(expressionOf(value, base)))
        else setMember(object, key.value, convertTemplate(value, base))
      }
      return object
    }
    case 'array':
      return node.items.map((item) => convertTemplate(item, base))
    default:
      return plainValue(node)
  }
}

/** A value that JSONata must not evaluate: a text that looks like an expression becomes one that gives the text. */
function plainValue(node: Exclude<Node, { kind: 'object' | 'array' }>): Json {
  switch (node.kind) {
    case 'string':
      return jsonataBody(node.value) ? embed(JSON.stringify(node.value)) : node.value
    case 'null':
      return null
    case 'substitution':
      throw new Unconvertible(`the substitution \${${node.name ?? ''}} without quotes`)
    default:
      return node.value
  }
}

/** Plain JSON (a Pass state's Result) as a JSONata field. */
export function convertConstant(node: Node): Json {
  if (node.kind === 'array') return node.items.map(convertConstant)
  if (node.kind !== 'object') return plainValue(node)
  const object: Record<string, Json> = {}
  for (const { key, value } of node.members) if (value) setMember(object, key.value, convertConstant(value))
  return object
}

/** A payload template as one expression. */
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
    case 'null':
      return 'null'
    case 'substitution':
      throw new Unconvertible(`the substitution \${${node.name ?? ''}} without quotes`)
    default:
      return JSON.stringify(node.value)
  }
}

/** Plain JSON as one expression. */
export function constantExpression(node: Node): string {
  if (node.kind === 'object') {
    const members = node.members.flatMap(({ key, value }) => (value ? [`${JSON.stringify(key.value)}: ${constantExpression(value)}`] : []))
    return `{${members.join(', ')}}`
  }
  if (node.kind === 'array') return `[${node.items.map(constantExpression).join(', ')}]`
  return templateExpression(node, '')
}

function expressionOf(value: Node, base: Base): string {
  if (value.kind !== 'string') throw new Unconvertible('a .$ member whose value is no text')
  return convertExpression(value.value, base)
}
