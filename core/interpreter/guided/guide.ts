import type { Json, JsonObject } from '../../base/json'
import type { HistoryEvent } from '../../history/types'
import type { Command } from '../journal'

/** A recorded event, as far as it says which thread goes on and when. */
export interface GuideEvent {
  /** The recording's own number of it. */
  readonly id: number
  /** AWS's name. */
  readonly type: string
  /** `pathOf` the thread that it belongs to. */
  readonly path: string
  /** The same of the thread whose event it follows on: what ends a Parallel state or the execution comes of a branch. */
  readonly from: string
  /** Milliseconds since the epoch. */
  readonly time: number
  /** Of one that ends the execution from outside. */
  readonly error?: string
  readonly cause?: string
}

/** What another execution has recorded, for one that follows it. Events are named by their index. */
export interface Guide {
  /** In the order of their ids. */
  readonly events: readonly GuideEvent[]
  /** Whether the last one ends the execution: nothing may come behind it. */
  readonly isWhole: boolean
  /** Where an event that has come is not the recorded one. */
  readonly difference: (index: number, event: HistoryEvent) => Difference | undefined
  /** What the execution has to take from an event, as nothing but chance or the clock made it otherwise here. Undefined: nothing. */
  readonly taken: (index: number) => Taken | undefined
  /** What became of the Map Run whose next event this is. Undefined: the recording does not say. */
  readonly mapRunEnd: (index: number) => MapRunEnd | undefined
}

/** Values of a recorded event: what a task or state was given, what a state gave. */
export interface Taken {
  readonly input?: Json
  readonly output?: Json
  readonly assigned?: JsonObject
}

/** The end of a distributed Map, whose child executions have histories of their own. `output` and `assigned` are those of the state's exit. */
export type MapRunEnd =
  | { readonly kind: 'succeeded'; readonly output: Json; readonly assigned: JsonObject | undefined }
  | { readonly kind: 'failed'; readonly error: string | undefined; readonly cause: string | undefined }

/** The first thing that is different in two events. */
export interface Difference {
  /** Where in the details, such as `output.total`; undefined: the events are of different types. */
  readonly path: string | undefined
  /** Undefined: there is nothing. */
  readonly expected: Json | undefined
  readonly actual: Json | undefined
}

/** Where a run is no longer what is recorded. */
export interface Divergence extends Difference {
  /** Id and type of the recorded event that does not come; undefined: the recording has none any more. */
  readonly event: number | undefined
  readonly type: string | undefined
  /** The state whose event comes in its place, or does not come. */
  readonly state: string | undefined
}

/** Why a run follows its recording no longer. */
export type Left =
  /** The definition does not fit. The execution stands before what is different. */
  | ({ readonly kind: 'diverged' } & Divergence)
  /** The recording has no more, and the execution had not ended. `event`: the id of the last one. */
  | { readonly kind: 'ended'; readonly event: number }
  /** Somebody has changed the run. */
  | { readonly kind: 'changed'; readonly by: Command['kind'] }
  /** Somebody else has answered the task of a state, and otherwise. */
  | { readonly kind: 'answered'; readonly state: string }

/** How far an execution has come along its recording. */
export interface Followed {
  /** Events of the recording that have come. */
  readonly events: number
  /** Undefined: it follows still. */
  readonly left: Left | undefined
}

/** The name of a thread by the states and indices from the machine to it; the machine's is empty. Its parent's ends at the last `/`. */
export const pathOf = (parent: string, owner: string, index: number): string =>
  `${parent}/${JSON.stringify(owner).replaceAll('/', '\\u002f')}[${index}]`
