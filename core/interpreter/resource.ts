import { type TaskEvents, taskEventsOf } from './events'

/** What a task's Resource says. Source: Developer Guide, "Integrating services"; API reference, HistoryEvent. */
export interface Resource {
  readonly events: TaskEvents
  readonly family: keyof typeof taskEventsOf
  /** As the events name it: the ARN, the activity's name, or the integration's action with its pattern. */
  readonly resource: string
  /** The integrated service, for Task* events. */
  readonly resourceType: string | undefined
  readonly pattern: 'requestResponse' | 'sync' | 'waitForTaskToken'
  /** A part of it is a substitution that nobody knows: it may be a callback or a job. */
  readonly unknown: boolean
  /** What each Task* event says of it; the other families' events say nothing. */
  readonly about: { readonly resourceType: string; readonly resource: string } | undefined
}

const lambda = {
  events: taskEventsOf.lambda,
  family: 'lambda',
  resourceType: undefined,
  pattern: 'requestResponse',
  unknown: false,
  about: undefined,
} as const

/** Many states have one resource. */
const parsed = new Map<string, Resource>()
const most = 1000

export function parseResource(arn: string): Resource {
  const known = parsed.get(arn)
  if (known !== undefined) return known
  if (parsed.size >= most) parsed.clear()
  const resource = parseArn(arn)
  parsed.set(arn, resource)
  return resource
}

function parseArn(arn: string): Resource {
  // what stands for a whole ARN until deployment is a function's or an activity's: integrations are written out
  if (/^\$\{[^}]*\}$/.test(arn)) return { ...lambda, resource: arn, unknown: true }
  const parts = partsOf(arn)
  const [, , service, , account, ...rest] = parts
  if (service === 'lambda') return { ...lambda, resource: arn }
  if (service === 'states' && account !== '' && rest[0] === 'activity') {
    const resource = rest.slice(1).join(':')
    return { ...lambda, events: taskEventsOf.activity, family: 'activity', resource }
  }
  const sdk = rest[0] === 'aws-sdk'
  const resourceType = sdk ? rest.slice(0, 2).join(':') : (rest[0] ?? '')
  const resource = rest.slice(sdk ? 2 : 1).join(':')
  const pattern = arn.includes('.waitForTaskToken') ? 'waitForTaskToken' : arn.includes('.sync') ? 'sync' : 'requestResponse'
  // `${Base}.sync` has no service at all
  const unknown = `${service ?? arn}${resourceType}${resource}`.includes('${')
  return { events: taskEventsOf.task, family: 'task', resource, resourceType, pattern, unknown, about: { resourceType, resource } }
}

/** What stands between the colons; those inside of `${AWS::Partition}` are none. */
const partsOf = (arn: string): string[] => arn.match(/(?:\$\{[^}$]*\}|[^:])+|(?<=:)(?=:|$)/g) ?? []
