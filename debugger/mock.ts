import type { Machine } from '../core/model/machine'
import { readMocks } from '../core/run/mock/answers'
import { errors } from './errors'
import { readJson } from './input'
import type { LaunchAttributes } from './protocol'
import type { Answerer } from './tasks'

/** Who answers, and what of the mock file is for no state: whole sentences. */
export interface Mock {
  readonly answerer: Answerer
  readonly strangers: readonly string[]
}

/** The answers of the chosen test case of a Step Functions Local mock file. Throws a UserError that says what is wrong with it. */
export function readMock(path: string, testCase: string, machine: Machine, { stateMachineName }: Partial<LaunchAttributes>): Mock {
  const mocks = readMocks(readJson('mock file', path), { testCase, machine, ...(stateMachineName !== undefined && { stateMachineName }) })
  if (mocks.kind === 'wrong') throw errors.mock(`${path}: ${mocks.message}`)
  return { answerer: mocks.answer, strangers: mocks.strangers.map((stranger) => `${path}: ${stranger}`) }
}
