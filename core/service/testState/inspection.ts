import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../../expressions/evaluation/failure'
import { integerOf } from '../../interpreter/states/numbers'
import type { ThreadImpl } from '../../interpreter/thread'
import { type FlowKind, type FlowRow, type FlowValues, fieldAt, rowsOf, type Stage } from '../../model/dataflow'
import { type State, valueAt } from '../../model/machine'
import { toleranceOf } from './tolerance'
import type { ErrorDetails, InspectionData } from './types'

/**
 * The records of the state's data flow as far as it went, as TestState's inspectionData: JSON texts, and numbers for a Map. Stages that it
 * did not come to are not there.
 */
export function inspect(thread: ThreadImpl, errorDetails: ErrorDetails | undefined): InspectionData {
  const state = thread.state!
  const data: Record<string, string | number | ErrorDetails> = { input: jsonText(thread.input) }
  const values = valuesOf(thread, state)
  for (const row of rowsOf(state)) {
    const value = isShown(state, row) && row.stage !== undefined ? values.get(row.stage) : undefined
    if (value !== undefined) data[row.stage!] = jsonText(value)
  }
  if (state.type === 'Map') Object.assign(data, mapNumbers(thread, state))
  const variables = { ...thread.frame.variables, ...thread.frame.assigned }
  if (Object.keys(variables).length > 0) data.variables = jsonText(variables)
  if (errorDetails !== undefined) data.errorDetails = errorDetails
  return data
}

function isShown({ node }: State, { shown }: FlowRow): boolean {
  if (typeof shown !== 'object') return shown === true
  return 'with' in shown ? valueAt(node, shown.with) !== undefined : valueAt(node, shown.without) === undefined
}

/** What the payload goes through: a stage of these is shown too where it leaves the value as it was. */
const kinds: ReadonlySet<FlowKind> = new Set(['path', 'template', 'constant', 'resultPath'])

/** The records by stage, or what passes through where the state has no field for one. None: the data flow did not come so far. */
function valuesOf({ frame: { input, result }, stages }: ThreadImpl, state: State): Map<Stage, Json> {
  const values: FlowValues<Json> = { input }
  const found = new Map<Stage, Json>()
  for (const row of rowsOf(state)) {
    const { stage, gives, absent } = row
    if (stage === undefined || gives === undefined) continue
    const passes = absent !== undefined && kinds.has(row.kind) && fieldAt(state, row) === undefined
    const value = Object.hasOwn(stages, stage) ? stages[stage] : row.kind === 'work' ? result : passes ? values[absent] : undefined
    if (value === undefined) continue
    values[gives] = value
    found.set(stage, value)
  }
  return found
}

/** MaxConcurrency and the tolerated failures, once the items are known. */
function mapNumbers(thread: ThreadImpl, state: State): Record<string, number> {
  if (thread.frame.items === undefined) return {}
  const concurrency = integerOf(state.node, 'MaxConcurrency', state.queryLanguage === 'JSONata')?.(thread.frame) ?? 0
  const { count, percentage } = toleranceOf(thread)
  return {
    ...(!(concurrency instanceof Failure) && { maxConcurrency: concurrency }),
    ...(count !== undefined && { toleratedFailureCount: count }),
    ...(percentage !== undefined && { toleratedFailurePercentage: percentage }),
  }
}
