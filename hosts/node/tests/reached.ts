import { visitsOf } from '../../../core/run/visits'
import type { Ran } from '../../../core/testFiles/ran'
import type { Reached } from './protocol'

/** The states of its definition that an execution has entered, each once. What tasks have started elsewhere is left out. */
export function reachedBy({ run, execution, within }: Ran, file: string): Reached {
  const { machine, logicalId } = run.definition
  const states = visitsOf(machine, [execution.history, ...within]).keys()
  return { file, ...(run.document.content === 'template' && logicalId !== undefined && { stateMachine: logicalId }), states: [...states] }
}
