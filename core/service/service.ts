import type { Json } from '../base/json'
import { type Action, callAction, type Result } from './action'
import { describeExecution, redriveExecution, startExecution, startSyncExecution, stopExecution } from './actions/executions'
import { taskActions } from './actions/forWorkers'
import { getExecutionHistory } from './actions/history'
import { createStateMachine, describeStateMachine } from './actions/stateMachines'
import { testState } from './actions/testState'
import { validateStateMachineDefinition } from './actions/validate'
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
  redriveExecution,
  ...taskActions,
  testState,
  validateStateMachineDefinition,
]

export type { Result }

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
  call<Response extends object>(name: string, request: Json | object): Promise<Result<Response>> {
    return callAction(actions, this.memory, name, request as Json) as Promise<Result<Response>>
  }
}
