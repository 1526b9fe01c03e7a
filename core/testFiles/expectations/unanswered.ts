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
  return { what: 'mocks', message, event: execution.history.length }
}
