import { expect, test } from 'vitest'
import { TestSession } from '../debugger/support/session'
import { inProcess, project } from './program'

/** A test case that is named without a mock file is in the one that stepthrough.json names. */

const machine = {
  StartAt: 'Pay',
  States: {
    Pay: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:pay', Next: 'Tell' },
    Tell: { Type: 'Pass', End: true },
  },
}
const mocks = (paid: string) => ({
  StateMachines: { order: { TestCases: { Paid: { Pay: 'Paid' } } } },
  MockedResponses: { Paid: { 0: { Return: paid } } },
})
const files = {
  '.git/HEAD': '',
  'flows/order.asl.json': JSON.stringify(machine),
  'stepthrough.json': '{ "mockConfig": "mocks/MockConfigFile.json" }',
  'other.json': '{ "mockConfig": "nowhere.json" }',
  'wrong.json': '{ "mockConfigs": "a.json", "function": {} }',
  'mocks/MockConfigFile.json': JSON.stringify(mocks('of the config')),
  'own.json': JSON.stringify(mocks('of the option')),
}
const folder = project(files)
const run = (...args: string[]) => inProcess(['run', 'flows/order.asl.json', '--test-case', ...args], folder)

test.each<[string, string[], string]>([
  ['of the nearest', ['Paid'], '"of the config"\n'],
  ['behind one of its own', ['Paid', '--mock-config', 'own.json'], '"of the option"\n'],
])('%s stepthrough.json', async (_, args, out) => expect(await run(...args)).toEqual({ code: 0, out, err: '' }))

test.each<[string, string[], string]>([
  [
    'without a config file',
    ['Paid', '--config', 'none'],
    '--test-case needs --mock-config, the file that it is in, or mockConfig in stepthrough.json',
  ],
  ['with one that is not there', ['Paid', '--config', 'other.json'], 'cannot read nowhere.json: there is no such file'],
  [
    'with a test case that is not there',
    ['Paix'],
    'mocks/MockConfigFile.json: The state machine "order" of the mock file has no test case "Paix". Did you mean "Paid"?',
  ],
])('%s', async (_, args, message) => expect(await run(...args)).toEqual({ code: 2, out: '', err: `stepthrough: ${message}\n` }))

test('each thing that is wrong with a config file has a line of its own', async () => {
  const { code, err } = await run('Paid', '--config', 'wrong.json')
  expect(code).toBe(2)
  expect(err.replaceAll(folder, '')).toBe(
    'stepthrough: /wrong.json:1:3: There is no member "mockConfigs" here. Did you mean "mockConfig"?\n' +
      'stepthrough: /wrong.json:1:28: There is no member "function" here. Did you mean "functions"?\n',
  )
})

test('in the debugger', async () => {
  const s = new TestSession(files)
  await s.launch({ program: 'flows/order.asl.json', testCase: 'Paid', stopOnEntry: true })
  await s.move('continue')
  expect(s.console).toContain('of the config')
})

test('in the debugger a wrong config file is told', async () => {
  const s = new TestSession(files)
  await expect(s.launch({ program: 'flows/order.asl.json', testCase: 'Paid', config: '../wrong.json' })).rejects.toThrow('"mockConfigs"')
})
