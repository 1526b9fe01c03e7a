import { expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { caseOf, chain, failuresOf, ranOf, task } from '../../testFiles/running'

const mocked = { Return: 'of the file' }
const mockConfig: Json = {
  StateMachines: { Flow: { TestCases: { T: { A: 'Mocked', B: 'Mocked' } } }, Child: { TestCases: { T: { A: 'Child' } } } },
  MockedResponses: { Mocked: { '0': mocked }, Child: { '0': { Return: 'of the child' } } },
}
const two = chain({ A: task({ ResultPath: '$.a' }), B: task({ ResultPath: '$.b' }) })
const inFile = { testCase: 'T', stateMachineName: 'Flow' }

test.each<[string, object, unknown]>([
  ['one answer', { mocks: { A: { Return: 1 }, B: { Return: { Return: 1 } } } }, { a: 1, b: { Return: 1 } }],
  ['answers by attempt', { mocks: { A: { '0': { Return: 1 } }, B: { '0-3': { Return: 2 } } } }, { a: 1, b: 2 }],
  ['before those of the test case, state by state', { ...inFile, mocks: { A: { Return: 1 } } }, { a: 1, b: 'of the file' }],
  ['of the test case alone', inFile, { a: 'of the file', b: 'of the file' }],
  ['null', { mocks: { A: { Return: null }, B: { Return: null } } }, { a: null, b: null }],
])('%s', async (_, members, output) => {
  expect(await failuresOf(two, { ...members, expect: { output } }, mockConfig)).toEqual([])
})

test('calls are counted over the iterations of a Map, and one answer stands for them all', async () => {
  const map = chain({ M: { Type: 'Map', ItemProcessor: chain({ Each: task() }) } })
  const of = (Each: object, output: unknown) => failuresOf(map, { input: [1, 2, 3], mocks: { Each }, expect: { output } })
  expect(await of({ Return: 'x' }, ['x', 'x', 'x'])).toEqual([])
  expect(await of({ '0': { Return: 'x' }, '1-2': { Return: 'y' } }, ['x', 'y', 'y'])).toEqual([])
  expect(await of({ '0-1': { Return: 'x' } }, [])).toEqual([
    expect.objectContaining({
      what: 'mocks',
      message: expect.stringContaining('has answers for attempts 0 to 1, and the state "Each" asks for attempt 2'),
    }),
  ])
})

test('an answer that takes time lets the clock go on', async () => {
  const one = chain({ A: task({ TimeoutSeconds: 60 }) })
  const of = (duration: number, expected: object) => failuresOf(one, { mocks: { A: { Return: 1, duration } }, expect: expected })
  expect(await of(60, { duration: { atMost: 60 }, output: 1 })).toEqual([])
  expect(await of(61, { duration: { atMost: 60 }, error: 'States.Timeout' })).toEqual([])
})

test.each<[string, object, string]>([
  ['no answer', { A: {} }, '"A" has no answer.'],
  ['neither', { A: { Retrun: 1 } }, 'Did you mean "Return"?'],
  ['a gap', { A: { '1': mocked } }, 'There is no answer for attempt 0.'],
  ['an answer that is none', { A: 1 }, '"A" has to be an answer with Return or Throw'],
])('what is wrong is told: %s', async (_, mocks, message) => {
  const failures = await failuresOf(two, { mocks })
  expect(failures.map((failure) => failure.message).join(' ')).toContain(message)
})

test('a mock of a state that asks nobody', async () => {
  const failures = await failuresOf(chain({ P: { Type: 'Pass' } }), { mocks: { P: mocked } })
  expect(failures.map(({ what, message }) => [what, message])).toEqual([
    ['mocks', 'The case has an answer for "P", which is a Pass state: only a Task state asks for one.'],
  ])
})

test('a state of any name', async () => {
  const names = ['__proto__', 'constructor', '</script>', '0', 'Return']
  for (const name of names) {
    const mocks = JSON.parse(`{${JSON.stringify(name)}: {"Return": "x"}}`)
    const ran = await ranOf(chain(JSON.parse(`{${JSON.stringify(name)}: ${JSON.stringify(task())}}`)), caseOf({ mocks }))
    expect([name, 'execution' in ran && ran.execution.output]).toEqual([name, 'x'])
  }
})
