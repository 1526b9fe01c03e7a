import { isArray, isObject, type Json, type JsonObject, member } from '../../base/json'
import type { JournalEntry, TaskOutcome } from '../../interpreter'
import { readFault } from '../../interpreter/fault'

type Check = (value: Json | undefined) => boolean
type Members = { readonly [name: string]: Check }

const text: Check = (value) => typeof value === 'string'
const number: Check = (value) => typeof value === 'number'
const given: Check = (value) => value !== undefined
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const error: Members = { error: optional(text), cause: optional(text) }

/** What the answer of a task holds, by its kind. */
const outcomes: { readonly [K in TaskOutcome['kind']]: Members } = {
  succeeded: { output: given },
  failed: error,
  timedOut: {},
  unanswered: { cause: text },
  execution: { machine: text, arn: text, testCase: optional(text) },
}
const ofAll: Members = { duration: optional(number), workerName: optional(text) }

/** What else is asked of the world: the items of an ItemReader, and to write results. */
const beside: Members = {
  cause: optional(text),
  problem: optional(text),
  items: optional((value) => isObject(value) && isArray(member(value, 'values'))),
}

function isAnswer(value: Json | undefined): boolean {
  if (!isObject(value)) return false
  const kind = member(value, 'kind')
  if (kind === undefined) return holds(value, beside)
  return typeof kind === 'string' && Object.hasOwn(outcomes, kind) && holds(value, { ...outcomes[kind as TaskOutcome['kind']], ...ofAll })
}

function isFault(value: Json | undefined): boolean {
  return isObject(value) && holds(value, { kind: text, ...error }) && readFault(value as never) !== undefined
}

const isPlace: Check = (value) => isObject(value) && holds(value, { key: text, stage: text })

/** What each kind of entry holds beside its position. */
const entries: { readonly [K in JournalEntry['kind']]: Members } = {
  payload: { thread: number, value: given },
  variable: { thread: number, name: text, value: given },
  jump: { state: text },
  inject: { thread: number, fault: isFault },
  defer: {},
  redrive: { time: optional(number) },
  abort: error,
  answer: { key: text, answer: isAnswer },
  draw: { key: text, answer: (value) => typeof value === 'string' || typeof value === 'number' },
}

const holds = (value: JsonObject, members: Members): boolean => Object.entries(members).every(([name, fits]) => fits(member(value, name)))

/** Whether a line of a saved run is an entry of a journal, with all that it needs. */
export function isEntry(value: JsonObject): boolean {
  const kind = member(value, 'kind')
  if (typeof kind !== 'string' || !Object.hasOwn(entries, kind)) return false
  return holds(value, { at: number, where: optional(isPlace), ...entries[kind as JournalEntry['kind']] })
}
