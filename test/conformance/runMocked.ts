import type { Json } from '../../core/base/json'
import { type Request, run } from './runExecution'

/** The checker's contract for the kind `local_mocking`. */
export const runMocked = (
  request: Request & { readonly mockConfig: Json; readonly stateMachineName: string; readonly testCase: string },
) => {
  const { mockConfig, testCase, stateMachineName } = request
  return run(request, { stateMachineName, testCase, mockConfig: { value: mockConfig } }, {})
}
