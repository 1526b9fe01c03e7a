import { expect, test } from 'vitest'
import type { Json } from '../../../../core/base/json'
import { Answerers } from '../../../../core/run/answerers'
import { beginRun, prepareRun } from '../../../../core/run/prepare'
import { programOf } from '../../../../core/run/program'
import { unmocked } from '../../../../core/run/unmocked'
import { nodePorts } from '../../../../hosts/node/ports'
import { arnOf, nested } from '../../../support/nestedMachines'

const work = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:1:function:f', End: true }
const child = { StartAt: 'Work', States: { Work: work } }
const call = (machine: string, Next?: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution.sync:2',
  Parameters: { StateMachineArn: machine },
  OutputPath: '$.Output',
  ...(Next === undefined ? { End: true } : { Next }),
})
const parent = (arn = arnOf('Child')) => ({
  StartAt: 'First',
  States: { First: call(arn, 'Second'), Second: call(arn, 'Work'), Work: work },
})
const mocks = (machines: { [name: string]: object }) => ({
  StateMachines: Object.fromEntries(Object.entries(machines).map(([name, TestCases]) => [name, { TestCases }])),
  MockedResponses: {
    Mine: { 0: { Return: 'mine' } },
    Own: { 0: { Return: 'own' }, 1: { Return: 'own again' } },
    Other: { 0: { Return: 'other' } },
    Bad: { 0: {} },
  },
})

async function ran(config: object, definition: object = parent()) {
  const { machine, task } = nested({ Child: child }, unmocked.fail)
  const prepared = prepareRun({
    program: programOf(JSON.stringify(definition)),
    mockConfig: { value: config as Json },
    testCase: 'Case',
    stateMachineName: 'Parent',
  })
  if (prepared.kind === 'refused') throw new Error(JSON.stringify(prepared.problems))
  const answerers = new Answerers({
    mock: prepared.mock,
    binding: (each) => (each.resource.includes('startExecution') ? task(each) : undefined),
  })
  const execution = beginRun(prepared, nodePorts({ task: answerers.answer, machine }))
  await execution.run()
  return execution
}

test('the tasks of a nested machine are answered by the test case under its own name, each execution from the first answer on', async () => {
  const execution = await ran(mocks({ Parent: { Case: { Work: 'Mine' } }, Child: { Case: { Work: 'Own' } } }))
  expect(execution).toMatchObject({ status: 'SUCCEEDED', output: 'mine' })
  const outputs = Array.from({ length: execution.history.length }, (_, i) => execution.history.event(i)).flatMap(
    ({ stateExitedEventDetails: details }) => (details ? [details.output] : []),
  )
  expect(outputs).toEqual(['"own"', '"own"', '"mine"'])
})

test('a test case behind the ARN is the one that counts', async () => {
  const config = mocks({ Parent: { Case: { Work: 'Mine', Second: 'Mine' } }, Child: { Case: { Work: 'Own' }, Else: { Work: 'Other' } } })
  const execution = await ran(config, { StartAt: 'Last', States: { Last: call(`${arnOf('Child')}#Else`) } })
  expect(execution.output).toBe('other')
})

test('an answer of the main machine is none for a state of the same name in another', async () => {
  expect(await ran(mocks({ Parent: { Case: { Work: 'Mine' } } }))).toMatchObject({
    status: 'FAILED',
    cause: expect.stringContaining('Nothing answers the task of the state "Work" of the state machine "Child" ('),
  })
})

test('what is wrong in the test case of a nested machine is said', async () => {
  expect(await ran(mocks({ Parent: { Case: { Work: 'Mine' } }, Child: { Case: { Work: 'Bad' } } }))).toMatchObject({
    status: 'FAILED',
    cause: expect.stringContaining('Throw'),
  })
})
