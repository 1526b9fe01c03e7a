import { describe, expect, test } from 'vitest'
import { recordAnswer } from '../../../core/language/mockFiles/recordAnswer'
import { readMocks } from '../../../core/run/mock/answers'

const call = {
  stateMachineName: 'OrderProcessing',
  testCase: 'Recorded',
  stateName: 'Pay',
  answer: { Return: { paid: true } },
  forState: false,
} as const

function recorded(text: string, more: Partial<Parameters<typeof recordAnswer>[1]> = {}): string {
  const result = recordAnswer(text, { ...call, ...more })
  if (typeof result === 'string') return result
  return result.edits.reduce((now, { offset, length, text: put }) => now.slice(0, offset) + put + now.slice(offset + length), text)
}

const fresh = `{
  "StateMachines": {
    "OrderProcessing": {
      "TestCases": {
        "Recorded": {
          "Pay": "PayRecorded"
        }
      }
    }
  },
  "MockedResponses": {
    "PayRecorded": {
      "0": {
        "Return": { "paid": true }
      }
    }
  }
}
`

describe('an answer in a mock file', () => {
  test('begins a file', () => {
    expect(recorded('')).toBe(fresh)
    expect(recorded(' \n')).toBe(fresh)
  })

  test('of a later call is the next attempt', () => {
    const twice = recorded(fresh, { answer: { Throw: { Error: 'Declined', Cause: 'no money' } } })
    expect(twice).toBe(
      fresh.replace(
        '"Return": { "paid": true }\n      }',
        '"Return": { "paid": true }\n      },\n      "1": {\n        "Throw": { "Error": "Declined", "Cause": "no money" }\n      }',
      ),
    )
    expect(readMocks(JSON.parse(twice), { testCase: 'Recorded' }).kind).toBe('answers')
  })

  test('of every later call is a range', () => {
    expect(Object.keys(JSON.parse(recorded(fresh, { forState: true })).MockedResponses.PayRecorded)).toEqual(['0', '1-1000'])
    expect(recorded(recorded('', { forState: true }))).toContain('"1000": {')
  })

  test('keeps the layout, the order and the comments of a file', () => {
    const text = `{
    // Made by hand
    "MockedResponses": { "Paid": { "0": { "Return": 1 } } }, /* one */
    "StateMachines": {
        "order-processing": {
            "TestCases": {
                "Happy": { "Pay": "Paid" } // as it should be
            }
        }
    }
}`
    const result = recordAnswer(text, { ...call, stateName: 'Ship', testCase: 'Happy' })
    expect(result).toMatchObject({ stateMachineName: 'order-processing' })
    expect(recorded(text, { stateName: 'Ship', testCase: 'Happy', answer: { Return: 2 } })).toBe(`{
    // Made by hand
    "MockedResponses": { "Paid": { "0": { "Return": 1 } }, "ShipHappy": {
        "0": {
            "Return": 2
        }
    } }, /* one */
    "StateMachines": {
        "order-processing": {
            "TestCases": {
                "Happy": { "Pay": "Paid", "Ship": "ShipHappy" } // as it should be
            }
        }
    }
}`)
  })

  test('leaves a response alone that another test case has too', () => {
    const shared = JSON.stringify({
      StateMachines: { OrderProcessing: { TestCases: { A: { Pay: 'Paid' }, Recorded: { Pay: 'Paid' } } } },
      MockedResponses: { Paid: { 0: { Return: 1 } }, PayRecorded: { 0: { Return: 1 } } },
    })
    expect(JSON.parse(recorded(shared))).toEqual({
      StateMachines: { OrderProcessing: { TestCases: { A: { Pay: 'Paid' }, Recorded: { Pay: 'PayRecorded2' } } } },
      MockedResponses: { Paid: { 0: { Return: 1 } }, PayRecorded: { 0: { Return: 1 } }, PayRecorded2: { 0: { Return: { paid: true } } } },
    })
  })

  test('writes the response that a test case names and nothing has', () => {
    const text = JSON.stringify({ StateMachines: { OrderProcessing: { TestCases: { Recorded: { Pay: 'Paid' } } } }, MockedResponses: {} })
    expect(JSON.parse(recorded(text)).MockedResponses).toEqual({ Paid: { 0: { Return: { paid: true } } } })
  })

  test.each([
    ['[]', /root of the mock file is no object/i],
    ['{"StateMachines": 1}', /"StateMachines" of the mock file is no object/],
    ['{"MockedResponses": []}', /"MockedResponses" of the mock file is no object/],
    ['{"StateMachines": {"OrderProcessing": {"TestCases": {"Recorded": {"Pay": 1}}}}}', /response of "Pay" is no string/],
    ['{"StateMachines": ', /not JSON/],
  ])('refuses %s', (text, message) => {
    expect(recordAnswer(text, call)).toMatch(message)
  })

  test('takes names that are hostile, and deep values', () => {
    const names = { stateMachineName: '__proto__', testCase: 'constructor', stateName: 'a"b\\' }
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
    const text = recorded('', { ...names, answer: { Return: deep } })
    const machines = JSON.parse(text).StateMachines
    expect(Object.keys(machines)).toEqual(['__proto__'])
    expect(Object.keys(Object.getOwnPropertyDescriptor(machines, '__proto__')!.value.TestCases.constructor)).toEqual(['a"b\\'])
  })
})
