import { parseResource } from '../../aws/resource'
import type { Json } from '../../base/json'
import type { AslDocument } from '../../model/document'
import { type State, valueAt } from '../../model/machine'
import { sampleResult } from '../../service/testState/sample'
import { readBehind } from './readBehind'
import { resultOf } from './results'
import type { Shape } from './shape'
import { filledIn, isRead } from './wanted'

/**
 * A task's result to begin with, for a person who is asked for it: what the API is known to answer, and in it all that the states behind the
 * task read. Undefined where nothing is known of it.
 */
export function answerSkeleton(document: AslDocument, task: State): Json | undefined {
  const resource = valueAt(task.node, 'Resource')
  const base = resource?.kind === 'string' ? knownResult(resource.value) : undefined
  const wanted = readBehind(document, task)
  return isRead(wanted) ? filledIn(wanted, base) : base
}

function knownResult(resource: string): Json | undefined {
  const parsed = parseResource(resource)
  // What a token brings is whatever its sender has.
  if (!('service' in parsed) || parsed.pattern === 'waitForTaskToken') return undefined
  const shape = parsed.kind === 'optimised' ? resultOf(parsed.service, parsed.action, parsed.suffix) : undefined
  return shape === undefined ? sampleResult(resource) : sampleOf(shape, '')
}

/** What Step Functions adds to answers, and nobody types. */
const plumbing: readonly string[] = ['ExecutedVersion', 'SdkHttpMetadata', 'SdkResponseMetadata']

function sampleOf(shape: Shape, name: string): Json {
  switch (shape.kind) {
    case 'object': {
      const members = [...shape.members].filter(([member]) => !plumbing.includes(member))
      return Object.fromEntries(members.map(([member, inner]) => [member, sampleOf(inner, member)]))
    }
    case 'array':
      return []
    case 'string':
      return ''
    case 'number':
      return name === 'StatusCode' ? 200 : 0
    case 'boolean':
      return false
    default:
      return {}
  }
}
