import { isArray, type Json, member } from '../../base/json'
import { valueIn } from '../../base/steps'
import type { Branch } from '../../history/kind'
import type { Thread } from '../../interpreter/api'
import { flowValuesOf } from '../../interpreter/flowValues'
import type { Hindsight, Visit } from '../../interpreter/hindsight'
import { dataFlow, type FlowRow, type FlowValue, fieldAt, rowsOf } from '../../model/dataflow'
import { type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { Step } from './said'

/**
 * A value of the data flow. `item`: the index of the item that it belongs to, where it is what a Map makes of one. `until`: it is the payload as the row of that index
 * sees it, so that changes of the payload up to there belong to it.
 */
interface FlowPart {
  readonly of: 'flow'
  readonly value: FlowValue
  readonly item?: number | undefined
  readonly until?: number | undefined
}

/** A value that there was during a visit, and the steps to a part of it. */
export type From = { readonly visit: Visit; readonly steps: readonly Step[] } & (
  | FlowPart
  | { readonly of: 'variable'; readonly name: string }
  | { readonly of: 'context' }
  /** An item of a Map, before anything is made of it. */
  | { readonly of: 'item'; readonly index: number }
)

/** One of the data flow. */
export type FlowFrom = From & { readonly of: 'flow' }

/** One step back from a value to what gave it. */
export interface OriginStep {
  /**
   * `read`: a field went to it; `handed`: a branch, an iteration or an execution gave or got it. With all others the way ends: a field has it as a
   * text, made it or joined it of several; a task answered; it was given from outside; somebody changed it in the debugger; an error
   * said so; the service made it.
   */
  readonly kind: 'read' | 'handed' | 'written' | 'computed' | 'joined' | 'answered' | 'given' | 'edited' | 'failed' | 'made'
  /** "ResultSelector: $.Payload.total". */
  readonly text: string
  readonly visit: Visit
  /** What of the definition did it; undefined: the state as a whole. */
  readonly node: Node | undefined
  /** The id of the event in the history of the main execution that tells of it. */
  readonly event: number | undefined
}

/** What one step back finds: what is to be told of it, and where the way goes on. */
export interface Back {
  readonly told?: OriginStep
  readonly next?: From
}

/** What of a state decides over a value: its own rows, or those of the Choice Rule or Catcher by which it was left. */
export interface Holder {
  readonly rows: readonly FlowRow[]
  readonly node: Node
  /** What stands before a field's name: `Catch[0]/`. */
  readonly place: string
}

/** Where the rows of a kind or for a value are that a visit has gone through. */
export function holderOf({ state, way }: Visit, has: (row: FlowRow) => boolean): Holder {
  const own: Holder = { rows: rowsOf(state), node: state.node, place: '' }
  const taken = takenWay(state, way)
  return taken?.rows.some(has) === true ? taken : own
}

/** The Choice Rule or Catcher by which a state was left; undefined where it was none. */
export function takenWay({ node, queryLanguage }: State, way: Branch | undefined): Holder | undefined {
  if (way === undefined || way.kind === 'Default') return undefined
  const field = way.kind === 'Catch' ? 'Catch' : 'Choices'
  const list = valueAt(node, field)
  const taken = list?.kind === 'array' ? list.items[way.index] : undefined
  const rows = dataFlow[queryLanguage][way.kind === 'Catch' ? 'Catcher' : 'ChoiceRule']
  return taken && { rows, node: taken, place: `${field}[${way.index}]/` }
}

/** The field of a row in what holds it. */
export const fieldIn = (state: State, row: FlowRow, { node }: Holder): Node | undefined => fieldAt(state, row, node)

/** The same with indices from the beginning in the place of those that count from the end. */
export function resolved(hindsight: Hindsight, from: From): From {
  if (!from.steps.some((step) => typeof step === 'number' && step < 0)) return from
  const thread = hindsight.look(from.visit)
  const whole = thread === undefined || from.of === 'item' ? undefined : wholeOf(thread, from)
  const steps = from.steps.map((step, i) => {
    const list = typeof step === 'number' && step < 0 ? valueIn(whole, from.steps.slice(0, i)) : undefined
    return isArray(list) ? list.length + Number(step) : step
  })
  return { ...from, steps }
}

/** What a thread has under a name, as a whole. */
export function wholeOf(
  thread: Thread,
  from:
    | { readonly of: 'flow'; readonly value: FlowValue }
    | { readonly of: 'variable'; readonly name: string }
    | { readonly of: 'context' },
): Json | undefined {
  if (from.of === 'context') return thread.context
  if (from.of === 'flow') return flowValuesOf(thread)[from.value]
  const scope = thread.scopes.find((each) => Object.hasOwn(each, from.name))
  return scope && member(scope, from.name)
}
