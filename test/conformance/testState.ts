import type { TestStateRequest, TestStateResponse } from '../../core/service/testState/types'
import { service } from '../support/service'

/** TestState of the API, in wire shape. A task without a mock has nobody to answer it here. */
export const testState = (request: TestStateRequest) =>
  service({
    unmocked: () => ({ kind: 'failed', error: 'States.TaskFailed', cause: 'Nobody answers tasks in the checker.' }),
  }).call<TestStateResponse>('TestState', request)
