import { isObject, type Json, member } from '../../base/json'
import { type MockAnswerer, readMocks } from './answers'

/**
 * The answers of a test case for the executions that tasks start, too: those of the same test case, or of the one that the execution was started
 * with, under the name of its own state machine in the mock file. Each execution begins with the first answers. One whose machine has no such test
 * case has no answers here. `main`: those of the main execution.
 */
export function withNested(main: MockAnswerer, config: Json, testCase: string): MockAnswerer {
  const others = new Map<string, MockAnswerer | undefined>()
  return (call) => {
    const { nested } = call.thread
    if (nested === undefined) return main(call)
    const { executionArn, stateMachineName } = nested
    if (!others.has(executionArn)) others.set(executionArn, answersOf(config, stateMachineName, nested.testCase ?? testCase))
    return others.get(executionArn)?.(call)
  }
}

function answersOf(config: Json, stateMachineName: string, testCase: string): MockAnswerer | undefined {
  if (!hasTestCase(config, stateMachineName, testCase)) return undefined
  const mocks = readMocks(config, { stateMachineName, testCase })
  return mocks.kind === 'answers' ? mocks.answer : () => ({ kind: 'unanswered', cause: mocks.message })
}

function hasTestCase(config: Json, ...[machine, testCase]: readonly [string, string]): boolean {
  let at: Json | undefined = config
  for (const name of ['StateMachines', machine, 'TestCases', testCase]) at = isObject(at) ? member(at, name) : undefined
  return at !== undefined
}
