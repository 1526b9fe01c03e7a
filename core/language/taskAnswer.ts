import { parseResource } from '../analysis/integrations'
import type { AslDocument } from '../document'
import type { Json } from '../json'
import { type State, valueAt } from '../model/machine'
import { sampleResult } from '../testState/sample'
import { resultOf } from './data/results'
import { readBehind } from './readBehind'
import type { Shape } from './shapes/shape'
import { filledIn, isRead } from './shapes/wanted'

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
  if (!('service' in parsed) || parsed.pattern === '.waitForTaskToken') return undefined
  const shape = parsed.kind === 'optimised' ? resultOf(parsed.service, parsed.action, parsed.pattern) : undefined
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
