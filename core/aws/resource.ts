import { remembered } from '../base/remembered'

/**
 * What a Resource says: of a Task, an ItemReader, a ResultWriter. `${Name}` stands for what only the deployment knows. Sources: ASL specification,
 * Task State; Developer Guide, "Integrating services", "Service integration patterns"; API reference, HistoryEvent.
 */
export type Resource = Told &
  (
    | { readonly kind: 'lambda' | 'activity' }
    /** `optimised`: arn:aws:states:::SERVICE:ACTION; `sdk`: arn:aws:states:::aws-sdk:SERVICE:ACTION. */
    | {
        readonly kind: 'optimised' | 'sdk'
        readonly service: string
        readonly action: string
        /** From the dot on, known to AWS or not: `.sync:2`. Empty for request response. */
        readonly suffix: string
      }
    /** `other`: an ARN of another service; `invalid`: none at all, or not yet. */
    | { readonly kind: 'other' | 'invalid' }
  )

/** What the history says of it. It says something of every text: a definition with a wrong one may run with mocks. */
interface Told {
  /** Which events its task has: a Lambda function's ARN and an activity have their own, all others are Task*. */
  readonly family: 'lambda' | 'activity' | 'task'
  /** As the events name it: the ARN, the activity's name, or the integration's action with its pattern. */
  readonly resource: string
  /** The integrated service, for Task* events: `sqs`, `aws-sdk:sqs`. */
  readonly resourceType: string | undefined
  readonly pattern: 'requestResponse' | 'sync' | 'waitForTaskToken'
  /** A part of it is a substitution that nobody knows: it may be a callback or a job. */
  readonly unknown: boolean
  /** What each Task* event says of it; undefined for the families whose events say nothing. */
  readonly about: { readonly resourceType: string; readonly resource: string } | undefined
}

/**
 * Reads the text of a Resource. Every text has an answer: what is no ARN is of the kind `invalid`. A definition has few of them, and each call of a task asks for
 * its own several times.
 */
export const parseResource = remembered(1_000, (arn): Resource => ({ ...toldOf(arn), ...kindOf(arn) }))

const integrationArn = /^arn:[^:]*:states:[^:]*:[^:]*:(aws-sdk:)?([^:.]+):([^:.]+)(\..*)?$/

function kindOf(arn: string) {
  const parts = arn.split(':')
  // arn:partition:service:region:account:resource
  if (parts.length < 6 || parts[0] !== 'arn' || parts[1] === '' || parts[2] === '') return { kind: 'invalid' } as const
  if (parts[2] === 'lambda') return { kind: 'lambda' } as const
  if (parts[2] !== 'states') return { kind: 'other' } as const
  if (parts[5] === 'activity') return { kind: 'activity' } as const
  const match = integrationArn.exec(arn)
  if (!match) return { kind: 'invalid' } as const
  return { kind: match[1] ? 'sdk' : 'optimised', service: match[2]!, action: match[3]!, suffix: match[4] ?? '' } as const
}

function toldOf(arn: string): Told {
  const own = { resourceType: undefined, pattern: 'requestResponse', unknown: false, about: undefined } as const
  // what stands for a whole ARN until deployment is a function's or an activity's: integrations are written out
  if (/^\$\{[^}]*\}$/.test(arn)) return { ...own, family: 'lambda', resource: arn, unknown: true }
  const [, , service, , account, ...rest] = partsOf(arn)
  if (service === 'lambda') return { ...own, family: 'lambda', resource: arn }
  if (service === 'states' && account !== '' && rest[0] === 'activity')
    return { ...own, family: 'activity', resource: rest.slice(1).join(':') }
  const sdk = rest[0] === 'aws-sdk'
  const resourceType = sdk ? rest.slice(0, 2).join(':') : (rest[0] ?? '')
  const resource = rest.slice(sdk ? 2 : 1).join(':')
  const pattern = arn.includes('.waitForTaskToken') ? 'waitForTaskToken' : arn.includes('.sync') ? 'sync' : 'requestResponse'
  // `${Base}.sync` has no service at all
  const unknown = `${service ?? arn}${resourceType}${resource}`.includes('${')
  return { family: 'task', resource, resourceType, pattern, unknown, about: { resourceType, resource } }
}

/** What stands between the colons of an ARN; those inside of `${AWS::Partition}` are none. */
export const partsOf = (arn: string): string[] => arn.match(/(?:\$\{[^}$]*\}|[^:])+|(?<=:)(?=:|$)/g) ?? []
