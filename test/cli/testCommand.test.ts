import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../cli/main'
import { inProcess, project } from './program'

const definition = JSON.stringify({
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ask', Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
})

const mockFile = JSON.stringify({
  StateMachines: { Ask: { TestCases: { Good: { Ask: 'Good' }, Bad: { Ask: 'Bad' } } } },
  MockedResponses: { Good: { '0': { Return: 1 } }, Bad: { '0': { Throw: { Error: 'No' } } } },
})

const right = { name: 'right', mocks: { Ask: { Return: { total: 1 } } }, expect: { output: { total: 1 } } }
const wrong = { name: 'wrong', mocks: { Ask: { Return: { total: 1 } } }, expect: { output: { total: 2 } } }
const file = (...cases: object[]) => JSON.stringify({ definition: 'ask.asl.json', cases })

const run = async (files: Record<string, string>, ...args: string[]) => {
  const folder = project(files)
  const { code, out, err } = await inProcess(['test', ...args], folder)
  return { code, out, err }
}

/** What is run, as `file name status`, by the JSON report. */
const cases = async (files: Record<string, string>, ...args: string[]) => {
  const { code, out, err } = await run(files, ...args, '--reporter', 'json')
  if (code === 2) return err
  return JSON.parse(out).cases.map(({ file, name, status }: Record<string, string>) => `${file} ${name} ${status}`)
}

test('a passed and a failed case: exit 1, and the report that the contract has', async () => {
  const { code, out, err } = await run(
    { 'ask.asl.json': definition, 'ask.asl.test.json': file(right, wrong, { name: 'out', skip: true }) },
    '--reporter',
    'json',
  )
  expect([code, err]).toEqual([1, ''])
  const own = { file: 'ask.asl.test.json', definition: 'ask.asl.json', milliseconds: expect.any(Number) }
  expect(JSON.parse(out)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 1,
    cases: [
      { ...own, name: 'right', status: 'passed', failures: [] },
      {
        ...own,
        name: 'wrong',
        status: 'failed',
        failures: [{ what: 'output', path: '$.total', expected: 2, actual: 1, message: expect.any(String) }],
      },
    ],
  })
})

const both = {
  'b/ask.asl.json': definition,
  'b/ask.asl.test.json': file(right),
  'a/ask.asl.json': definition,
  'a/MockConfigFile.json': mockFile,
}

test('what is named, and what it stands for', async () => {
  const good = 'a/MockConfigFile.json Good passed'
  const bad = 'a/MockConfigFile.json Bad failed'
  const own = 'b/ask.asl.test.json right passed'
  expect(await cases(both)).toEqual([good, bad, own])
  expect(await cases(both, 'b')).toEqual([own])
  expect(await cases(both, 'b', 'a')).toEqual([good, bad, own])
  expect(await cases(both, 'b/ask.asl.test.json')).toEqual([own])
  expect(await cases(both, 'b/ask.asl.json')).toEqual([own])
  expect(await cases(both, 'a/ask.asl.json')).toEqual([good, bad])
  expect(await cases(both, 'a/MockConfigFile.json')).toEqual([good, bad])
  expect(await cases(both, '**/*.test.json')).toEqual([own])
  expect(await cases(both, '{a,b}/*')).toEqual([good, bad, own])
  expect(await cases(both, '*/ask.asl.json', '--filter', 'GOOD')).toEqual([good])
})

test('where nothing is found: exit 2', async () => {
  expect(await cases({ 'ask.asl.json': definition })).toBe(
    'stepthrough: there is no test in this folder: no *.asl.test.json, no *.asl.test.yaml and no mock file beside a definition\n',
  )
  expect(await cases({ 'ask.asl.json': definition, 'ask.asl.test.json': file() }, 'ask.asl.test.json')).toBe(
    'stepthrough: there is no test in ask.asl.test.json: no test file there has a case\n',
  )
  expect(await cases(both, '--filter', 'nobody')).toBe('stepthrough: there is no test in this folder whose name contains "nobody"\n')
  expect(await cases(both, 'nowhere')).toBe('stepthrough: cannot read nowhere: there is no such file\n')
  expect(await cases(both, 'c/*.json')).toContain('there is no test in c/*.json')
})

test('a case of a test file stands in the place of the test case of a mock file that it uses', async () => {
  const files = {
    'ask.asl.json': definition,
    'MockConfigFile.json': mockFile,
    'ask.asl.test.json': JSON.stringify({
      definition: 'ask.asl.json',
      mockConfig: 'MockConfigFile.json',
      cases: [{ name: 'fails', testCase: 'Bad', expect: { error: 'No' } }, right],
    }),
  }
  const expected = ['MockConfigFile.json Good passed', 'ask.asl.test.json fails passed']
  expect(await cases(files)).toEqual([...expected, 'ask.asl.test.json right passed'])
  expect(await cases(files, 'MockConfigFile.json')).toEqual(expected)
  const configured = { ...files, 'stepthrough.json': '{ "mockConfig": "MockConfigFile.json" }' }
  configured['ask.asl.test.json'] = file({ name: 'fails', testCase: 'Bad', expect: { error: 'No' } })
  expect(await cases(configured)).toEqual(expected)
})

test('packages and builds are left out, unless they are named', async () => {
  const files = Object.fromEntries(
    ['.', 'node_modules/x', 'dist', '.hidden'].flatMap((folder) => [
      [`${folder}/ask.asl.json`, definition],
      [`${folder}/ask.asl.test.json`, file(right)],
    ]),
  )
  expect(await cases(files)).toEqual(['ask.asl.test.json right passed'])
  expect(await cases(files, 'node_modules')).toEqual(['node_modules/x/ask.asl.test.json right passed'])
})

test('which machine of a mock file a definition is, and its input', async () => {
  const echo = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } })
  const fails = JSON.stringify({
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [{ Variable: '$.x', IsPresent: true, Next: 'B' }], Default: 'C' },
      B: { Type: 'Succeed' },
      C: { Type: 'Fail' },
    },
  })
  const machines = (...names: string[]) =>
    JSON.stringify({
      StateMachines: Object.fromEntries(names.map((name) => [name, { TestCases: { [`of ${name}`]: {} } }])),
      MockedResponses: {},
    })
  const one = { 'order.asl.json': echo, 'MockConfigFile.json': machines('Whatever') }
  expect(await cases(one)).toEqual(['MockConfigFile.json of Whatever passed'])
  expect(await cases({ ...one, 'other.asl.json': echo })).toContain('there is no test')
  const two = { 'pay-out.asl.yaml': fails, 'order.asl.json': echo, 'MockConfigFile.json': machines('PayOut', 'order', 'Nobody') }
  expect(await cases(two)).toEqual(['MockConfigFile.json of PayOut failed', 'MockConfigFile.json of order passed'])
  expect(await cases({ ...two, 'pay-out.input.json': '{ "x": 1 }' })).toEqual([
    'MockConfigFile.json of PayOut passed',
    'MockConfigFile.json of order passed',
  ])
  const template = JSON.stringify({
    Resources: { Flow: { Type: 'AWS::Serverless::StateMachine', Properties: { Definition: JSON.parse(fails) } } },
  })
  expect(await cases({ 'template.json': template, 'flow.input.json': '{ "x": 1 }', 'MockConfigFile.json': machines('Flow') })).toEqual([
    'MockConfigFile.json of Flow passed',
  ])
})

test('a file that is wrong is one failed case, and the others run', async () => {
  const { code, out } = await run(
    { 'ask.asl.json': definition, 'a.asl.test.json': '{\n  "cases" 1 }', 'b.asl.test.json': file(right), 'c.asl.test.yaml': 'cases: 1' },
    '--reporter',
    'json',
  )
  expect(code).toBe(1)
  expect(JSON.parse(out).cases).toMatchObject([
    {
      file: 'a.asl.test.json',
      name: 'a.asl.test.json',
      definition: '',
      status: 'failed',
      failures: [{ what: 'file', line: 2, column: 11 }],
    },
    { name: 'right', status: 'passed' },
    {
      name: 'c.asl.test.yaml',
      status: 'failed',
      failures: [
        { what: 'file', line: 1, column: 1, message: 'A test file has no "definition".' },
        { what: 'file', line: 1, column: 8 },
      ],
    },
  ])
})

test('for people: each case, and of what failed both values below each other', async () => {
  const { out } = await run({ 'ask.asl.json': definition, 'ask.asl.test.json': file(right, wrong, { name: 'out', skip: true }) })
  expect(out.replaceAll(/\d+ ms/g, 'N ms')).toBe(`ask.asl.test.json N ms
  ✓ right
  ✗ wrong
  - out (skipped)

1. wrong
   ask.asl.test.json:1:135
   The output has 1 at $.total, where 2 is expected.
     expected 2
     actual   1

1 passed, 1 failed, 1 skipped in 1 file, N ms.
`)
})

test('which report goes where', async () => {
  const files = { 'ask.asl.json': definition, 'ask.asl.test.json': file(right) }
  const refused = async (...args: string[]) => (await run(files, ...args)).err
  expect(await refused('--reporter', 'json', '--reporter', 'pretty')).toContain(
    'the standard output has one report, not both json and pretty',
  )
  expect(await refused('--output', 'x')).toContain('--output x goes behind the --reporter that writes it')
  expect(await refused('--reporter', 'json', '--output', 'x', '--output', 'y')).toContain('--output y goes behind')
  expect(await refused('--reporter', 'json', '--output', 'x', '--reporter', 'pretty', '--output', './x')).toContain(
    'cannot both be written to x',
  )
  expect(await refused('--reporter', 'xml')).toContain('--reporter is one of')
  expect(await refused('--update', '--watch')).toContain('--update does not go with --watch')
  expect(await refused('--config', 'no.json')).toContain('no.json')
  expect((await run(files, '--reporter', 'pretty', '--reporter', 'json', '--output', 'reports/tests.json')).out).toContain('✓ right')
})

test('a run that is interrupted ends its functions, and tells what it has', async () => {
  const waits = 'exports.handler = async () => { console.log("called"); await new Promise(() => setInterval(() => {}, 1000)) }'
  const folder = project({
    'ask.asl.json': definition,
    'a.asl.test.json': file(right),
    'ask.asl.test.json': file({ name: 'waits' }, right),
    'ask.js': waits,
    'stepthrough.json': JSON.stringify({ functions: { ask: { handler: 'ask.handler', timeout: 900 } } }),
  })
  let [out, err] = ['', '']
  let interrupt = () => {}
  const hear = (text: string) => {
    err += text
    if (text.includes('called')) interrupt()
  }
  const onInterrupt = (then: () => void) => {
    interrupt = then
    return () => {}
  }
  const code = await main(['test', '--reporter', 'tap'], {
    cwd: folder,
    colours: false,
    out: (text) => (out += text),
    err: hear,
    onInterrupt,
  })
  expect([code, out, err]).toEqual([
    1,
    'TAP version 14\nok 1 - a.asl.test.json: right\nBail out! interrupted\n',
    '[ask] called\nstepthrough: interrupted before all tests had run\n',
  ])
})

test('the functions of a test file stay warm from case to case', async () => {
  const folder = {
    'ask.asl.json': definition,
    'ask.asl.test.json': file({ name: 'first', expect: { output: 1 } }, { name: 'second', expect: { output: 2 } }),
    'ask.js': 'let calls = 0; exports.handler = async () => ++calls',
    'stepthrough.json': JSON.stringify({ functions: { ask: { handler: 'ask.handler' } } }),
  }
  expect(await cases(folder)).toEqual(['ask.asl.test.json first passed', 'ask.asl.test.json second passed'])
})

test('--update writes the outputs that differ, and no others', async () => {
  const text = `{
  "definition": "ask.asl.json", // that one
  "cases": [
    { "name": "right", "mocks": { "Ask": { "Return": { "total": 1 } } }, "expect": { "output": { "total": 1 } } },
    { "name": "wrong", "mocks": { "Ask": { "Return": { "total": 1 } } }, "expect": { "output": { "total": 2 /* ? */ } } },
    { "name": "no output", "mocks": { "Ask": { "Return": 1 } }, "expect": { "visits": { "Done": 7 } } },
    { "name": "fails", "mocks": { "Ask": { "Throw": { "Error": "No" } } }, "expect": { "output": 1 } }
  ]
}
`
  const folder = project({ 'ask.asl.json': definition, 'ask.asl.test.json': text, 'MockConfigFile.json': mockFile })
  const { code, out, err } = await inProcess(['test', 'ask.asl.test.json', '--update', '--reporter', 'tap'], folder)
  expect(readFileSync(join(folder, 'ask.asl.test.json'), 'utf8')).toBe(text.replace('"total": 2', '"total": 1'))
  expect([code, err]).toEqual([1, 'Updated 1 output in ask.asl.test.json.\n'])
  expect(out.match(/^(not )?ok.*/gm)).toEqual([
    'ok 1 - ask.asl.test.json: right',
    'ok 2 - ask.asl.test.json: wrong',
    'not ok 3 - ask.asl.test.json: no output',
    'not ok 4 - ask.asl.test.json: fails',
  ])
})

test('a case that is wrong fails alone', async () => {
  const files = { 'ask.asl.json': definition, 'ask.asl.test.json': file({ name: 'wrong', mocks: { Ask: { '1': {} } } }, right) }
  expect(await cases(files)).toEqual(['ask.asl.test.json wrong failed', 'ask.asl.test.json right passed'])
})

test('where all reports are files, stderr says how many there were', async () => {
  const files = { 'ask.asl.json': definition, 'ask.asl.test.json': file(right, wrong, { name: 'out', skip: true }) }
  const { code, out, err } = await run(files, '--reporter', 'junit', '--output', 'reports/junit.xml')
  expect([code, out, err]).toEqual([1, '', 'stepthrough: 1 passed, 1 failed, 1 skipped\n'])
})

test('who answers: the nearest stepthrough.json, the one that the test file names, none, or the one of the call', async () => {
  const answers = (value: number) => `exports.handler = async () => ${value}`
  const config = (handler: string) => JSON.stringify({ functions: { ask: { handler: `${handler}.handler` } } })
  const of = (output: number, config?: string | false) =>
    JSON.stringify({
      definition: 'ask.asl.json',
      ...(config !== undefined && { config }),
      cases: [{ name: `${output}`, expect: { output } }],
    })
  const files = {
    'ask.asl.json': definition,
    'one.js': answers(1),
    'two.js': answers(2),
    'stepthrough.json': config('one'),
    'stepthrough.two.json': config('two'),
    'a.asl.test.json': of(1),
    'b.asl.test.json': of(2, 'stepthrough.two.json'),
    'c.asl.test.json': of(1, false),
  }
  const [a, b, c] = ['a.asl.test.json 1', 'b.asl.test.json 2', 'c.asl.test.json 1']
  expect(await cases(files)).toEqual([`${a} passed`, `${b} passed`, `${c} failed`])
  expect(await cases(files, '--config', 'stepthrough.two.json')).toEqual([`${a} failed`, `${b} passed`, `${c} failed`])
  expect(await cases(files, '--config', 'none')).toEqual([`${a} failed`, `${b} failed`, `${c} failed`])
})
