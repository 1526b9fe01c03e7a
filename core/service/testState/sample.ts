import type { Json } from '../../base/json'
import { apiOf, typesOf } from './schema'

/** Deeper and longer than a person fills in by hand. */
const deepest = 4
const mostMembers = 10

/** What the API of a task's resource could answer: each member with an empty value of its type. Undefined where no table has it. */
export function sampleResult(resource: string): Json | undefined {
  const api = apiOf(resource)
  const types = api && typesOf(api.service)
  const type = types?.actions.get(api!.action)
  return type === undefined ? undefined : sample(type, types!.lines, 0)
}

/** Types as data/aws-results.ts writes them: see schema.ts. */
function sample(type: string, lines: readonly string[], depth: number): Json {
  const resolved = type.startsWith('#') ? (lines[Number.parseInt(type.slice(1), 36)] ?? 'x') : type
  const rest = resolved.slice(1)
  switch (resolved[0]) {
    case '{': {
      if (depth >= deepest || rest === '') return {}
      const members = rest.split(',').map((member) => member.split(/!?:/, 2) as [string, string])
      return Object.fromEntries(members.slice(0, mostMembers).map(([name, inner]) => [name, sample(inner, lines, depth + 1)]))
    }
    case '[':
      return []
    case 's':
      return /\(([^|)]*)/.exec(rest)?.[1] ?? ''
    case 'n':
      return Number(rest.split('~')[0] || 0)
    case 'b':
      return false
    default:
      return {}
  }
}
