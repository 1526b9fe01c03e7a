import { machinesOf } from '../../../core/model/graph'
import type { Ran } from '../../../core/testFiles/ran'
import type { Reached } from './protocol'

/** The states of its definition that an execution has entered, each once. What tasks have started elsewhere is left out. */
export function reachedBy({ run, execution, within }: Ran, file: string): Reached {
  const { machine, logicalId } = run.definition
  const own = new Set(machinesOf(machine))
  const states = new Set<string>()
  for (const history of [execution.history, ...within])
    for (let i = 0; i < history.length; i++) {
      const { kind, state } = history.info(i)
      if (state !== undefined && kind.span === 'state' && kind.role === 'opens' && own.has(state.machine)) states.add(state.name)
    }
  return { file, ...(run.document.content === 'template' && logicalId !== undefined && { stateMachine: logicalId }), states: [...states] }
}
