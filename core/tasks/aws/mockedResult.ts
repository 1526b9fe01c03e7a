import { sdkServiceOf } from '../../aws/integrations'
import { type Mismatch, mismatches } from '../../aws/mismatches'
import { parseResource } from '../../aws/resource'
import { answerOf, apiResult, resultOf } from '../../aws/results'
import { any, object, type ResultType } from '../../aws/resultTypes'
import type { Json } from '../../base/json'
import { jobOf } from './jobs'
import { mismatchText } from './mismatchText'

/**
 * How strictly mocked results are held against the API, by the names of TestState's `fieldValidationMode`. STRICT: members that the API always answers with
 * are there, and no others than it knows. PRESENT: what is there has the API's types, and is not misspelt. TestState lets what the API does not know pass in
 * both: there is no telling a misspelt member from a new one. Source: API reference, MockInput.
 */
export const contractModes = ['STRICT', 'PRESENT'] as const
/** One of them. */
export type ContractMode = (typeof contractModes)[number]

/** Where a mocked result is none that the task could get. */
export interface Breach extends Mismatch {
  /** A sentence for the user. */
  readonly message: string
}

/** What a mocked result of a task is held against. */
interface Contract {
  readonly type: ResultType
  /** `SERVICE:ACTION` with its pattern, as messages name it. */
  readonly title: string
  readonly optimised: boolean
}

/** What Step Functions reads of an answer before it hands it on. Source: Developer Guide, the page of each service. */
const read: Readonly<Record<string, Readonly<Record<string, ResultType>>>> = {
  'lambda:invoke': { Payload: any },
  'states:startExecution.sync:2': { Input: any, Output: any },
}

/** What it adds to the answers of optimised integrations: recorded. */
const added: Readonly<Record<string, ResultType>> = { SdkHttpMetadata: any, SdkResponseMetadata: any }

/**
 * Where a mocked result of a task with this Resource differs from what its API answers, in the order of the value, and at most so many. None for a Resource
 * whose answer no table has, and for `.waitForTaskToken`, which hands on whatever the token brings.
 */
export function breachesOf(resource: string, value: Json, mode: ContractMode, most = 20): Breach[] {
  const contract = contractOf(resource)
  if (contract === undefined) return []
  const { type, title, optimised } = contract
  const strict = mode === 'STRICT'
  const found: Breach[] = []
  for (const each of mismatches(type, value, { required: strict, unknown: strict ? 'refused' : 'misspelt', optimised })) {
    if (found.length === most) break
    found.push({ ...each, message: mismatchText(title, each) })
  }
  return found
}

/** Whether TestState holds mocked results of this Resource against the same type: it wants what is handed on as the API has it, times and payloads too. */
export const isCheckedByApi = (resource: string): boolean => {
  const contract = contractOf(resource)
  return contract !== undefined && !contract.optimised
}

/** One for each Resource that is asked for: their types are read once. */
const contracts = new Map<string, Contract | undefined>()
const mostKept = 500

function contractOf(resource: string): Contract | undefined {
  if (!contracts.has(resource)) {
    if (contracts.size >= mostKept) contracts.clear()
    contracts.set(resource, readContract(resource))
  }
  return contracts.get(resource)
}

function readContract(resource: string): Contract | undefined {
  const parsed = parseResource(resource)
  if (!('service' in parsed) || parsed.pattern === 'waitForTaskToken') return undefined
  const { kind, service, action, suffix } = parsed
  const optimised = kind === 'optimised'
  const title = `${service}:${action}${suffix}`
  const type = optimised ? handedOn(service, action, suffix, resource) : apiResult(resource)
  return type && { type, title, optimised }
}

function handedOn(service: string, action: string, suffix: string, resource: string): ResultType | undefined {
  const job = suffix.startsWith('.sync') ? jobOf({ title: `${service}:${action}`, optimised: true }) : undefined
  // what is handed on of a job that is gone is not told
  if (suffix.startsWith('.sync') && (job === undefined || job.gone)) return undefined
  const answer = answerOf(sdkServiceOf(service), job?.describe ?? action)
  const type = answer === undefined ? resultOf(resource) : job === undefined ? answer : within(answer, job)
  if (type?.kind !== 'object') return type
  const title = `${service}:${action}${suffix}`
  const over = { ...added, ...(Object.hasOwn(read, title) ? read[title] : undefined) }
  const kept = type.members.filter(({ apiName }) => !Object.hasOwn(over, apiName))
  return { kind: 'object', members: [...kept, ...(object(over) as ResultType & { readonly kind: 'object' }).members] }
}

/** The type of the job within that of its description. */
function within(description: ResultType, { path, as }: { readonly path: string; readonly as?: string }): ResultType | undefined {
  let type: ResultType | undefined = description
  for (const step of path === '' ? [] : path.split('.')) {
    if (type?.kind === 'array') type = type.item()
    else type = type?.kind === 'object' ? type.members.find(({ apiName }) => apiName === step)?.type() : undefined
  }
  return type === undefined || as === undefined ? type : object({ [as]: type })
}
