import { readMocks } from '../core/mock/answers'
import { errors } from './errors'
import { readJson } from './input'
import type { LaunchAttributes } from './protocol'
import type { Answerer } from './tasks'

/** The answers of the chosen test case of a Step Functions Local mock file. Throws a UserError that says what is wrong with it. */
export function readMock(path: string, testCase: string, { stateMachineName }: Partial<LaunchAttributes>): Answerer {
  const mocks = readMocks(readJson('mock file', path), { testCase, ...(stateMachineName !== undefined && { stateMachineName }) })
  if (mocks.kind === 'wrong') throw errors.mock(`${path}: ${mocks.message}`)
  return mocks.answer
}
