import { expect, test } from 'vitest'
import type { Json } from '../../../core/base/json'
import { parseDocument } from '../../../core/model/parse'
import { type ContractScope, contractFailures } from '../../../core/testFiles/contract'
import { readTestFile } from '../../../core/testFiles/read'

const machineOf = (states: Record<string, string>) => {
  const all = Object.entries(states).map(([name, resource]) => [name, { Type: 'Task', Resource: resource, End: true }])
  const text = JSON.stringify({ StartAt: all[0]![0], States: Object.fromEntries(all) })
  return parseDocument(text, { format: 'json', content: 'definition' }).definitions[0]!.machine
}
const send = 'arn:aws:states:::sqs:sendMessage'
const machine = machineOf({
  Send: send,
  Start: 'arn:aws:states:::states:startExecution',
  Wait: `${send}.waitForTaskToken`,
  constructor: send,
})

const failures = (members: object, mockConfig?: Json, more: Partial<ContractScope> = {}) => {
  const document = parseDocument(JSON.stringify({ definition: 'a.asl.json', cases: [{ name: 'x', ...members }] }), {
    format: 'json',
    content: 'test',
  })
  const read = readTestFile(document)
  if (read.kind === 'wrong') throw new Error('no test file')
  const scope = { mode: 'STRICT', machine, mockConfig, nested: [], ...more } as const
  return contractFailures(read.file.cases[0]!, scope).map(
    ({ what, path, actual }) => `${what} ${path}${actual === undefined ? '' : ` ${JSON.stringify(actual)}`}`,
  )
}

test('one answer for all attempts, answers by attempt, and what is missing', () => {
  const mocks = {
    Send: { '0': { Throw: { Error: 'E' } }, '1-2': { Return: { MessageId: 1 } } },
    Start: { Return: { ExecutionArn: 'e' } },
    Wait: { Return: 'free' },
    constructor: { Return: [] },
    Nobody: { Return: 1 },
  }
  expect(failures({ mocks })).toEqual([
    "mocks $.mocks.Send['1-2'].Return.MessageId 1",
    'mocks $.mocks.Start.Return.StartDate',
    'mocks $.mocks.constructor.Return []',
  ])
  expect(failures({ mocks }, undefined, { mode: 'PRESENT' })).toHaveLength(2)
})

test('mocks of a mock file: those of the machine and of the machines that it starts, but for states that the case mocks itself', () => {
  const mockConfig = {
    StateMachines: {
      Main: { TestCases: { T: { Send: 'Bad', Start: 'Bad', constructor: 5, Wait: 'Missing' } } },
      Other: { TestCases: { T: { Inner: 'Bad' } } },
    },
    MockedResponses: { Bad: { '0': { Return: { ExecutionArn: 5 } } } },
  }
  const nested = [
    { name: 'Other', machine: machineOf({ Inner: 'arn:aws:states:::aws-sdk:sfn:describeStateMachine' }) },
    { name: 'Gone', machine: undefined },
  ]
  const given = { testCase: 'T', stateMachineName: 'Main', mocks: { Start: { Return: { ExecutionArn: 'e', StartDate: 1 } } } }
  expect(failures(given, mockConfig, { nested, mode: 'PRESENT' })).toEqual([])
  const returned = "mocks $.MockedResponses.Bad['0'].Return"
  expect(failures(given, mockConfig, { nested })).toEqual([
    `${returned}.ExecutionArn 5`,
    ...['StateMachineArn', 'Name', 'Definition', 'RoleArn', 'Type', 'CreationDate'].map((name) => `${returned}.${name}`),
    `${returned}.ExecutionArn 5`,
  ])
})

test('what has the wrong form is not looked at', () => {
  expect(failures({ mocks: { Send: 1 }, testCase: 'T' }, [])).toEqual([])
  expect(failures({ testCase: '__proto__' }, { StateMachines: { __proto__: { TestCases: 1 } } })).toEqual([])
  expect(failures({ testCase: 'T' }, { StateMachines: { M: { TestCases: { T: { Send: '__proto__' } } } } })).toEqual([])
})
