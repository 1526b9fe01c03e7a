import { isObject, type Json, member } from '../../base/json'

/** One test case of a Step Functions Local mock file, by the names of members of StateMachines and of its TestCases. */
export interface MockedTestCase {
  readonly stateMachineName: string
  readonly testCase: string
}

/** The test cases in the text of a mock file, in its order. A text that is no mock file has none: who runs it is told what is wrong with it. */
export function testCasesIn(text: string): MockedTestCase[] {
  const machines = membersOf(parse(text), 'StateMachines')
  return machines.flatMap(([stateMachineName, machine]) =>
    membersOf(machine, 'TestCases').map(([testCase]) => ({ stateMachineName, testCase })),
  )
}

function membersOf(value: Json | undefined, name: string): [string, Json][] {
  const found = isObject(value) ? member(value, name) : undefined
  return isObject(found) ? Object.entries(found) : []
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
