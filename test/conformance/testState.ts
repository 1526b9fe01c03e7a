import { testState as run } from '../../core/service/testState/testState'
import type { TestStateRequest, TestStateResult } from '../../core/service/testState/types'
import { nodePorts } from '../../hosts/ports'

/** TestState of the API, in wire shape. A task without a mock has nobody to answer it here. */
export const testState = (request: TestStateRequest): Promise<TestStateResult> =>
  run(request, nodePorts({ task: () => ({ kind: 'failed', error: 'States.TaskFailed', cause: 'Nobody answers tasks in the checker.' }) }))
