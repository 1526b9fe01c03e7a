import { describe, expect, it } from 'vitest'
import type { Json } from '../../../../core/base/json'
import type { TaskCall } from '../../../../core/interpreter/api'
import { parseDocument } from '../../../../core/model/parse'
import { type MockChoice, readMocks } from '../../../../core/run/mock/answers'

const config = {
  StateMachines: {
    Orders: { TestCases: { Happy: { Charge: 'Paid', Ship: 'Shipped' }, Flaky: { Charge: 'FailsTwice' }, Broken: { Charge: 'Missing' } } },
  },
  MockedResponses: {
    Paid: { '0': { Return: { id: 'T-1' } } },
    Shipped: { '0': { Return: null } },
    FailsTwice: { '2': { Return: 'done' }, '0-1': { Throw: { Error: 'Busy', Cause: 'Try again.' } } },
  },
}

const call = (stateName: string, resource = 'arn:aws:states:::lambda:invoke', before = 0) => ({ stateName, resource, before }) as TaskCall

const choose = (choice: MockChoice, mocks: Json = config) => {
  const chosen = readMocks(mocks, choice)
  if (chosen.kind === 'wrong') throw new Error(chosen.message)
  return chosen.answer
}

describe('the answers of a test case', () => {
  it('come from the response of the state; a state without one is not answered', () => {
    const answer = choose({ testCase: 'Happy' })
    expect(answer(call('Charge'))).toEqual({ kind: 'succeeded', output: { id: 'T-1' } })
    expect(answer(call('Ship'))).toEqual({ kind: 'succeeded', output: null })
    expect(answer(call('Other'))).toBeUndefined()
    expect(answer(call('constructor'))).toBeUndefined()
  })

  it('are taken one by one, whoever asks: a retry, an iteration, the next visit', () => {
    const answer = choose({ testCase: 'Flaky' })
    const busy = { kind: 'failed', error: 'Busy', cause: 'Try again.' }
    expect([0, 1, 2].map((before) => answer(call('Charge', undefined, before)))).toEqual([
      busy,
      busy,
      { kind: 'succeeded', output: 'done' },
    ])
  })

  it('run out: nobody answers, which no Retrier takes', () => {
    const answer = choose({ testCase: 'Happy' })
    expect(answer(call('Charge', undefined, 1))).toEqual({
      kind: 'unanswered',
      cause:
        'The mocked response "Paid" of the test case "Happy" has an answer for attempt 0 only, and the state "Charge" asks for attempt 1.',
    })
  })

  it('may take their time', () => {
    const timed = (duration: Json, answer: Json = { Return: 1 }) => ({
      StateMachines: { M: { TestCases: { T: { Charge: 'R' } } } },
      MockedResponses: { R: { 0: { ...(answer as object), duration } } },
    })
    expect(choose({ testCase: 'T' }, timed(2.5))(call('Charge'))).toEqual({ kind: 'succeeded', output: 1, duration: 2.5 })
    const thrown = timed(0, { Throw: { Error: 'E' } })
    expect(choose({ testCase: 'T' }, thrown)(call('Charge'))).toEqual({ kind: 'failed', error: 'E', duration: 0 })
    for (const wrong of [-1, '2', null, 1e9]) expect(() => choose({ testCase: 'T' }, timed(wrong))).toThrow(/duration .* number of seconds/)
  })

  it('are the same for a task that is asked again after a step back', () => {
    const answer = choose({ testCase: 'Flaky' })
    const first = answer(call('Charge', 'r', 0))
    answer(call('Charge', 'r', 2))
    expect(answer(call('Charge', 'r', 0))).toEqual(first)
    expect(answer(call('Charge', 'r', 2))).toEqual({ kind: 'succeeded', output: 'done' })
  })

  const invoked = { StatusCode: 200, Payload: { n: 1 } }
  const response = (Return: Json) => ({
    StateMachines: { M: { TestCases: { T: { S: 'R' } } } },
    MockedResponses: { R: { '0': { Return } } },
  })
  const own = 'arn:aws:lambda:us-east-1:123456789012:function:f'
  const forms: [what: string, resource: string, input: Json, Return: Json, output: Json][] = [
    ['an Invoke response stands for its Payload', own, {}, invoked, { n: 1 }],
    ['also behind a version', `${own}:7`, {}, invoked, { n: 1 }],
    ['also where the ARN is a substitution', '${Fn}', { id: 1 }, invoked, { n: 1 }],
    ['an integration answers the whole response', 'arn:aws:states:::lambda:invoke', { FunctionName: 'f' }, invoked, invoked],
    ['also where it is a substitution', '${Call}', { FunctionName: 'f' }, invoked, invoked],
    ['a StatusCode that is no integer is data', own, {}, { StatusCode: '200', Payload: 1 }, { StatusCode: '200', Payload: 1 }],
    ['so is a response without Payload', own, {}, { StatusCode: 200 }, { StatusCode: 200 }],
    ['a Payload of null is the output', own, {}, { StatusCode: 200, Payload: null }, null],
    ['a text is a text', own, {}, 'x', 'x'],
  ]
  for (const [what, resource, input, returned, output] of forms)
    it(`of a function: ${what}`, () => {
      expect(choose({ testCase: 'T' }, response(returned))({ ...call('S', resource), input })).toEqual({ kind: 'succeeded', output })
    })

  it('for what is no state of the machine are named', () => {
    const states = { Charge: { Type: 'Map', ItemProcessor: { StartAt: 'Shop', States: { Shop: { Type: 'Succeed' } } } } }
    const document = parseDocument(JSON.stringify({ StartAt: 'Charge', States: states }), { format: 'json', content: 'definition' })
    const mocks = readMocks(config, { testCase: 'Happy', machine: document.definitions[0]!.machine })
    expect(mocks).toMatchObject({
      strangers: ['The test case "Happy" has an answer for "Ship", which is no state. Did you mean "Shop"?'],
    })
  })

  it('of jobs and callbacks were submitted first', () => {
    for (const pattern of ['.sync', '.sync:2', '.waitForTaskToken'])
      expect(choose({ testCase: 'Happy' })(call('Charge', `arn:aws:states:::states:startExecution${pattern}`))).toHaveProperty('submitted')
    expect(choose({ testCase: 'Happy' })(call('Charge'))).not.toHaveProperty('submitted')
  })
})

describe('what is wrong with a mock file is one sentence', () => {
  const answers = (response: Json) => ({ StateMachines: { M: { TestCases: { T: { S: 'R' } } } }, MockedResponses: { R: response } })
  const cases: [choice: MockChoice, mocks: Json, message: string][] = [
    [{ testCase: 'Hapy' }, config, 'The state machine "Orders" of the mock file has no test case "Hapy". Did you mean "Happy"?'],
    [{ testCase: 'Other' }, config, 'has no test case "Other"; there is "Happy", "Flaky", "Broken".'],
    [{ testCase: 'Happy', stateMachineName: 'Order' }, config, 'The mock file has no state machine "Order". Did you mean "Orders"?'],
    [{ testCase: 'Broken' }, config, 'The state "Charge" of the test case "Broken": MockedResponses has no "Missing"'],
    [{ testCase: 'T' }, { StateMachines: { A: {}, B: {} } }, 'has several state machines; choose one of "A", "B".'],
    [{ testCase: 'T' }, { StateMachines: {} }, 'The mock file has no state machine.'],
    [{ testCase: 'T' }, [], 'The mock file has no object StateMachines.'],
    [{ testCase: 'T' }, { StateMachines: { A: [] } }, 'has no object TestCases.'],
    [{ testCase: '__proto__' }, { StateMachines: { A: { TestCases: {} } } }, 'has no test case "__proto__".'],
    [{ testCase: 'T' }, answers({ first: { Return: 1 } }), 'the key "first", which is no attempt ("0") and no range of attempts ("1-2").'],
    [{ testCase: 'T' }, answers({ '1': { Return: 1 } }), 'the mocked response "R" has no answer for attempt 0.'],
    [{ testCase: 'T' }, answers({ '0': { Return: 1 }, '3': { Return: 1 } }), 'has no answer for attempt 1.'],
    [{ testCase: 'T' }, answers({ '0-1': { Return: 1 }, '1': { Return: 1 } }), 'has two answers for attempt 1.'],
    [{ testCase: 'T' }, answers({ '0': { Return: 1, Throw: { Error: 'E' } } }), 'it has to have either Return or Throw.'],
    [{ testCase: 'T' }, answers({ '0': {} }), 'it has to have either Return or Throw.'],
    [{ testCase: 'T' }, answers({ '0': { Throw: { Cause: 'c' } } }), 'Throw has to have the string Error.'],
    [{ testCase: 'T' }, answers(['x']), 'the mocked response "R" is no object.'],
  ]
  for (const [choice, mocks, message] of cases)
    it(message, () => {
      const chosen = readMocks(mocks, choice)
      expect(chosen.kind === 'wrong' && chosen.message).toContain(message)
    })
})
