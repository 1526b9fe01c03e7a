import type { Json } from '../base/json'
import { type Chain, chainsOf } from '../history/chains'
import { kindOf } from '../history/events'
import { timeOf } from '../history/read'
import { detailsOf, type RecordedEvent } from '../history/types'
import type { TaskCall, TaskOutcome, Thread } from '../interpreter/api'
import type { Answerer } from './answerer'

/**
 * What a history says of the end of an attempt of a task. `event`: its type; `submitted`: what TaskSubmitted has shown before. Outputs are
 * values here, not JSON texts.
 */
export interface RecordedResult {
  readonly event: string
  readonly output?: Json
  readonly error?: string
  readonly cause?: string
  readonly submitted?: { readonly output: Json }
  readonly workerName?: string
}

/**
 * The outcome that makes the interpreter tell the same. Every event but those of a success or a timeout counts as a failure; a success
 * without an output has null.
 */
export function outcomeOf({ event, output, error, cause, submitted, workerName }: RecordedResult): TaskOutcome {
  const about = {
    ...(submitted !== undefined && { submitted: submitted.output }),
    ...(workerName !== undefined && { workerName }),
  }
  const came = kindOf(event)?.outcome
  if (came === 'succeeded') return { kind: 'succeeded', output: output ?? null, ...about }
  if (came === 'timedOut') return { kind: 'timedOut', ...about }
  return { kind: 'failed', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }), ...about }
}

/**
 * Answers the n-th call of each place with its n-th outcome, and those beyond not at all (undefined); a call that is asked again has the
 * one that it had.
 */
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
 * The answers that the tasks of an execution got, out of its history: by state and iteration, attempt after attempt and visit after visit. A task
 * that was cut short never answers; one of an execution that still runs has no answer. The children of a distributed Map and the executions that
 * tasks have started have histories of their own.
 */
export function recordedAnswers(events: readonly RecordedEvent[]): Answerer {
  const outcomes = outcomesIn(events)
  const inIterations = answersInOrder(outcomes, placeOf)
  return (call, control) => {
    if (call.thread.nested !== undefined) return undefined
    // an attempt that somebody has let fail before it was asked counts too
    return iterationsOf(call.thread).length > 0 ? inIterations(call, control) : outcomes.get(placeOf(call))?.[call.before]
  }
}

/** A state's place: its name, which is different throughout a definition, and the iterations around it, from within. */
const placeName = (thread: Chain | Thread | undefined, state: string): string => JSON.stringify([iterationsOf(thread), state])

/** The iterations around, from within. */
function iterationsOf(thread: Chain | Thread | undefined): number[] {
  const iterations: number[] = []
  for (let at = thread; at !== undefined; at = at.parent) if (at.kind === 'iteration') iterations.push(at.index)
  return iterations
}

const placeOf = ({ thread, stateName }: TaskCall): string => placeName(thread, stateName)

/** The outcomes of tasks that have not come to their ends. */
const unending = new WeakSet<TaskOutcome>()

/** Whether a recorded outcome is that of a task that was cut short. */
export const isUnending = (outcome: TaskOutcome): boolean => unending.has(outcome)

/** An attempt that is under way. */
interface Attempt {
  readonly began: number
  submitted?: { readonly output: Json }
  workerName?: string
}

/** It has come as far as this, and never to an end. */
function cutShort({ submitted, workerName }: Attempt): TaskOutcome {
  const outcome: TaskOutcome = {
    kind: 'timedOut',
    ...(submitted !== undefined && { submitted: submitted.output }),
    ...(workerName !== undefined && { workerName }),
  }
  unending.add(outcome)
  return outcome
}

function outcomesIn(events: readonly RecordedEvent[]): Map<string, TaskOutcome[]> {
  const outcomes = new Map<string, TaskOutcome[]>()
  const attempts = new Map<string, Attempt>()
  const add = (place: string, outcome: TaskOutcome) => {
    const known = outcomes.get(place)
    if (known) known.push(outcome)
    else outcomes.set(place, [outcome])
  }
  const links = chainsOf(events)
  const inTime = events.map((event, i) => ({ event, link: links[i]! })).sort((a, b) => a.event.id - b.event.id)
  let over = false
  for (const { event, link } of inTime) {
    const kind = kindOf(event.type)
    if (kind?.span === 'execution') over = kind.role === 'closes'
    if (kind?.span !== 'task' || link.state === undefined) continue
    const place = placeName(link.chain, link.state)
    const attempt = attempts.get(place)
    if (kind.role === 'opens') {
      // an attempt that was cut short is asked too
      if (attempt) add(place, cutShort(attempt))
      attempts.set(place, { began: timeOf(event) })
    } else if (kind.role === 'point') {
      const { workerName, output } = detailsOf(event)
      if (attempt && workerName !== undefined) attempt.workerName = workerName
      if (attempt && output !== undefined) attempt.submitted = { output: parsed(output) ?? null }
    } else {
      add(place, resultOf(event, attempt))
      attempts.delete(place)
    }
  }
  if (over) for (const [place, attempt] of attempts) add(place, cutShort(attempt))
  return outcomes
}

function resultOf(event: RecordedEvent, attempt: Attempt | undefined): TaskOutcome {
  const { error, cause, output: text } = detailsOf(event)
  const output = parsed(text)
  if (kindOf(event.type)?.outcome === 'succeeded' && output === undefined)
    return { kind: 'unanswered', cause: 'The recorded history does not have the output of the task: it was cut off, or left out.' }
  const outcome = outcomeOf({
    event: event.type,
    ...(output !== undefined && { output }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(attempt?.submitted && { submitted: attempt.submitted }),
    ...(attempt?.workerName !== undefined && { workerName: attempt.workerName }),
  })
  const duration = attempt === undefined ? 0 : (timeOf(event) - attempt.began) / 1000
  return outcome.kind !== 'timedOut' && duration > 0 ? { ...outcome, duration } : outcome
}

function parsed(text: string | undefined): Json | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Json)
  } catch {
    return undefined
  }
}
