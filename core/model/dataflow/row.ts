import type { StateType } from '../machine'
import type { Stage } from './stages'

/**
 * A value on its way through a state. `input`: as the state was entered with it; `effective`: after InputPath; `arguments`: what the
 * task, the branches or the virtual task of a Pass get; `items`: what a Map goes through; `item`: what becomes of one of them; `child`:
 * what an iteration begins with; `result`: what the work has given; `selected`: after ResultSelector; `combined`: after ResultPath.
 */
export type FlowValue =
  | 'input'
  | 'effective'
  | 'arguments'
  | 'items'
  | 'item'
  | 'child'
  | 'result'
  | 'selected'
  | 'combined'
  | 'output'
  | 'errorOutput'

/**
 * What a row does. The payload goes through `path`, `template`, `constant` and `resultPath`; `assign` sets variables beside it. `work`:
 * the task, the branches, the iterations, the wait or the choice itself. `items`, `read`, `each`, `batch` and `write` are a Map's: where
 * its items are, the ItemReader, the template for each item, the ItemBatcher, the ResultWriter. `number`, `text` and `value` are for
 * the work alone; `rules` are Choice Rules, `condition` is that of one.
 */
export type FlowKind =
  | 'path'
  | 'template'
  | 'constant'
  | 'resultPath'
  | 'assign'
  | 'work'
  | 'items'
  | 'read'
  | 'each'
  | 'batch'
  | 'write'
  | 'number'
  | 'text'
  | 'value'
  | 'rules'
  | 'condition'

/** A step of the data flow of a state, a Catcher or a Choice Rule. */
export interface FlowRow {
  /** Where a thread stands once the row is done. Rows of one stage are done in one step; a row without one within that of the work. */
  readonly stage?: Stage
  /** Absent: no field does it, and `absent` is what passes through. */
  readonly field?: string
  /** Its old name. */
  readonly formerly?: string
  readonly kind: FlowKind
  /** In JSONPath what `$` is; in JSONata what there is in `$states` besides `input` and `context`. */
  readonly sees: FlowValue
  readonly gives?: FlowValue
  /** The value that passes through where the field is not there, or is the path `$`. */
  readonly absent?: FlowValue
  /** What null as the field's value gives: `{}`, or the state's input. */
  readonly null?: 'empty' | 'input'
  /** The context object has `Map.Item` there. */
  readonly item?: true
  /** Counts in a distributed Map alone. */
  readonly distributed?: true
  /** Whether inspectionData shows the stage: recorded. With or without the field that is named. */
  readonly shown?: true | { readonly with: string } | { readonly without: string }
}

/** What has a data flow of its own. */
export type FlowHolder = StateType | 'Catcher' | 'ChoiceRule'
/** The rows of one query language by what they belong to, in the order in which they happen. */
export type FlowTable = { readonly [K in FlowHolder]: readonly FlowRow[] }

/** Fields that the work alone sees, all over one value. */
export const asides = (kind: 'number' | 'text' | 'value', sees: FlowValue, ...fields: readonly string[]): readonly FlowRow[] =>
  fields.map((field) => ({ field, kind, sees }))

/** The row as one whose stage inspectionData always shows. */
export const shown = (row: FlowRow): FlowRow => ({ ...row, shown: true })
