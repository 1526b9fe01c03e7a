import type { Json } from '../base/json'
import type { Action } from './action'
import { describeExecution, startExecution, startSyncExecution, stopExecution } from './actions/executions'
import { getExecutionHistory } from './actions/history'
import { createStateMachine, describeStateMachine } from './actions/stateMachines'
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './actions/tasks'
import { testState } from './actions/testState'
import { validateStateMachineDefinition } from './actions/validate'
import { type ApiError, Refused, refusals } from './errors'
import { Memory, type ServiceParts } from './memory'

/** The actions that there are. Of any other name a call is answered with UnknownOperationException. */
export const actions: readonly Action[] = [
  createStateMachine,
  describeStateMachine,
  startExecution,
  startSyncExecution,
  describeExecution,
  getExecutionHistory,
  stopExecution,
  sendTaskSuccess,
  sendTaskFailure,
  sendTaskHeartbeat,
  testState,
  validateStateMachineDefinition,
]

/**
 * How a call ends: with the response in the shape of the API's JSON, or with the error by which it was refused. A failed execution is a
 * response.
 */
export type Result<Response extends object = object> = { readonly response: Response } | { readonly error: ApiError }

/** The Step Functions API over a memory of its own. Source: Step Functions API reference. */
export class StepFunctions {
  private readonly memory: Memory

  constructor(parts: ServiceParts) {
    this.memory = new Memory(parts)
  }

  /**
   * Calls an action by its name, such as StartExecution. Rejects for no request, however wrong. `Response`: what the API says that the
   * action answers with.
   */
  async call<Response extends object>(name: string, request: Json | object): Promise<Result<Response>> {
    try {
      const row = actions.find((each) => each.name === name)
      if (row === undefined) throw refusals.operation()
      return { response: (await row.run(this.memory, request as Json)) as Response }
    } catch (error) {
      if (error instanceof Refused) return { error: { name: error.name, message: error.message } }
      throw error
    }
  }
}
