import type { Node } from '../../syntax/node'
import { jsonataShape, jsonPathExpressionShape, type ShapeScope } from './expressionShape'
import { any, type Shape, tuple } from './shape'

/** What a payload template gives: `name.$` members and `{% %}` strings are what their expressions are known to give. */
export function templateShape(node: Node | undefined, scope: ShapeScope, jsonata: boolean, depth = 0): Shape {
  if (node === undefined || depth > 12) return any
  switch (node.kind) {
    case 'string':
      return jsonata ? jsonataShape(node.value, scope) : { kind: 'string', value: node.value }
    case 'number':
    case 'boolean':
      return { kind: node.kind, value: node.value }
    case 'null':
      return { kind: 'null' }
    case 'substitution':
      return any
    case 'array':
      return tuple(node.items.map((item) => templateShape(item, scope, jsonata, depth + 1)))
    case 'object': {
      const members = new Map<string, Shape>()
      for (const { key, value } of node.members) {
        const dynamic = !jsonata && key.value.endsWith('.$') && value?.kind === 'string'
        if (dynamic) members.set(key.value.slice(0, -2), jsonPathExpressionShape(value.value, scope))
        else members.set(key.value, templateShape(value, scope, jsonata, depth + 1))
      }
      return { kind: 'object', members }
    }
  }
}
