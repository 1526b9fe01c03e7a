import { rowsOf, type Stage } from '../model/dataflow'
import type { State } from '../model/machine'
import { type PlaceKind, placeNames, placesOf, type StatePlace } from '../model/places'
import { contains } from '../syntax/walk'
import type { Thread } from './api'

/**
 * Where a thread stands in its definition: the field that is evaluated next, the Choice Rule that is taken, the Retrier or Catcher that takes the
 * error, Next or End as the state is left; while it waits, what it waits for; the state's key at its entry, and where nothing tells more. Undefined where it is in no state.
 */
export function standing(thread: Thread): StatePlace | undefined {
  const { state, stage, at, amid, hasWorked, error, waitingFor, wayOut } = thread
  if (state === undefined) return undefined
  const { get, entry } = placesOf(state)
  if (stage === 'enter') return entry
  if (stage === 'failed') return (error?.node && fieldAround(state, error.node)) ?? entry
  const handler = handlerAt(thread)
  const begun =
    amid ?? (hasWorked ? placeNames.result : waitingFor === undefined && isDone(state, stage) ? placeNames.exitBy(wayOut) : placeNames.work)
  return get(handler ?? (waitingFor === undefined ? (at ?? begun) : begun)) ?? entry
}

/**
 * The places that a thread has just come to, whose turn it is: none while it goes on with what it has begun. The outermost first, where the text has more than
 * one for it: StartAt and the state's key, the call that has given its result and the field that sees it.
 */
export function arrivals(thread: Thread): readonly StatePlace[] {
  const { state, stage, at, hasWorked } = thread
  if (state === undefined) return []
  const { get, entry } = placesOf(state)
  if (stage === 'enter') return begins(thread) ? present(get(placeNames.start), entry) : [entry]
  if (at === undefined && !hasWorked) return []
  return present(hasWorked ? get(placeNames.result) : undefined, at === undefined ? undefined : get(handlerAt(thread) ?? at))
}

/** Whether a thread stands at an error that its own state has raised, and nobody has tried again or caught yet. */
export const raises = ({ stage, at, state, raisedBy }: Thread): boolean =>
  raisedBy !== undefined && raisedBy === state && (stage === 'failed' || ((stage === 'retry' || stage === 'caught') && at !== undefined))

/** Whether the machine, branch or iteration of a thread begins. */
const begins = ({ state, visit, attempt }: Thread): boolean =>
  visit === 1 && attempt === 0 && state!.name === state!.machine.startAt?.target

const present = (...places: readonly (StatePlace | undefined)[]): StatePlace[] => places.filter((place) => place !== undefined)

/** The name of the Retrier or Catcher that takes the error. */
const handlerAt = ({ stage, fate }: Thread): string | undefined => (stage === 'retry' || stage === 'caught' ? fate?.place : undefined)

/** Whether a stage is one behind the state's work: where no field is left, the exit comes next. */
function isDone(state: State, stage: Stage): boolean {
  const rows = rowsOf(state)
  const at = rows.findLastIndex((row) => row.stage === stage)
  return at >= 0 && at >= rows.findIndex(({ kind }) => kind === 'work')
}

const evaluated: ReadonlySet<PlaceKind> = new Set(['field', 'work', 'rule'])

/** The field or rule that a node of the state is in. */
const fieldAround = (state: State, { offset }: { readonly offset: number }): StatePlace | undefined =>
  placesOf(state).all.findLast(({ kind, node }) => evaluated.has(kind) && contains(node, offset))
