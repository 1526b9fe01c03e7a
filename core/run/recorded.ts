import type { Json } from '../base/json'
import type { HistoryEvent } from '../history/types'
import type { TaskCall, TaskOutcome, Thread } from '../interpreter/api'
import type { Answerer } from './answerer'
import { readTime } from './settings'

/** What a history says of the end of an attempt of a task. `event`: its type; `submitted`: what TaskSubmitted has shown before. */
export interface RecordedResult {
  readonly event: string
  readonly output?: Json
  readonly error?: string
  readonly cause?: string
  readonly submitted?: { readonly output: Json }
  readonly workerName?: string
}

/** The outcome that makes the interpreter tell the same. */
export function outcomeOf({ event, output, error, cause, submitted, workerName }: RecordedResult): TaskOutcome {
  const about = {
    ...(submitted !== undefined && { submitted: submitted.output }),
    ...(workerName !== undefined && { workerName }),
  }
  if (event.endsWith('Succeeded')) return { kind: 'succeeded', output: output ?? null, ...about }
  if (event.endsWith('TimedOut')) return { kind: 'timedOut', ...about }
  return { kind: 'failed', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }), ...about }
}

/** Answers the n-th call of each place with its n-th outcome; a call that is asked again has the one that it had. */
export function answersInOrder(outcomes: ReadonlyMap<string, readonly TaskOutcome[]>, placeOf: (call: TaskCall) => string): Answerer {
  const used = new Map<string, number>()
  const given = new Map<string, TaskOutcome | undefined>()
  return (call) => {
    if (given.has(call.key)) return given.get(call.key)
    const place = placeOf(call)
    const n = used.get(place) ?? 0
    used.set(place, n + 1)
    const outcome = outcomes.get(place)?.[n]
    given.set(call.key, outcome)
    return outcome
  }
}

/**
 * The answers that the tasks of an execution got, out of its history in GetExecutionHistory's shape: by state and iteration,
 * attempt after attempt and visit after visit. A task that was under way at its end has none. The children of a distributed Map have histories of their own.
 */
export const recordedAnswers = (events: readonly HistoryEvent[]): Answerer => answersInOrder(outcomesIn(events), placeOf)

const placeName = (iterations: readonly number[], state: string): string => JSON.stringify([iterations, state])

function placeOf({ thread, stateName }: TaskCall): string {
  const iterations: number[] = []
  for (let at: Thread | undefined = thread; at !== undefined; at = at.parent) if (at.kind === 'iteration') iterations.unshift(at.index)
  return placeName(iterations, stateName)
}

/** Where an event is: the innermost state, and the iterations around it. `map`: the place of the Map whose iteration it is in. */
interface Place {
  readonly state: string
  readonly iterations: readonly number[]
  readonly map: Place | undefined
}

interface Details {
  readonly name?: unknown
  readonly index?: unknown
  readonly output?: unknown
  readonly error?: unknown
  readonly cause?: unknown
  readonly workerName?: unknown
}

const nowhere: Place = { state: '', iterations: [], map: undefined }

function outcomesIn(events: readonly HistoryEvent[]): Map<string, TaskOutcome[]> {
  const places = new Map<number, Place>()
  const outcomes = new Map<string, TaskOutcome[]>()
  /** The attempt that is under way at a place. */
  const attempts = new Map<string, { readonly began: number; submitted?: { readonly output: Json }; workerName?: string }>()
  for (const event of events) {
    const details = detailsOf(event)
    const place = placeAfter(event, details, places.get(event.previousEventId) ?? nowhere)
    places.set(event.id, place)
    const step = /^(Task|LambdaFunction|Activity)(Scheduled|Started|Submitted|Succeeded|\w*Failed|TimedOut)$/.exec(event.type)?.[2]
    if (step === undefined) continue
    const name = placeName(place.iterations, place.state)
    const attempt = attempts.get(name)
    if (step === 'Scheduled') attempts.set(name, { began: timeOf(event) })
    else if (step === 'Started') {
      if (attempt && typeof details.workerName === 'string') attempt.workerName = details.workerName
    } else if (step === 'Submitted') {
      if (attempt) attempt.submitted = { output: parsed(details.output) ?? null }
    } else {
      const duration = (timeOf(event) - (attempt?.began ?? Number.NaN)) / 1000
      const outcome = resultOf(event.type, details, attempt)
      const known = outcomes.get(name)
      const timed = outcome.kind !== 'timedOut' && duration > 0 ? { ...outcome, duration } : outcome
      if (known) known.push(timed)
      else outcomes.set(name, [timed])
      attempts.delete(name)
    }
  }
  return outcomes
}

function placeAfter({ type }: HistoryEvent, { name, index }: Details, before: Place): Place {
  if (type === 'MapIterationStarted' && typeof index === 'number')
    return { ...before, iterations: [...before.iterations, index], map: before }
  if (/^MapIteration(Succeeded|Failed|Aborted)$/.test(type)) return before.map ?? before
  if (typeof name !== 'string') return before
  if (type.endsWith('StateExited')) {
    // what follows a Map follows one of its iterations
    for (let at: Place | undefined = before; at !== undefined; at = at.map) if (at.state === name) return at
    return before
  }
  return type.endsWith('StateEntered') ? { ...before, state: name } : before
}

function resultOf(event: string, details: Details, about: Pick<RecordedResult, 'submitted' | 'workerName'> | undefined): TaskOutcome {
  const { error, cause } = details
  const output = parsed(details.output)
  if (event.endsWith('Succeeded') && output === undefined)
    return { kind: 'unanswered', cause: 'The recorded history does not have the output of the task: it was cut off, or left out.' }
  return outcomeOf({
    event,
    ...(output !== undefined && { output }),
    ...(typeof error === 'string' && { error }),
    ...(typeof cause === 'string' && { cause }),
    ...(about?.submitted && { submitted: about.submitted }),
    ...(about?.workerName !== undefined && { workerName: about.workerName }),
  })
}

/** The details of an event, whatever its type. */
function detailsOf(event: HistoryEvent): Details {
  for (const [name, value] of Object.entries(event))
    if (name.endsWith('EventDetails') && typeof value === 'object' && value !== null) return value as Details
  return {}
}

function parsed(text: unknown): Json | undefined {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as Json) : undefined
  } catch {
    return undefined
  }
}

/** Milliseconds. The API's JSON has seconds, the SDKs and the AWS CLI write texts. */
const timeOf = ({ timestamp }: HistoryEvent): number => (typeof timestamp === 'number' ? timestamp * 1000 : readTime(timestamp))
