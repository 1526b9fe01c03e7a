import { errors } from './errors'
import { readText } from './launch'
import type { LaunchAttributes } from './protocol'
import type { Answerer } from './tasks'

/** A mock file of Step Functions Local, and the test case of it that answers. */
export function readMock(path: string, { testCase, stateMachineName }: Partial<LaunchAttributes>): Answerer {
  readText('mock file', path)
  throw errors.mock(`${path}: ${testCase} ${stateMachineName}`)
}
