import type { Json } from '../base/json'
import type { Payload } from './archive'

/**
 * What the members of events' details hold, in all types of events. Source: Step Functions API reference, HistoryEvent and what it refers to.
 * `payload`: a JSON text, with `<name>Details` beside it that says whether it is cut. `request`: a JSON text without. `variables`: JSON texts by
 * name, with Details.
 */
export const members = {
  name: 'text',
  index: 'number',
  length: 'number',
  input: 'payload',
  output: 'payload',
  parameters: 'request',
  assignedVariables: 'variables',
  error: 'text',
  cause: 'text',
  location: 'text',
  state: 'text',
  resource: 'text',
  resourceType: 'text',
  region: 'text',
  timeoutInSeconds: 'number',
  heartbeatInSeconds: 'number',
  taskCredentials: 'credentials',
  workerName: 'text',
  roleArn: 'text',
  stateMachineAliasArn: 'text',
  stateMachineVersionArn: 'text',
  mapRunArn: 'text',
  redriveCount: 'number',
} as const

/** A member of some event's details. The same name means the same in all events. */
export type MemberName = keyof typeof members
type MemberType = (typeof members)[MemberName]

/** In AWS's shape. */
interface Sent {
  text: string
  number: number
  payload: string
  request: string
  variables: { readonly [variable: string]: string }
  credentials: { readonly roleArn?: Json }
}

/** In the log: payloads are references. */
interface Kept extends Omit<Sent, 'payload' | 'request'> {
  payload: Payload
  request: Payload
}

/** HistoryEventExecutionDataDetails, AssignedVariablesDetails. */
type CutMark = { readonly truncated?: boolean }

type Marked = { [N in MemberName]: (typeof members)[N] extends 'payload' | 'variables' ? N : never }[MemberName]

/** Details in AWS's shape. AWS leaves out what it has no value for, and payloads where they are not asked for. */
export type DetailsWith<N extends MemberName> = { readonly [K in N]?: Sent[(typeof members)[K]] } & {
  readonly [K in N & Marked as `${K}Details`]?: CutMark
}

/** How a row names a member: with `?` where the log may go without it. */
export type MemberSpec = MemberName | `${MemberName}?`
/** The name in a spec: `error` of `error?`. */
export type NameIn<S extends MemberSpec> = S extends `${infer N extends MemberName}?` ? N : S & MemberName

/** Details as they are logged. */
export type LoggedMembers<S extends MemberSpec> = {
  readonly [N in Extract<S, MemberName>]: Kept[(typeof members)[N]]
} & { readonly [N in NameIn<Exclude<S, MemberName>>]?: Kept[(typeof members)[N]] | undefined }

const typeOf = (name: string): MemberType | undefined => (Object.hasOwn(members, name) ? members[name as MemberName] : undefined)

/** Whether the log has a payload where AWS has its text. */
export const isPayload = (name: string): boolean => typeOf(name) === 'payload' || typeOf(name) === 'request'

/** Whether `<name>Details` says of it whether it is cut. */
export const isMarked = (name: string): boolean => typeOf(name) === 'payload' || typeOf(name) === 'variables'

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown) => typeof value === 'string'

/** What a member of each type is in AWS's shape, and the check. */
const shapes: { readonly [T in MemberType | 'mark']: readonly [what: string, test: (value: unknown) => boolean] } = {
  text: ['a text', isText],
  number: ['a number', (value) => typeof value === 'number'],
  payload: ['a JSON text', isText],
  request: ['a JSON text', isText],
  variables: ['an object of JSON texts', (value) => isRecord(value) && Object.values(value).every(isText)],
  credentials: ['an object', isRecord],
  mark: ['an object', isRecord],
}

/** What a member should be and is not, as the end of a sentence (`a JSON text`); undefined where it is right, or no row has it. */
export function misfit(name: string, value: unknown): string | undefined {
  const type = name.endsWith('Details') && isMarked(name.slice(0, -'Details'.length)) ? 'mark' : typeOf(name)
  if (type === undefined) return undefined
  const [what, test] = shapes[type]
  return test(value) ? undefined : what
}
