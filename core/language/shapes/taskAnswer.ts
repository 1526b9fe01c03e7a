import { resultOf } from '../../aws/results'
import type { ResultType } from '../../aws/resultTypes'
import type { Json } from '../../base/json'
import type { AslDocument } from '../../model/document'
import { type State, valueAt } from '../../model/machine'
import { readBehind } from './readBehind'
import { filledIn, isRead } from './wanted'

/**
 * A task's result to begin with, for a person who is asked for it: what the API is known to answer, and in it all that the states behind the
 * task read. Undefined where nothing is known of it.
 */
export function answerSkeleton(document: AslDocument, task: State): Json | undefined {
  const resource = valueAt(task.node, 'Resource')
  const type = resource?.kind === 'string' ? resultOf(resource.value) : undefined
  const base = type && sample(type, '', 0)
  const wanted = readBehind(document, task)
  return isRead(wanted) ? filledIn(wanted, base) : base
}

/** Deeper and longer than a person fills in by hand. */
const deepest = 4
const mostMembers = 10

/** What Step Functions adds to answers, and nobody types. */
const plumbing: readonly string[] = ['ExecutedVersion', 'SdkHttpMetadata', 'SdkResponseMetadata']

/** Each member with an empty value of its type. */
function sample(type: ResultType, name: string, depth: number): Json {
  switch (type.kind) {
    case 'object': {
      if (depth >= deepest) return {}
      const members = type.members.filter((member) => !plumbing.includes(member.name)).slice(0, mostMembers)
      return Object.fromEntries(members.map((member) => [member.name, sample(member.type(), member.name, depth + 1)]))
    }
    case 'array':
      return []
    case 'string':
      // some may not be empty
      return type.allowed?.[0] ?? (type.min === undefined || type.min === 0 ? '' : name.padEnd(type.min, 'x'))
    case 'number':
      return name === 'StatusCode' ? 200 : (type.min ?? 0)
    case 'boolean':
      return false
    default:
      return {}
  }
}
