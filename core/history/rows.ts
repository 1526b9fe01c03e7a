import type { Lines } from '../base/lines'
import type { Range } from '../base/range'
import type { State } from '../model/machine'
import type { Payload } from './archive'
import type { Branch, EventKind } from './kind'
import type { TaskSource } from './sources'
import { type History, type HistoryEvent, markedAsCut } from './types'

/** One event: AWS's shape, and where it belongs. */
export interface HistoryRow {
  readonly event: HistoryEvent
  /** Absent for the execution's own events. */
  readonly state?: StatePlace
  /** 1 is the machine itself. */
  readonly threadId: number
  /** "Machine", "Both [1]", "Orders [0] > Lines [2]". */
  readonly threadName: string
  /** Of a branch or iteration: the id of the thread that it belongs to, and its index among its siblings. */
  readonly parentId?: number
  readonly index?: number
  /** Of an event that ends a task: who answered it. */
  readonly answeredBy?: TaskSource
  /** Of a state's exit: the Choice Rule, Default or Catcher by which it was left. Absent where there is one way out, and in a history of AWS. */
  readonly way?: Branch
  /** Of a state's exit: nothing comes after it in its thread. */
  readonly last?: true
  /** Real milliseconds from the first event to when this one was logged, where somebody has watched the execution run. Saved nowhere. */
  readonly realTime?: number
  /** Payloads are only how they begin. Absent: they are whole. */
  readonly cut?: true
  /** Of a row that is cut: UTF-8 bytes of its largest payload. */
  readonly bytes?: number
}

/** A thread that has events: what a person calls it, and where it belongs. Ids are from 0, which is the machine itself. */
export interface ThreadInfo {
  readonly name: string
  readonly parent?: number
  readonly index?: number
}

/** A state in its file. */
export interface StatePlace {
  readonly name: string
  /** State, branch and iteration machines from the root, e.g. ["States", "P", "Branches", 0, "States", "A"]. */
  readonly path: readonly (string | number)[]
  readonly file: string
  /** Of the state's key, in UTF-16 code units. */
  readonly key: Range
  /** Of the member: the key and the whole state. */
  readonly range: Range
  /** 1-based, whatever the client asked of DAP, as is the column; that in UTF-16 code units. */
  readonly line: number
  readonly column: number
}

/** The texts of the payloads of a row. `cut` and `bytes`, asked afterwards: whether one of them is only how it begins, and UTF-8 bytes of the largest. */
export interface RowTexts {
  readonly text: (payload: Payload) => string
  readonly cut: boolean
  readonly bytes: number
}

/** Steps from the root of the definition: ["States", "P", "Branches", 0, "States", "A"]. */
export const statePath = (state: State): (string | number)[] => [...state.machine.path, 'States', state.name]

export { stateKey } from '../model/machine'

/** A step from the machine to a thread within it: the state that owns it, and its index among its siblings. */
export interface ThreadStep {
  readonly owner: string
  readonly index: number
}

/** "Machine"; "Both [1]" for a branch, "Orders [0] > Lines [2]" for an iteration, by the states that they belong to. */
export const threadName = (steps: readonly ThreadStep[]): string => steps.map(stepName).join(' > ') || 'Machine'

/** "Lines [2]": a branch or an iteration among its siblings. */
export const stepName = ({ owner, index }: ThreadStep): string => `${owner} [${index}]`

/** Makes the rows of a history, and the place of each state once. */
export class HistoryRows {
  private readonly places = new Map<State, StatePlace>()

  constructor(
    private readonly history: History,
    /** The file that a state is in; `as`: the state that stands there for it, where that is another text. */
    private readonly fileOf: (state: State) => { readonly path: string; readonly lines: Lines; readonly as?: State },
    private readonly threadOf: (thread: number) => ThreadInfo,
    /** What is known of the state of an event where there is no definition. */
    private readonly toldPlace?: (index: number) => StatePlace | undefined,
  ) {}

  /** `index` is from 0. Throws RangeError where there is no such event. */
  row(index: number, texts: RowTexts): HistoryRow {
    const { kind, state, thread } = this.history.info(index)
    const event = this.history.event(index, texts.text)
    const { cut, bytes } = texts
    const answeredBy = this.history.answeredBy(index)
    const { name, parent, index: own } = this.threadOf(thread)
    const place = state === undefined ? this.toldPlace?.(index) : this.place(state)
    return {
      event: cut ? markedAsCut(event) : event,
      ...(place !== undefined && { state: place }),
      threadId: thread + 1,
      threadName: name,
      ...(parent !== undefined && { parentId: parent + 1 }),
      ...(own !== undefined && { index: own }),
      ...(answeredBy !== undefined && { answeredBy }),
      ...(kind.branch !== undefined && { way: kind.branch }),
      ...(state !== undefined && isLast(kind, state) && { last: true as const }),
      ...(cut && { cut, bytes }),
    }
  }

  place(state: State): StatePlace {
    const known = this.places.get(state)
    if (known !== undefined) return known
    const { path, lines, as: here = state } = this.fileOf(state)
    const { line, character } = lines.position(here.key.offset)
    const place: StatePlace = {
      name: state.name,
      path: statePath(state),
      file: path,
      key: rangeOf(here.key),
      range: rangeOf(here.member),
      line: line + 1,
      column: character + 1,
    }
    this.places.set(state, place)
    return place
  }
}

/** Whether a thread ends with the exit: by a Catcher it goes on. */
const isLast = ({ span, role, outcome, branch }: EventKind, { transitions }: State): boolean =>
  span === 'state' &&
  role === 'closes' &&
  outcome === 'succeeded' &&
  branch?.kind !== 'Catch' &&
  transitions.every(({ kind }) => kind === 'Catch')

const rangeOf = ({ offset, length }: Range): Range => ({ offset, length })
