import type { Branch, Outcome } from '../../core/history/kind'
import type { StatePlace } from '../../core/history/rows'
import type { TaskSource } from '../../core/history/sources'
import type { StateType } from '../../core/model/machine'

/** The shapes of the visits of an execution. Times are milliseconds since the epoch on the execution's clock; events are known by their ids. */

/** How something stands. */
export type Status = 'running' | Outcome
/** `caught`: an error was, and a Catcher has led on. */
export type VisitStatus = Status | 'caught'

/** From when to when; without an end it goes on. */
export interface Stretch {
  readonly start: number
  readonly end: number | undefined
}

/** An error that a state has come across. */
export interface Trouble {
  /** The event that tells it. */
  readonly event: number
  readonly outcome: Outcome
  /** Undefined where the history says none. */
  readonly error: string | undefined
  readonly cause: string | undefined
}

/** One stay of a thread in a state, from its Entered event, whose id names it. A redrive goes on with it. */
export interface Visit extends Stretch {
  readonly event: number
  readonly name: string
  /** `stateKey` of its place; of a history without a definition its name stands for it. */
  readonly key: string
  /** Undefined in a history without a definition. */
  readonly state: StatePlace | undefined
  readonly type: StateType | undefined
  readonly thread: VisitThread
  /** How often the thread has been in the state by then: 1 for the first visit. */
  readonly nth: number
  readonly status: VisitStatus
  /** The latest error; undefined again once something has succeeded after it. */
  readonly trouble: Trouble | undefined
  /** By which Choice Rule, Default or Catcher it was left, where the history tells. */
  readonly way: Branch | undefined
  /** Of a task each call, of a Parallel or Map each run of its branches or items. */
  readonly attempts: readonly Attempt[]
  /** Of a distributed Map. */
  readonly mapRun: MapRun | undefined
  /** How often a redrive has gone on with it. */
  readonly redrives: number
  /** Ids of its own events; those of its branches and items are theirs. */
  readonly events: readonly number[]
}

/** One attempt of a state to do its work. */
export interface Attempt extends Stretch {
  /** With which it began. */
  readonly event: number
  readonly status: Status
  readonly trouble: Trouble | undefined
  readonly answeredBy: TaskSource | undefined
  /** How often a redrive had gone on with the visit by then, or has with its branches or items since: another number than that of the attempt before means that no Retrier began it. */
  readonly redrives: number
  /** When somebody began to work on it; undefined where no event tells. */
  readonly started: number | undefined
  /** When its request had gone out: from there on it waits for a job's end or a callback. */
  readonly submitted: number | undefined
  /** Undefined of a task. */
  readonly children: Children | undefined
}

/** The branches or items of an attempt that have begun. */
export interface Children {
  /** Items that there are in all; undefined where the history does not tell, as of branches. */
  readonly length: number | undefined
  /** In the order in which they began. */
  readonly threads: readonly VisitThread[]
  readonly counts: Counts
}

/** How many of something stand how. */
export type Counts = { readonly [S in VisitStatus]: number }

/** The machine, a branch or an item. */
export interface VisitThread extends Stretch {
  readonly id: number
  readonly name: string
  readonly kind: 'machine' | 'branch' | 'item'
  /** Among its siblings, from 0. */
  readonly index: number
  /** The visit that it belongs to, and the attempt of that; undefined of the machine. */
  readonly owner: Visit | undefined
  readonly attempt: Attempt | undefined
  /** With which it began. */
  readonly event: number
  readonly status: Status
  readonly visits: readonly Visit[]
}

/** The run of a distributed Map's items, which have histories of their own. */
export interface MapRun extends Stretch {
  readonly event: number
  readonly arn: string
  readonly status: Status
  readonly trouble: Trouble | undefined
  readonly redrives: number
}

/** The execution itself. */
export interface Execution extends Stretch {
  readonly status: Status
  readonly trouble: Trouble | undefined
  /** ExecutionRedriven, each time. */
  readonly redrives: readonly { readonly event: number; readonly time: number }[]
}

/** All stays in one state, in all threads. */
export interface StateVisits {
  /** In the order in which they began. */
  readonly visits: readonly Visit[]
  readonly counts: Counts
}

/** The branches or items of a visit, of all its attempts. */
export const threadsOf = ({ attempts }: Visit): readonly VisitThread[] =>
  attempts.length === 1 ? (attempts[0]!.children?.threads ?? []) : attempts.flatMap(({ children }) => children?.threads ?? [])
