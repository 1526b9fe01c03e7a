import type { History } from '../../history/types'
import type { Ran } from '../ran'
import type { Failure } from '../types'
import { shown } from './compare'

/** A task without an answer ends an execution as nothing else does: the failure says what it was asked, and how it gets one. */
export function unansweredFailure({ execution, unanswered }: Ran): Failure | undefined {
  if (unanswered === undefined || execution.status !== 'FAILED') return undefined
  const { stateName, stateMachineName, resource, before, input, cause } = unanswered
  const machine = stateMachineName === undefined ? '' : ` of the state machine ${shown(stateMachineName)}`
  const asked = `It was asked ${shown(input)}`
  const mock = `"mocks": { ${JSON.stringify(stateName)}: { "Return": {} } }`
  const how =
    stateMachineName === undefined ? `give it an answer in the case, as ${mock}` : 'give it an answer in a test case of the mock file'
  const message =
    cause === undefined
      ? `Nothing answers the task of the state ${shown(stateName)}${machine} (${resource}, attempt ${before}). ${asked}: ${how}.`
      : `${cause.replace(/\.$/, '')}. ${asked}.`
  return { what: 'mocks', message, event: scheduled(execution.history, stateName) ?? execution.history.length }
}

/** The id of the last event that says that a task of the state is scheduled; undefined where another history has it. */
function scheduled(history: History, stateName: string): number | undefined {
  for (let i = history.length - 1; i >= 0; i--) {
    const { kind, state } = history.info(i)
    if (kind.span === 'task' && kind.role === 'opens' && state?.name === stateName) return i + 1
  }
  return undefined
}
