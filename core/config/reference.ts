import { partsOf } from '../aws/resource'

/** A kind of thing that has a name and an ARN. `separator`: what stands between type, name and qualifier in its ARN. */
interface Kind {
  readonly service: string
  readonly type: string
  readonly separator: ':' | '/'
}

/** Source: AWS Service Authorization Reference, resource types of Lambda, Step Functions and EventBridge. */
export const kinds = {
  function: { service: 'lambda', type: 'function', separator: ':' },
  stateMachine: { service: 'states', type: 'stateMachine', separator: ':' },
  activity: { service: 'states', type: 'activity', separator: ':' },
  connection: { service: 'events', type: 'connection', separator: '/' },
} as const satisfies Record<string, Kind>

/** What a text says of what it names; undefined is what it does not say, or what only the deployment knows. */
export interface Reference {
  readonly partition: string | undefined
  readonly region: string | undefined
  readonly account: string | undefined
  readonly name: string
  /** A function's version or alias, a state machine's, the id in a connection's ARN. */
  readonly qualifier: string | undefined
}

/** Where what has no region and account of its own is. */
export interface Where {
  readonly region: string
  readonly account: string
}

const regionForm = /^[a-z]{2}(?:-[a-z]+){1,4}-\d+$/

/**
 * Reads a name, `NAME:QUALIFIER`, an ARN, or the part of one that Lambda takes (`ACCOUNT:function:NAME`). Every text is a reference: what has no
 * such form is a name. Source: Lambda API, Invoke, FunctionName.
 */
export function readReference(text: string, { service, type, separator }: Kind): Reference {
  const parts = partsOf(text).flatMap((part) => (separator === '/' ? part.split('/') : [part]))
  const isArn = parts[0] === 'arn' && parts[2] === service
  const rest = isArn ? parts.slice(3) : parts
  const region = isArn || (rest.length > 1 && regionForm.test(rest[0]!)) ? rest.shift() : undefined
  const account = isArn || (rest.length > 1 && /^\d{12}$/.test(rest[0]!)) ? rest.shift() : undefined
  if (rest.length > 1 && rest[0] === type) rest.shift()
  const [name = text, ...qualifier] = rest
  return {
    partition: known(isArn ? parts[1] : undefined),
    region: known(region),
    account: known(account),
    name,
    qualifier: qualifier.length === 0 ? undefined : qualifier.join(separator),
  }
}

const known = (part: string | undefined): string | undefined =>
  part === undefined || part === '' || part.includes('${') ? undefined : part

/** All the ways in which a reference can be written, for a glob to match: bare and as an ARN, each with its qualifier and without. */
export function spellings(
  { partition, region, account, name, qualifier }: Reference,
  { service, type, separator }: Kind,
  where: Where,
): string[] {
  const arn = `arn:${partition ?? 'aws'}:${service}:${region ?? where.region}:${account ?? where.account}:${type}${separator}${name}`
  const bare = [name, arn]
  return qualifier === undefined ? bare : [...bare, ...bare.map((text) => `${text}${separator}${qualifier}`)]
}

/** Whether an exact key means what is called: all that it says agrees. What the call does not say is taken to agree, but for a qualifier. */
export function agrees(key: Reference, called: Reference): boolean {
  const same = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b
  if (key.name !== called.name || !same(key.partition, called.partition) || !same(key.region, called.region)) return false
  if (!same(key.account, called.account)) return false
  return key.qualifier === undefined || key.qualifier === (called.qualifier ?? '$LATEST')
}
