import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { TestSession } from '../../../hosts/node/tests/session'
import { suitesAt } from '../../../hosts/node/tests/suite'

const root = mkdtempSync(join(tmpdir(), 'stepthrough-faults-'))
afterAll(() => rmSync(root, { recursive: true }))

const ask = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ask', End: true }
const definition = JSON.stringify({ StartAt: 'Ask', States: { Ask: ask } }, undefined, 2)
const mocks = { Ask: { Return: 1 } }

/** What the cases of a test file fail by, `what: message` each, in a folder with these files. */
async function faults(file: object | string, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const all = { 'ask.asl.json': definition, 'ask.asl.test.json': typeof file === 'string' ? file : JSON.stringify(file), ...files }
  const folder = mkdtempSync(join(root, 'f'))
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const session = new TestSession({ root: folder, allowRemote: false, howToAllow: '--allow-remote', print: () => {} })
  const found: string[] = []
  for (const suite of await suitesAt(join(folder, 'ask.asl.test.json'), session.reader)) {
    for (const { what, message } of suite.failures) found.push(`${what}: ${message}`)
    await session.run(suite, { ended: (_, __, { failures }) => found.push(...failures.map(({ what, message }) => `${what}: ${message}`)) })
  }
  return found
}

const withCase = (members: object, file: object = {}) => ({ definition: 'ask.asl.json', cases: [{ name: 'a', ...members }], ...file })

test('what is right', async () => {
  expect(await faults(withCase({ mocks }))).toEqual([])
})

test('a definition that is wrong is told with its place', async () => {
  const wrong = definition.replace('"Ask"', '"Aks"')
  expect(await faults(withCase({ mocks }), { 'ask.asl.json': wrong })).toEqual([
    expect.stringMatching(/^definition: ask\.asl\.json:2:15: /),
  ])
  expect(await faults(withCase({ mocks }), { 'ask.asl.json': '{ "StartAt": ' })).toEqual([
    expect.stringMatching(/^definition: ask\.asl\.json:1:\d+: /),
    expect.stringMatching(/^definition: ask\.asl\.json:1:\d+: /),
  ])
  expect(await faults(withCase({ mocks }, { definition: 'none.asl.json' }))).toEqual([
    expect.stringMatching(/^definition: cannot read none\.asl\.json: /),
  ])
  expect(await faults(withCase({ mocks }, { definition: 'aks.asl.json' }))).toEqual([
    'definition: cannot read aks.asl.json: there is no such file. Did you mean "ask.asl.json"?',
  ])
})

test('an input file', async () => {
  expect(await faults(withCase({ mocks, inputFile: 'in.json' }), { 'in.json': '{}' })).toEqual([])
  expect(await faults(withCase({ mocks, inputFile: 'sub/in.json' }), { 'sub/in.json': '{\n "a" 1 }' })).toEqual([
    expect.stringMatching(/^input: sub\/in\.json:2:6: .*\.$/),
  ])
  expect(await faults(withCase({ mocks, inputFile: 'none.json' }))).toEqual([expect.stringMatching(/^input: cannot read none\.json: /)])
})

test('a mock file', async () => {
  const mockFile = JSON.stringify({
    StateMachines: { Ask: { TestCases: { T: { Ask: 'One' } } } },
    MockedResponses: { One: { '0': { Return: 1 } } },
  })
  const of = (members: object, text: string) => faults(withCase(members, { mockConfig: 'M.json' }), { 'M.json': text })
  expect(await of({ testCase: 'T', expect: { output: 1 } }, mockFile)).toEqual([])
  expect(await of({ testCase: 't' }, mockFile)).toEqual([
    'mocks: The state machine "Ask" of the mock file has no test case "t". Did you mean "T"?',
  ])
  expect(await of({ testCase: 'T' }, '{ "StateMachines" }')).toEqual([expect.stringMatching(/^mocks: M\.json:1:\d+: /)])
  expect(await faults(withCase({ testCase: 'T' }))).toEqual([
    'mocks: The case names the test case "T", and its file names no mockConfig that it could be in.',
  ])
  expect(await faults(withCase({ testCase: 'T' }, { mockConfig: 'none.json' }))).toEqual([
    expect.stringMatching(/^mocks: cannot read none\.json: /),
  ])
})

test('a stepthrough.json that is wrong is named from the working folder', async () => {
  expect(await faults(withCase({ mocks }), { 'stepthrough.json': '{ "functons": {} }' })).toEqual([
    expect.stringMatching(/^file: stepthrough\.json:1:3: /),
  ])
})

test('the working folder itself is a point', async () => {
  expect(await faults(withCase({ mocks, inputFile: '.' }))).toEqual(['input: cannot read .: it is a folder'])
})

test('a task that nobody answers', async () => {
  expect(await faults(withCase({ input: { x: 1 } }))).toEqual([
    'mocks: Nothing answers the task of the state "Ask" (arn:aws:lambda:us-east-1:123456789012:function:ask, attempt 0). It was asked {"x":1}: give it an answer in the case, as "mocks": { "Ask": { "Return": {} } }.',
  ])
})

test('a time that is none', async () => {
  expect(await faults(withCase({ mocks, startTime: '2026-13-45' }))).toEqual([expect.stringMatching(/^case: .*2026-13-45/)])
  expect(await faults(withCase({ mocks, startTime: '2026-02-29T00:00:00Z' }))).toEqual(['case: "2026-02-29T00:00:00Z" is no time.'])
  expect(await faults(withCase({ mocks, startTime: '2028-02-29T23:59:59.5+02:00' }))).toEqual([])
})
