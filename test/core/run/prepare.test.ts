import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../core/model/parse'
import { beginRun, type Given, prepareRun, type RunRequest } from '../../../core/run/prepare'
import { openProgram, programIn, programOf } from '../../../core/run/program'
import { readScale, readTime } from '../../../core/run/settings'
import { nodePorts } from '../../../hosts/node/ports'

const states = (states: object) => JSON.stringify({ StartAt: Object.keys(states)[0], States: states })
const pass = states({ A: { Type: 'Pass', End: true } })
const call = states({ Call: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true } })
const mocks = {
  StateMachines: { M: { TestCases: { Good: { Call: 'R' }, Typo: { Cal: 'R' }, Lost: { Call: 'None' } } } },
  MockedResponses: { R: { '0': { Return: 1 } } },
}
const mockConfig: Given = { value: mocks }
const template = parseDocument(
  JSON.stringify({
    Resources: Object.fromEntries(
      ['One', 'Two'].map((name) => [
        name,
        { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineType: 'EXPRESS', Definition: JSON.parse(pass) } },
      ]),
    ),
  }),
  { format: 'json', content: 'template' },
)

const prepare = (text: string, more: Partial<RunRequest> = {}) => prepareRun({ program: programOf(text), ...more })

describe('what keeps a run from beginning', () => {
  /** The first problem, and the codes of all. */
  test.each<[string, string, Partial<RunRequest>, object, string?]>([
    [
      'a target that is not there',
      states({ A: { Type: 'Choice', Choices: [], Default: 'B' }, B: { Type: 'Succeed' }, C: 1 }),
      {},
      { code: 'fault', fault: { severity: 'error' } },
    ],
    ['a text that is no JSON', '{"StartAt": }', {}, { code: 'fault', role: 'definition', fault: { severity: 'error' } }],
    ['an empty definition', '', {}, { code: 'fault', offset: 0 }],
    ['a list', '[]', {}, { code: 'noMachine', role: 'definition', message: 'There is no state machine in it.' }],
    [
      'an input that is no JSON',
      pass,
      { input: { text: '{"a": 1,\n "b": }' } },
      { code: 'notJson', role: 'input', offset: 10, message: 'A value is expected' },
    ],
    ['an empty input', pass, { input: { text: ' ' } }, { code: 'notJson', role: 'input', message: 'it is empty' }],
    ['an input with a mark', pass, { input: { text: '\uFEFF[}' } }, { code: 'notJson', role: 'input', offset: 2 }],
    ['an input that never ends', pass, { input: { text: '['.repeat(100_000) } }, { code: 'notJson', role: 'input' }],
    [
      'a mock file that is no JSON',
      pass,
      { mockConfig: { text: 'no' }, testCase: 'T' },
      { code: 'notJson', role: 'mockConfig', offset: 0 },
    ],
    ['a test case without its file', pass, { testCase: 'T' }, { code: 'alone', role: 'testCase' }],
    ['a mock file without a test case', pass, { mockConfig }, { code: 'alone', role: 'mockConfig' }],
    [
      'a test case that is not there',
      call,
      { mockConfig, testCase: 'Goof' },
      {
        code: 'wrongMocks',
        role: 'testCase',
        message: 'The state machine "M" of the mock file has no test case "Goof". Did you mean "Good"?',
      },
    ],
    ['a machine that is not there', call, { mockConfig, testCase: 'Good', stateMachineName: 'N' }, { code: 'wrongMocks' }],
    ['a response that is not there', call, { mockConfig, testCase: 'Lost' }, { code: 'wrongMocks' }],
    ['a member of every object as a test case', call, { mockConfig, testCase: '__proto__' }, { code: 'wrongMocks' }],
    ['a start that is no time', pass, { startTime: 'noon' }, { code: 'notTime', role: 'startTime' }],
    ['a start that no clock can show', pass, { startTime: 1e300 }, { code: 'notTime' }],
    [
      'all of it at once',
      '[]',
      { input: { text: '' }, startTime: '', testCase: 'T' },
      { code: 'noMachine' },
      'noMachine notTime notJson alone',
    ],
  ])('%s', (_, text, more, first, codes = (first as { code: string }).code) => {
    const prepared = prepare(text, more)
    const problems = prepared.kind === 'refused' ? prepared.problems : []
    expect(problems[0]).toMatchObject(first)
    expect([...new Set(problems.map(({ code }) => code))].join(' ')).toBe(codes)
  })

  test('a definition that is known to be good is not checked again', () => {
    expect(prepare(states({ A: { Type: 'Pass', Next: 'B' } }), { checked: true }).kind).toBe('run')
  })

  test('what the service takes, and fails when it is reached', () => {
    const branch = { StartAt: 'B', States: { B: { Type: 'Pass', Assign: { v: 1 }, End: true } } }
    const text = states({
      P: { Type: 'Parallel', Branches: [branch], Next: 'A' },
      A: { Type: 'Pass', Parameters: { 'a.$': '$v' }, End: true },
    })
    expect(prepare(text).kind).toBe('run')
  })
})

const given = {
  stateMachineName: 'M',
  executionName: 'e',
  roleArn: 'r',
  region: 'x',
  account: '1',
  limits: { payloadBytes: 9 },
  context: { a: 1 },
  variables: { b: 2 },
}

describe('a run', () => {
  test.each<[string, Partial<RunRequest>, object]>([
    ['has {} as its input', {}, { input: {} }],
    ['keeps the text of its input', { input: { text: '{ "n": 1.0 }\n' } }, { input: { n: 1 }, inputText: '{ "n": 1.0 }\n' }],
    ['without the line breaks that end its file', { input: { text: '\uFEFF[1.0]\r\n', file: true } }, { input: [1], inputText: '[1.0]' }],
    ['takes null', { input: { text: 'null' } }, { input: null, inputText: 'null' }],
    ['takes any member', { input: { text: '{"__proto__": 1}' } }, { inputText: '{"__proto__": 1}' }],
    ['begins when it is said', { startTime: '2026-01-31T12:00:00Z' }, { startTime: Date.UTC(2026, 0, 31, 12) }],
    ['at any number of milliseconds', { startTime: 0 }, { startTime: 0 }],
    ['has the names and limits that are given', given, given],
    ['has the type that is asked for', { type: 'EXPRESS' }, { type: 'EXPRESS' }],
  ])('%s', (_, more, options) => {
    const prepared = prepare(pass, more)
    expect(prepared).toMatchObject({ kind: 'run', options, mock: undefined, strangers: [] })
    if (prepared.kind === 'run') for (const value of Object.values(prepared.options)) expect(value).toBeDefined()
  })

  test('has the answers of its test case, and tells of those for no state', async () => {
    const prepared = prepare(call, { mockConfig: { text: `${JSON.stringify(mocks)}\n`, file: true }, testCase: 'Good' })
    if (prepared.kind === 'refused') throw new Error('refused')
    const execution = beginRun(prepared, nodePorts({ task: (task) => prepared.mock!(task)! }))
    await execution.run()
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: 1 })
    expect(prepare(call, { mockConfig, testCase: 'Typo' })).toMatchObject({
      strangers: ['The test case "Typo" has an answer for "Cal", which is no state. Did you mean "Call"?'],
    })
  })
})

describe('a template', () => {
  test.each([
    ['names the one that is meant', 'Two', { kind: 'run', definition: { logicalId: 'Two' }, options: { type: 'EXPRESS' } }],
    [
      'has several',
      undefined,
      { problems: [{ code: 'noMachine', message: 'It has several state machines; choose one of "One", "Two".' }] },
    ],
    ['has not this one', 'constructor', { problems: [{ code: 'noMachine' }] }],
  ] as const)('%s', (_, name, expected) => {
    expect(prepareRun({ program: programIn(template, name) })).toMatchObject(expected)
  })

  const elsewhere = parseDocument(
    JSON.stringify({
      Resources: { One: { Type: 'AWS::Serverless::StateMachine', Properties: { Type: 'EXPRESS', DefinitionUri: 'one.asl.json' } } },
    }),
    { format: 'json', content: 'template' },
  )
  const open = (text: string) =>
    openProgram(elsewhere, undefined, async ({ type }) =>
      parseDocument(text, { format: 'json', content: 'definition' }, { running: true, ...(type && { type }) }),
    )

  test('names a file, which is read', async () => {
    expect(prepareRun({ program: await open(pass) })).toMatchObject({
      kind: 'run',
      definition: { logicalId: 'One' },
      options: { type: 'EXPRESS' },
    })
    expect(prepareRun({ program: await open('[]') })).toMatchObject({
      problems: [{ code: 'noMachine', message: 'There is no state machine in it, though a template names it.' }],
    })
    expect(prepareRun({ program: programIn(elsewhere) })).toMatchObject({
      problems: [{ code: 'noMachine', message: 'Its state machine is in one.asl.json, which was not read.' }],
    })
    await expect(openProgram(elsewhere, undefined, () => Promise.reject(new Error('outside')))).rejects.toThrow('outside')
  })
})

test.each([
  [undefined, 0],
  ['virtual', 0],
  ['real', 1],
  ['0.01', 0.01],
  [2, 2],
  [-1, undefined],
  ['-1', undefined],
  ['fast', undefined],
  [' ', undefined],
  [Number.NaN, undefined],
  ['Infinity', undefined],
  [{}, undefined],
])('the scale %j is %j', (value, scale) => expect(readScale(value)).toBe(scale))

test.each([
  ['2026-01-01', Date.UTC(2026, 0, 1)],
  [5, 5],
  ['noon', Number.NaN],
  [8.65e15, Number.NaN],
  [null, Number.NaN],
])('the time %j is %j', (value, time) => expect(readTime(value)).toBe(time))
