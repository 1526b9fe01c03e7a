import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../../expressions/evaluation/failure'
import { integerOf } from '../../interpreter/states/numbers'
import type { ThreadImpl } from '../../interpreter/thread'
import { type State, type StateType, valueAt } from '../../model/machine'
import { toleranceOf } from './tolerance'
import type { ErrorDetails, InspectionData } from './types'

/**
 * The stages that AWS shows of a JSONPath state, in the order of its data flow. What a stage leaves as it was is shown too, so each
 * has the stage that it continues.
 */
const stages: Readonly<Record<StateType, readonly string[]>> = {
  Task: ['afterInputPath', 'afterParameters', 'result', 'afterResultSelector', 'afterResultPath'],
  Pass: ['afterInputPath', 'afterParameters', 'afterResultSelector', 'afterResultPath'],
  Map: ['afterInputPath', 'afterItemsPath', 'afterItemSelector', 'afterItemBatcher', 'afterResultSelector', 'afterResultPath'],
  Parallel: ['afterResultSelector', 'afterResultPath'],
  Choice: ['afterInputPath'],
  Wait: ['afterInputPath'],
  Succeed: ['afterInputPath'],
  Fail: ['afterInputPath'],
}
const passWithResult = ['result', 'afterResultSelector', 'afterResultPath']

/** Of JSONata states, where nothing is shown that the state does not have. */
const jsonataStages: Readonly<Partial<Record<StateType, readonly string[]>>> = {
  Task: ['afterArguments', 'result'],
  Map: ['afterItemSelector', 'afterItemBatcher'],
}

/** The field that makes a stage, where the stage is not there without it; and the stage whose value passes through otherwise. */
const sources: Readonly<Record<string, { readonly field: string; readonly from: string }>> = {
  afterInputPath: { field: 'InputPath', from: 'input' },
  afterParameters: { field: 'Parameters', from: 'afterInputPath' },
  afterResultSelector: { field: 'ResultSelector', from: 'result' },
  afterResultPath: { field: 'ResultPath', from: 'afterResultSelector' },
}

/** The records of the state's data flow as far as it went, as TestState's inspectionData. */
export function inspect(thread: ThreadImpl, errorDetails: ErrorDetails | undefined): InspectionData {
  const state = thread.state!
  const records = recordsOf(thread, state)
  const data: Record<string, string | number | ErrorDetails> = { input: jsonText(thread.input) }
  for (const name of shown(state)) {
    const value = records(name)
    if (value !== undefined) data[name] = jsonText(value)
  }
  if (state.type === 'Map') Object.assign(data, mapNumbers(thread, state))
  const variables = { ...thread.variables, ...thread.assigned }
  if (Object.keys(variables).length > 0) data.variables = jsonText(variables)
  if (errorDetails !== undefined) data.errorDetails = errorDetails
  return data
}

function shown(state: State): readonly string[] {
  if (state.type === undefined) return []
  if (state.queryLanguage === 'JSONata') return jsonataStages[state.type] ?? []
  return state.type === 'Pass' && valueAt(state.node, 'Result') ? passWithResult : stages[state.type]
}

/** A record, or what passes through where the state has no field for it. Undefined: the data flow did not come so far. */
function recordsOf(thread: ThreadImpl, state: State): (name: string) => Json | undefined {
  const recorded = thread.stages
  const record = (name: string): Json | undefined => {
    if (name === 'input') return thread.input
    if (Object.hasOwn(recorded, name)) return recorded[name]
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined
    if (source === undefined) {
      if (name !== 'result') return undefined
      return state.type === 'Pass' ? record('afterParameters') : thread.result
    }
    const field = valueAt(state.node, source.field)
    const passes = field === undefined || (field.kind === 'string' && field.value === '$')
    return passes ? record(source.from) : undefined
  }
  return record
}

/** MaxConcurrency and the tolerated failures, once the items are known. */
function mapNumbers(thread: ThreadImpl, state: State): Record<string, number> {
  if (thread.items === undefined) return {}
  const concurrency = integerOf(state.node, 'MaxConcurrency', state.queryLanguage === 'JSONata')?.(thread) ?? 0
  const { count, percentage } = toleranceOf(thread)
  return {
    ...(!(concurrency instanceof Failure) && { maxConcurrency: concurrency }),
    ...(count !== undefined && { toleratedFailureCount: count }),
    ...(percentage !== undefined && { toleratedFailurePercentage: percentage }),
  }
}
