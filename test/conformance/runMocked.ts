import type { Json } from '../../core/base/json'
import { readMocks } from '../../core/run/mock/answers'
import { unmocked } from '../../core/run/mock/unmocked'
import { type Request, run } from './runExecution'

/** The checker's contract for the kind `local_mocking`. */
export async function runMocked(
  request: Request & { readonly mockConfig: Json; readonly stateMachineName: string; readonly testCase: string },
) {
  const mocks = readMocks(request.mockConfig, request)
  if (mocks.kind === 'wrong') throw new Error(mocks.message)
  return run(request, { task: (call) => mocks.answer(call) ?? unmocked.fail(call) })
}
