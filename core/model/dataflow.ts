import type { Node } from '../syntax/node'
import { jsonataFlow } from './dataflow/jsonata'
import { jsonPathFlow } from './dataflow/jsonPath'
import type { FlowHolder, FlowKind, FlowRow, FlowTable, FlowValue } from './dataflow/row'
import type { Stage } from './dataflow/stages'
import { isDistributed, type QueryLanguage, type State, type StateType, valueAt } from './machine'

/** The words of the rows, for those who read the table. */
export type { FlowHolder, FlowKind, FlowRow, FlowValue } from './dataflow/row'
export { type RecordName, recordNames, type Stage } from './dataflow/stages'

/**
 * The data flow of ASL, once: what a value goes through in each state type, Catcher and Choice Rule, row by row in the order in which it
 * happens. The interpreter compiles these rows; shapes, the conversion to JSONata, TestState, the debugger and docs/data-flow.md read them.
 */
export const dataFlow: { readonly [K in QueryLanguage]: FlowTable } = { JSONPath: jsonPathFlow, JSONata: jsonataFlow }

/** Whether an object of the language has a data flow of its own. */
export const isFlowHolder = (kind: string): kind is FlowHolder => Object.hasOwn(jsonPathFlow, kind)

/** The rows of a state, in the order in which they happen. A state without a type is one that only passes its input on. */
export const rowsOf = ({ type, queryLanguage }: Pick<State, 'type' | 'queryLanguage'>): readonly FlowRow[] =>
  dataFlow[queryLanguage][type ?? 'Succeed']

/**
 * The row of a field, under its old name too; undefined where the holder has no such field in the language, or the data flow does not ask
 * it.
 */
export const rowNamed = (holder: FlowHolder, language: QueryLanguage, field: string): FlowRow | undefined =>
  dataFlow[language][holder].find((row) => row.field === field || row.formerly === field)

/** Whether the states of a type have a result of their own: what they do may fail, is retried, and is in `$states.result`. */
export const hasResult = (type: StateType | undefined): boolean =>
  type !== undefined && dataFlow.JSONata[type].some(({ kind, gives }) => kind === 'work' && gives === 'result')

const paths: ReadonlySet<FlowKind> = new Set(['path', 'items', 'resultPath'])

/** The value of a row's field in a state, or in its Catcher or Choice Rule `holder`. Undefined where what is there passes through. */
export function fieldAt(state: State, row: FlowRow, holder: Node = state.node): Node | undefined {
  if (row.field === undefined || (row.distributed === true && !state.machines.some(isDistributed))) return undefined
  const value = valueAt(holder, row.field) ?? (row.formerly === undefined ? undefined : valueAt(holder, row.formerly))
  return paths.has(row.kind) && value?.kind === 'string' && value.value === '$' ? undefined : value
}

/** The value of the field of a kind that a state has but once; undefined as in `fieldAt`. */
export function fieldOfKind(state: State, kind: FlowKind): Node | undefined {
  const row = rowsOf(state).find((each) => each.kind === kind)
  return row && fieldAt(state, row)
}

/** Whether the payload of a state is its input at a stage: nothing has been evaluated. */
export const isInput = (stage: Stage): boolean => stage === 'enter' || stage === 'input'

/** Whether the payload of a state is its output at a stage: the last row that changes it may still come. */
export const isOutput = (state: State, stage: Stage): boolean =>
  stage === 'exit' || rowsOf(state).some((row) => row.stage === stage && (row.kind === 'resultPath' || row.kind === 'assign'))

/** Something for each value on the way through a state, as far as it is known. */
export type FlowValues<T> = { [V in FlowValue]?: T }

/**
 * Takes something through the rows of a state: for each value what `apply` makes of the row's field, or what passes through. `apply` is
 * asked without a node where no field decides: the work, and what has no `absent`. Changes `values`, and gives them back.
 */
export function throughFlow<T>(
  state: State,
  values: FlowValues<T>,
  apply: (row: FlowRow, node: Node | undefined, values: FlowValues<T>) => T | undefined,
): FlowValues<T> {
  for (const row of rowsOf(state)) {
    if (row.gives === undefined) continue
    const node = fieldAt(state, row)
    const value = node === undefined && row.absent !== undefined ? values[row.absent] : apply(row, node, values)
    if (value === undefined) delete values[row.gives]
    else values[row.gives] = value
  }
  return values
}
