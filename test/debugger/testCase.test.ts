import { expect, test } from 'vitest'
import { TestSession } from './support/session'

const machine = {
  StartAt: 'Pay',
  States: {
    Pay: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'pay', 'Payload.$': '$' },
      Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }],
      ResultSelector: { 'total.$': '$.Payload.total' },
      Next: 'Done',
    },
    Done: { Type: 'Pass', End: true },
  },
}

const tests = {
  definition: 'pay.asl.json',
  defaults: { input: { n: 1 }, mocks: { Pay: { '0': { Throw: { Error: 'Busy' } }, '1': { Return: { Payload: { total: 3 } } } } } },
  cases: [
    {
      name: 'it pays',
      expect: { output: { total: 3 }, attempts: { Pay: 2 }, calls: { Pay: [{ Payload: { n: 1 } }, { Payload: { n: 1 } }] } },
    },
    { name: 'it pays more', expect: { output: { total: 4 } } },
    { name: 'nobody answers', mocks: { Pay: { '0': { Throw: { Error: 'Busy' } } } }, expect: {} },
    { name: 'it is wrong', inputs: 1 },
  ],
}

const session = (more: object = {}) => new TestSession({ 'pay.asl.json': machine, 'pay.asl.test.json': tests, ...more })
const launch = (s: TestSession, name: string, more: object = {}) =>
  s.launch({ test: { file: s.path('pay.asl.test.json'), case: name }, ...more } as never)
const told = (s: TestSession) => s.events.filter(({ event }) => event === 'stepthrough/tested').map(({ body }) => body.failures)
const lines = (s: TestSession) =>
  s.events.flatMap(({ event, body }) => (event === 'output' && /The test/.test(body.output) ? [body.output.trim()] : []))

test('a case runs as it says, and is held against what it expects', async () => {
  const s = session()
  await launch(s, 'it pays')
  expect([told(s), lines(s)]).toEqual([[[]], ['The test "it pays" has passed.']])
})

test('it stops at breakpoints, and what differs is told with its place', async () => {
  const s = session()
  await launch(s, 'it pays more', { stopOnEntry: true })
  await s.move('next')
  await s.move('stepBack')
  await s.move('continue')
  expect(told(s)).toMatchObject([
    [{ what: 'output', path: '$.total', expected: '4', actual: '3', at: { start: { line: expect.any(Number) } } }],
  ])
  expect(lines(s)).toEqual([expect.stringMatching(/^The test "it pays more" has failed: .*total/)])
  // what would have held
  expect(s.events.find(({ event }) => event === 'stepthrough/tested')?.body.came).toMatchObject([{ what: 'output', value: { total: 3 } }])
})

test.each<[string, object, RegExp]>([
  ['it pay', {}, /has no case "it pay": did you mean "it pays"\?/],
  ['it is wrong', {}, /pay.asl.test.json:\d+:\d+ .*inputs/],
  ['it pays', { input: {} }, /"test" and "input" exclude each other/],
])('a launch of the case %s is refused with %j', async (name, more, message) => {
  const s = session()
  await expect(launch(s, name, more)).rejects.toThrow(message)
})

test('a test case of a mock file is a case by its name', async () => {
  const s = session({
    'MockConfigFile.json': {
      StateMachines: { pay: { TestCases: { Happy: { Pay: 'Paid' } } } },
      MockedResponses: { Paid: { '0': { Return: { Payload: { total: 1 } } } } },
    },
  })
  await s.launch({ test: { file: s.path('MockConfigFile.json'), case: 'Happy' } } as never)
  expect(told(s)).toEqual([[]])
})

test('children of a distributed Map that are cut by one failure all count', async () => {
  const child = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Look',
    States: {
      Look: { Type: 'Pass', Next: 'IsBad' },
      IsBad: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 3, Next: 'Bad' }], Default: 'Long' },
      Bad: { Type: 'Fail' },
      Long: { Type: 'Wait', Seconds: 60, End: true },
    },
  }
  const map = { StartAt: 'Each', States: { Each: { Type: 'Map', ItemProcessor: child, End: true } } }
  const cut = {
    definition: 'pay.asl.json',
    cases: [{ name: 'cut', input: [1, 2, 3, 4], expect: { status: 'FAILED', visits: { Look: 4, Long: 3 } } }],
  }
  const s = session({ 'pay.asl.json': map, 'pay.asl.test.json': cut })
  await launch(s, 'cut')
  await s.move('continue')
  expect(told(s)).toEqual([[]])
})
