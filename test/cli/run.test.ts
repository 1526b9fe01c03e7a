import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inProcess, project, stepthrough } from './program'

const hello = { StartAt: 'Hello', States: { Hello: { Type: 'Pass', Result: 'World', End: true } } }
const lambda = (next: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', 'Payload.$': '$' },
  ...next,
})
const context = { StartAt: 'C', States: { C: { Type: 'Pass', Parameters: { 'value.$': '$$' }, OutputPath: '$.value', End: true } } }
const files = {
  'hello.asl.json': hello,
  'echo.asl.json': { StartAt: 'E', States: { E: { Type: 'Pass', End: true } } },
  'context.asl.json': context,
  'task.asl.json': { StartAt: 'Call', States: { Call: lambda() } },
  'retry.asl.json': {
    StartAt: 'Call',
    States: { Call: lambda({ Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60 }], End: true }) },
  },
  'wait.asl.json': { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 86_400, End: true } } },
  'fail.asl.json': { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Broken', Cause: 'It broke.' } } },
  'random.asl.json': {
    StartAt: 'R',
    States: { R: { Type: 'Pass', Parameters: { 'n.$': 'States.MathRandom(1, 1000000)', 'id.$': 'States.UUID()' }, End: true } },
  },
  'variables.asl.json': {
    QueryLanguage: 'JSONata',
    StartAt: 'V',
    States: { V: { Type: 'Pass', Output: '{% $greeting & " " & $states.input.name %}', End: true } },
  },
  'regexp.asl.json': {
    QueryLanguage: 'JSONata',
    StartAt: 'M',
    States: { M: { Type: 'Pass', Output: '{% $contains($states.input, /^(a+)+$/) %}', End: true } },
  },
  'mocks.json': {
    StateMachines: { Calls: { TestCases: { Good: { Call: 'Good' }, Bad: { Call: 'Bad' }, Busy: { Call: 'Busy' } } } },
    MockedResponses: {
      Good: { '0': { Return: { Payload: 42 } } },
      Bad: { '0': { Throw: { Error: 'Bad', Cause: 'So bad.' } } },
      Busy: { '0-1': { Throw: { Error: 'Busy' } }, '2': { Return: 'at last' } },
    },
  },
  'other.json': { StateMachines: { A: { TestCases: {} }, B: { TestCases: {} } }, MockedResponses: {} },
  'input.json': { name: 'file' },
}
const folder = project({
  ...Object.fromEntries(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])),
  'broken.asl.json': '{\n  "StartAt": "A",\n  "States": {\n}',
  'lost.asl.json': '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "Nowhere" } } }',
  'half.yaml': `Resources:
  Good:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: P, States: { P: { Type: Pass, End: true } } }
  Bad:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: { StartAt: P, States: { P: { Type: Psas, End: true } } } }
`,
  'text.json': 'no JSON',
  'empty.json': '',
  'list.asl.json': '[]',
  'pass.asl.yaml': 'StartAt: P\nStates:\n  P:\n    Type: Pass\n    End: true\n',
  'template.yaml': `Resources:
  One:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: P, States: { P: { Type: Pass, Result: one, End: true } } }
  Two:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: P, States: { P: { Type: Pass, Result: two, End: true } } }
`,
})
const run = (...args: string[]) => inProcess(['run', ...args], folder)
const mocked = (testCase: string, ...args: string[]) =>
  run('task.asl.json', '--mock-config', 'mocks.json', '--test-case', testCase, ...args)
const types = (text: string) => JSON.parse(text).events.map((event: { type: string }) => event.type)

describe('run prints the output', () => {
  it('as JSON', async () => expect(await run('hello.asl.json')).toEqual({ code: 0, out: '"World"\n', err: '' }))
  it('of an input that is given inline, in a file, or not at all', async () => {
    expect(JSON.parse((await run('echo.asl.json', '--input', '{"a":[1,-2]}')).out)).toEqual({ a: [1, -2] })
    expect(JSON.parse((await run('echo.asl.json', '--input', '-1')).out)).toBe(-1)
    expect(JSON.parse((await run('echo.asl.json', '--input=@input.json')).out)).toEqual({ name: 'file' })
    expect(JSON.parse((await run('echo.asl.json')).out)).toEqual({})
  })
  it('of a definition in YAML', async () => expect((await run('pass.asl.yaml', '--input', '1')).out).toBe('1\n'))
  it('of a state machine in a template, chosen by its logical id', async () => {
    expect((await run('template.yaml', '--state-machine-name', 'Two')).out).toBe('"two"\n')
  })
  it('with {status, output} where --json asks for it', async () => {
    expect(JSON.parse((await run('hello.asl.json', '--json')).out)).toEqual({ status: 'SUCCEEDED', output: 'World' })
  })
  it('of keys that are members of every object', async () => {
    expect((await run('echo.asl.json', '--input', '{"__proto__":{"a":1},"constructor":2}')).out).toBe(
      '{\n  "__proto__": {\n    "a": 1\n  },\n  "constructor": 2\n}\n',
    )
  })
  it('also where it is nested ten thousand times', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
    const { code, out } = await run('echo.asl.json', '--input', deep)
    expect([code, out]).toEqual([0, `${deep}\n`])
  })
})

describe('a run that fails', () => {
  it('ends with 1 and tells error, cause and place', async () => {
    const { code, out, err } = await run('fail.asl.json')
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^FAILED Broken\nIt broke\.\n\nfail\.asl\.json:1:\d+\n/)
  })
  it('shows nothing that a terminal would obey', async () => {
    const evil = project({
      'evil.asl.json': '{"StartAt":"F","States":{"F":{"Type":"Fail","Error":"\\u001b[31mE","Cause":"\\u001b]0;title"}}}',
    })
    expect((await inProcess(['run', 'evil.asl.json'], evil)).err).not.toContain('\u001b')
  })
  it('is a value with --json', async () => {
    const { code, out, err } = await run('fail.asl.json', '--json')
    expect([code, JSON.parse(out), err]).toEqual([1, { status: 'FAILED', error: 'Broken', cause: 'It broke.' }, ''])
  })
  it('a definition that AWS would not create has its errors shown, and does not run', async () => {
    const { code, out, err } = await run('lost.asl.json')
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('lost.asl.json:1:63 error ')
    expect(err).toContain('MISSING_TRANSITION_TARGET')
  })
  it('only the errors of the machine that runs count in a template', async () => {
    expect(await run('half.yaml', '--state-machine-name', 'Good')).toEqual({ code: 0, out: '{}\n', err: '' })
    expect((await run('half.yaml', '--state-machine-name', 'Bad')).err).toMatch(/^half\.yaml:8:66 error /)
  })
  it('a definition that is no JSON has its first problem shown at its place', async () => {
    const { code, out, err } = await run('broken.asl.json')
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^broken\.asl\.json:3:13 error /)
  })
})

describe('tasks', () => {
  it('answer from the mock file', async () => {
    expect(JSON.parse((await mocked('Good')).out)).toEqual({ Payload: 42 })
    expect(JSON.parse((await mocked('Bad', '--json')).out)).toEqual({ status: 'FAILED', error: 'Bad', cause: 'So bad.' })
  })
  it('are asked again by a Retrier', async () => {
    const { out } = await run('retry.asl.json', '--mock-config', 'mocks.json', '--test-case', 'Busy', '--history', '-')
    expect(types(out).filter((type: string) => type.startsWith('Task'))).toEqual([
      'TaskStateEntered',
      ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
      ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
      ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded'],
      'TaskStateExited',
    ])
  })
  it('that nothing answers fail, and say what to do', async () => {
    const { error, cause } = JSON.parse((await run('task.asl.json', '--json')).out)
    expect([error, cause]).toEqual(['States.Runtime', expect.stringContaining('"Call" (arn:aws:states:::lambda:invoke, attempt 0)')])
  })
  it('echo what they get where --unmocked says so', async () => {
    expect(JSON.parse((await run('task.asl.json', '--input', '7', '--unmocked', 'echo')).out)).toEqual({ FunctionName: 'f', Payload: 7 })
  })
})

describe('a template that names the file of its definition', () => {
  const pass = (word: string) =>
    JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { word, 'id.$': '$$.Execution.Id' }, End: true } } })
  const machine = (id: string, uri: string) => `  ${id}:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: ${uri}
      DefinitionSubstitutions: { Word: hello }
`
  const sam = project({
    'one.yaml': `Resources:\n${machine('One', 'flows/one.asl.json')}`,
    'two.yaml': `Resources:\n${machine('One', 'flows/one.asl.json')}${machine('Two', './flows/two.asl.yaml')}`,
    'lost.yaml': `Resources:\n${machine('One', 'flows/lost.asl.json')}`,
    'wrong.yaml': `Resources:\n${machine('One', 'flows/wrong.asl.json')}`,
    'serverless.yml':
      'stepFunctions:\n  stateMachines:\n    sls:\n      definition: ${file(flows/plain.yml)}\n      definitionSubstitutions: { Word: hi }\n',
    'flows/one.asl.json': pass('${Word}'),
    'flows/plain.yml': 'StartAt: A\nStates:\n  A: { Type: Pass, Result: "${Word}", End: true }\n',
    'flows/two.asl.yaml': 'StartAt: A\nStates:\n  A: { Type: Pass, Result: "two ${Word}", End: true }\n',
    'flows/wrong.asl.json': '{\n "StartAt": "A", "States": { "B": { "Type": "Succeed" } } }',
  })
  const sammed = (...args: string[]) => inProcess(['run', ...args], sam)

  it('runs it, with its type and substitutions', async () => {
    const id = 'arn:aws:states:us-east-1:123456789012:express:StateMachine:execution:execution'
    expect(JSON.parse((await sammed('one.yaml')).out)).toEqual({ word: 'hello', id })
  })
  it('in YAML and Serverless too', async () => {
    expect((await sammed('two.yaml', '--state-machine-name', 'Two')).out).toBe('"two hello"\n')
    expect((await sammed('serverless.yml')).out).toBe('"hi"\n')
  })
  it('and says what is wrong in the file where it is', async () => {
    expect((await sammed('wrong.yaml')).err).toContain('flows/wrong.asl.json:2:14')
    expect(await sammed('lost.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot read flows/lost.asl.json: there is no such file'),
    })
    expect((await sammed('two.yaml')).err).toContain('It has several state machines; choose one of "One", "Two".')
  })
  it('puts values into YAML before it is read, as CloudFormation does', async () => {
    const yaml = project({
      'template.yaml': `Resources:\n${machine('One', 'one.asl.yaml').replace('Word: hello', 'Word: hello, Delay: 5, Both: "${Word}-${Delay}"')}`,
      'one.asl.yaml':
        'StartAt: W\nStates:\n  W:\n    Type: Wait\n    Seconds: ${Delay}\n    Next: A\n  A:\n    Type: Pass\n    Result:\n      - ${Delay}\n      - ${Both}\n      - "${Delay}"\n    End: true\n',
    })
    expect(JSON.parse((await inProcess(['run', 'template.yaml'], yaml)).out)).toEqual([5, 'hello-5', '5'])
  })
  it.skipIf(process.platform === 'win32')('reads no file of another place, and says so', async () => {
    const place = project({
      'repo/.git/HEAD': '',
      'repo/infra/template.yaml': `Resources:\n${machine('One', '../flows/one.asl.json')}`,
      'repo/infra/out.yaml': `Resources:\n${machine('One', '../../secret.json')}`,
      'repo/infra/link.yaml': `Resources:\n${machine('One', 'link.asl.json')}`,
      'repo/flows/one.asl.json': pass('${Word}'),
      'secret.json': 'token of somebody',
    })
    symlinkSync(join(place, 'secret.json'), join(place, 'repo/infra/link.asl.json'))
    const infra = join(place, 'repo/infra')
    expect(JSON.parse((await inProcess(['run', 'template.yaml'], infra)).out)).toMatchObject({ word: 'hello' })
    for (const [template, named] of [
      ['out.yaml', '../../secret.json'],
      ['link.yaml', 'link.asl.json'],
    ] as const) {
      const ran = await inProcess(['run', template], infra)
      const checked = await inProcess(['validate', template], infra)
      expect([ran.code, ran.out]).toEqual([2, ''])
      for (const { out, err } of [ran, checked]) {
        expect(err).toContain(`${named} is not read: ${template} may name files beside it`)
        expect(out + err).not.toContain('token')
      }
    }
    // where the command is given is a place that its files may name
    expect((await inProcess(['validate', 'repo/infra/out.yaml'], place)).out).toContain('secret.json:1:1')
  })
  it('is validated with that file', async () => {
    const { out } = await inProcess(['validate', 'wrong.yaml', '--format', 'json'], sam)
    expect(JSON.parse(out).map(({ file }: { file: string }) => file)).toContain('flows/wrong.asl.json')
    const both = await inProcess(['validate', 'wrong.yaml', 'flows/wrong.asl.json', '--format', 'json'], sam)
    expect(JSON.parse(both.out)).toHaveLength(JSON.parse(out).length)
  })
})

describe('the history', () => {
  it('has the input as it was sent, from the command line and from a file', async () => {
    const inputOf = async (input: string) =>
      JSON.parse((await run('hello.asl.json', '--input', input, '--history', '-')).out).events[1].stateEnteredEventDetails.input
    expect(await inputOf('{ "n": 1.0 }')).toBe('{ "n": 1.0 }')
    expect(await inputOf(' null')).toBe(' null')
    writeFileSync(join(folder, 'spaced.json'), '\uFEFF{\n  "n": 1.0\n}\n')
    expect(await inputOf('@spaced.json')).toBe('{\n  "n": 1.0\n}')
  })
  it('is written in the form of GetExecutionHistory', async () => {
    const { code, out } = await run('hello.asl.json', '--history', 'history.json')
    expect([code, out]).toEqual([0, '"World"\n'])
    const { events } = JSON.parse(readFileSync(join(folder, 'history.json'), 'utf8'))
    expect(events.map(({ id, previousEventId, type }: Record<string, unknown>) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 0, 'PassStateEntered'],
      [3, 2, 'PassStateExited'],
      [4, 3, 'ExecutionSucceeded'],
    ])
    expect(events[3].executionSucceededEventDetails.output).toBe('"World"')
  })
  it('on the standard output leaves the result to stderr', async () => {
    const { out, err } = await run('hello.asl.json', '--history', '-')
    expect([types(out).length, err]).toEqual([4, '"World"\n'])
  })
  it('shows a day of waiting, which takes no time', async () => {
    const { out } = await run('wait.asl.json', '--history', '-', '--start-time', '2026-02-01T00:00:00Z')
    const times = JSON.parse(out).events.map((event: { timestamp: string }) => Date.parse(event.timestamp))
    expect(times[0]).toBe(Date.UTC(2026, 1, 1))
    expect(times.at(-1)).toBe(Date.UTC(2026, 1, 2))
  })
})

describe('what the execution sees', () => {
  it('its name, its machine and its start', async () => {
    const { out } = await run(
      'context.asl.json',
      '--name',
      'run-7',
      '--state-machine-name',
      'Context',
      '--start-time',
      '2026-01-31T12:00:00Z',
      '--context',
      '{"Mine":1}',
    )
    expect(JSON.parse(out)).toMatchObject({
      Execution: { Name: 'run-7', StartTime: '2026-01-31T12:00:00Z' },
      StateMachine: { Name: 'Context' },
      Mine: 1,
    })
  })
  it('variables to begin with', async () => {
    expect((await run('variables.asl.json', '--variables', '{"greeting":"Hello"}', '--input', '@input.json')).out).toBe('"Hello file"\n')
  })
  it('the same chance with the same seed', async () => {
    const outputs = await Promise.all(['1', '1', '2'].map(async (seed) => (await run('random.asl.json', '--seed', seed)).out))
    expect(outputs[0]).toBe(outputs[1])
    expect(outputs[0]).not.toBe(outputs[2])
    expect((await run('random.asl.json')).out).toBe((await run('random.asl.json')).out)
  })
})

describe('wrong usage is one line and exit code 2', () => {
  const cases: [args: string[], message: string][] = [
    [[], 'run needs one FILE'],
    [['hello.asl.json', 'echo.asl.json'], 'run needs one FILE'],
    [['nowhere.asl.json'], 'cannot read nowhere.asl.json: there is no such file'],
    [['.'], '. is a folder. It has several state machines; choose one of'],
    [['list.asl.json'], 'cannot run list.asl.json: There is no state machine in it.'],
    [['template.yaml'], 'cannot run template.yaml: It has several state machines; choose one of "One", "Two".'],
    [['template.yaml', '--state-machine-name', 'Three'], 'It has no state machine "Three"; there is "One", "Two".'],
    [['hello.asl.json', '--input', '{a:1}'], '--input is no JSON: '],
    [['hello.asl.json', '--input', '@text.json'], '--input (text.json) is no JSON: '],
    [['hello.asl.json', '--input', '@empty.json'], '--input (empty.json) is no JSON: '],
    [['hello.asl.json', '--input', '@nowhere.json'], 'cannot read nowhere.json: there is no such file'],
    [['hello.asl.json', '--test-case', 'Good'], '--test-case needs --mock-config'],
    [['hello.asl.json', '--mock-config', 'mocks.json'], '--mock-config needs --test-case'],
    [['hello.asl.json', '--mock-config', 'nowhere.json', '--test-case', 'Good'], 'cannot read nowhere.json: there is no such file'],
    [['hello.asl.json', '--mock-config', 'text.json', '--test-case', 'Good'], '--mock-config (text.json) is no JSON: '],
    [
      ['hello.asl.json', '--mock-config', 'mocks.json', '--test-case', 'Goot'],
      'mocks.json: The state machine "Calls" of the mock file has no test case "Goot". Did you mean "Good"?',
    ],
    [
      ['hello.asl.json', '--mock-config', 'other.json', '--test-case', 'T'],
      'other.json: The mock file has several state machines; choose one of "A", "B".',
    ],
    [['hello.asl.json', '--unmocked', 'prompt'], '--unmocked is one of fail, echo, not "prompt"'],
    [['hello.asl.json', '--time', 'fast'], '--time is virtual, real or a scale such as 0.01, not "fast"'],
    [['hello.asl.json', '--time', '-1'], 'not "-1"'],
    [['hello.asl.json', '--start-time', 'noon'], '--start-time is a time such as 2026-01-31T12:00:00Z, not "noon"'],
    [['hello.asl.json', '--variables', '[]'], '--variables is a JSON object, not []'],
    [['hello.asl.json', '--history', 'nowhere/history.json'], 'cannot write nowhere/history.json: there is no such file'],
    [['hello.asl.json', '--mock-config', 'mocks.json', '--test-case', 'Go\u001b[31m\nod'], 'has no test case "Go\\u001b[31m\\nod"'],
    [['hello.asl.json', '--type', 'FAST'], '--type is one of STANDARD, EXPRESS, not "FAST"'],
  ]
  for (const [args, message] of cases)
    it(args.join(' '), async () => {
      const { code, out, err } = await run(...args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(/^stepthrough: [^\n]+\n$/)
      expect(err).toContain(message)
    })
})

describe('the built program', () => {
  it('runs JSON, YAML and JSONata', async () => {
    for (const [args, out] of [
      [['hello.asl.json'], '"World"\n'],
      [['pass.asl.yaml', '--input', '1'], '1\n'],
      [['variables.asl.json', '--variables', '{"greeting":"Hello"}', '--input', '{"name":"you"}'], '"Hello you"\n'],
    ] as const)
      expect(await stepthrough(['run', ...args], folder)).toEqual({ code: 0, out, err: '' })
  })
  it('is not held up by a regular expression that backtracks for ever', async () => {
    const input = JSON.stringify(`${'a'.repeat(60)}!`)
    expect(await stepthrough(['run', 'regexp.asl.json', '--input', input], folder)).toEqual({ code: 0, out: 'false\n', err: '' })
  })
  it('writes all of a long history into a pipe', async () => {
    const { out } = await stepthrough(['run', 'echo.asl.json', '--input', JSON.stringify('x'.repeat(100_000)), '--history', '-'], folder)
    expect(types(out)).toHaveLength(4)
  })
  it('ends with 1 and 2, and never a stack trace', async () => {
    const failed = await stepthrough(['run', 'fail.asl.json'], folder)
    expect([failed.code, failed.err]).toEqual([1, expect.not.stringContaining('    at ')])
    const wrong = await stepthrough(['run', 'hello.asl.json', '--input', '{'], folder)
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/^stepthrough: [^\n]+\n$/)])
  })
  it('a real second takes a second, a scaled one less', async () => {
    const began = performance.now()
    const { code } = await stepthrough(['run', 'wait.asl.json', '--time', '0.000001'], folder)
    expect([code, performance.now() - began >= 86]).toEqual([0, true])
  })
})
