import { readFileSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { describe, expect, test } from 'vitest'
import { attributes } from '../../debugger/program/launch'
import type { ClockBody, LaunchAttributes } from '../../debugger/protocol'
import { counting, hello, orderMocks, orders } from './support/machines'
import { type Files, TestSession } from './support/session'

/** A definition with so many targets that are not there, which has no end either. */
const faulty = (count: number) => ({
  StartAt: 'S0',
  States: Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `S${i}`,
      { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: `N${i}` }], Default: `S${(i + 1) % count}` },
    ]),
  ),
})

const files: Files = {
  'machine.asl.json': hello,
  'mock.json': orderMocks,
  'orders.asl.json': orders,
  'input.json': { name: 'file' },
  'broken-input.json': '{\n  "name": tru\n}',
  'empty.json': '',
  'syntax.asl.json': '{\n  "StartAt": "A",\n  "States": {\n    "A": { "Type": "Pass" "End": true }\n  }\n}',
  'target.asl.json': {
    StartAt: 'A',
    States: { A: { Type: 'Pass', Next: 'Nowhere' }, B: { Type: 'Pass' } },
  },
  'list.asl.json': '[]',
  'two.yaml': `Resources:
  First:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States: { A: { Type: Pass, Result: first, End: true } }
  Second:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: A
        States: { A: { Type: Pass, Result: second, End: true } }
`,
  'files.yaml': ['First', 'Second']
    .map((id) => `  ${id}:\n    Type: AWS::Serverless::StateMachine\n    Properties: { DefinitionUri: ${id}.asl.json }\n`)
    .join('')
    .replace(/^/, 'Resources:\n'),
  'three.asl.json': faulty(2),
  'five.asl.json': faulty(4),
  'machine.asl.yaml': 'StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: yaml\n    End: true\n',
}

/** One clear message each: what the launch is refused with. */
const refusals: readonly (readonly [string, Partial<LaunchAttributes> & { readonly [other: string]: unknown }, RegExp])[] = [
  ['no program', { program: '' }, /^The launch attribute "program" is missing/],
  ['a missing program', { program: 'nowhere.asl.json' }, /^The definition .*nowhere\.asl\.json cannot be read: there is no such file\.$/],
  ['a folder as program', { program: '.' }, /cannot be read: it is a folder\.$/],
  ['a syntax error', { program: 'syntax.asl.json' }, /^The definition has errors, so it does not run:\n.*syntax\.asl\.json:4:\d+ /],
  ['a target that is not there', { program: 'target.asl.json' }, /target\.asl\.json:6:\d+ .*Nowhere/],
  ['no definition in the file', { program: 'list.asl.json' }, /list\.asl\.json/],
  ['a template with two machines', { program: 'two.yaml' }, /two\.yaml: .*"First", "Second".*"stateMachineName"/],
  ['a template that names two files', { program: 'files.yaml' }, /files\.yaml: .*"First", "Second".*"stateMachineName"/],
  ['three errors', { program: 'three.asl.json' }, /^.*\n.*no terminal state\n.*N0\n.*N1$/],
  ['five errors', { program: 'five.asl.json' }, /^.*\n.*no terminal state\n.*N0\n.*N1\nand 2 more$/],
  ['a machine that the template does not have', { program: 'two.yaml', stateMachineName: 'Third' }, /"Third".*"First", "Second"/],
  ['an input that is no JSON', { input: '{"name": }' }, /^The input is not JSON: 1:2 A value is expected\.$/],
  ['an empty input text', { input: '' }, /^The input is not JSON: 1:1 it is empty\.$/],
  ['an input file that is no JSON', { inputFile: 'broken-input.json' }, /^The input file is not JSON: .*broken-input\.json:2:11 /],
  ['an empty input file', { inputFile: 'empty.json' }, /empty\.json:1:1 it is empty\.$/],
  ['a missing input file', { inputFile: 'no.json' }, /^The input file .*no\.json cannot be read: there is no such file\.$/],
  ['input twice', { input: {}, inputFile: 'input.json' }, /exclude each other/],
  [
    'a missing mock file',
    { mockConfig: 'no.json', testCase: 'Happy' },
    /^The mock file .*no\.json cannot be read: there is no such file\.$/,
  ],
  ['a mock file that is no JSON', { mockConfig: 'broken-input.json', testCase: 'x' }, /^The mock file is not JSON: .*:2:11 /],
  ['a missing test case', { mockConfig: 'mock.json', testCase: 'Hapy' }, /mock\.json: .*Hapy/],
  ['a missing machine in the mock file', { mockConfig: 'mock.json', testCase: 'Happy', stateMachineName: 'Order' }, /mock\.json: .*Order/],
  ['a mock file without a test case', { mockConfig: 'mock.json' }, /"mockConfig" needs "testCase"/],
  ['a test case without a mock file', { testCase: 'Happy' }, /"testCase" needs "mockConfig"/],
  ['unmocked', { unmocked: 'guess' as never }, /^The launch attribute "unmocked" has to be one of "prompt", "fail", "echo"\.$/],
  ['time', { time: 'slow' as never }, /"time" has to be "virtual", "real" or a scale/],
  ['a negative scale', { time: -1 }, /"time" has to be/],
  ['stepBy', { stepBy: 'line' as never }, /"stepBy" has to be one of "state", "stage"\.$/],
  ['startTime', { startTime: 'tomorrow' }, /"startTime" has to be a time/],
  ['stopOnEntry', { stopOnEntry: 'yes' as never }, /"stopOnEntry" has to be true or false\.$/],
  ['context', { context: [] as never }, /"context" has to be a JSON object\.$/],
  ['variables', { variables: 'x' as never }, /"variables" has to be a JSON object\.$/],
  ['seed', { seed: {} as never }, /"seed" has to be/],
  ['limits', { limits: { payloadBites: 1 } as never }, /"limits" has to be an object of positive numbers by the names payloadBytes, /],
]

describe('a launch is refused with one clear message', () => {
  test.each(refusals)('%s', async (_, { program = 'machine.asl.json', ...attributes }, message) => {
    const s = new TestSession(files)
    await s.initialize()
    const response = await s.send('launch', program === '' ? attributes : { ...attributes, program: s.path(program) })
    expect(response.success).toBe(false)
    const { error } = response.body as never as { error: { showUser: boolean; variables: { text: string } } }
    expect(error.showUser).toBe(true)
    expect(error.variables.text).toMatch(message)
    expect(s.events.filter(({ event }) => event === 'output')).toEqual([])
  })
})

/** Runs to the end, and gives the output. */
async function outputOf(attributes: Partial<LaunchAttributes>, more: Files = {}): Promise<unknown> {
  const s = new TestSession({ ...files, ...more })
  const end = await s.launch(attributes)
  expect(end.event).toBe('terminated')
  return JSON.parse(s.console.trim().split('\n').at(-1)!)
}

const contextMachine = (value: string) => ({
  'machine.asl.json': { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'v.$': value }, End: true } } },
})

describe('launch attributes', () => {
  test('input as a value, as a text, from a file, or {}', async () => {
    expect(await outputOf({ input: { name: 'value' } })).toEqual({ text: 'Hello value' })
    expect(await outputOf({ input: '{"name": "text"}' })).toEqual({ text: 'Hello text' })
    expect(await outputOf({ inputFile: 'input.json' })).toEqual({ text: 'Hello file' })
    expect(await outputOf({}, contextMachine('$'))).toEqual({ v: {} })
  })

  test('unmocked: fail says so, echo gives the task its input', async () => {
    const s = new TestSession(files)
    await s.launch({ program: 'orders.asl.json' }, [], [])
    expect(s.console).toMatch(/CreateOrder failed: States\.Runtime: .*CreateOrder/)
    expect(await outputOf({ program: 'orders.asl.json', unmocked: 'echo', input: { a: 1 } })).toMatchObject({ a: 1, order: { a: 1 } })
  })

  test('a mock file without a test for a state leaves it to unmocked', async () => {
    const s = new TestSession(files)
    await s.launch({ program: 'orders.asl.json', mockConfig: 'mock.json', testCase: 'Declined', input: {} })
    expect(s.console).toMatch(/Payment\.Declined/)
  })

  test('executionName, stateMachineName, startTime and context are seen by the context object', async () => {
    expect(await outputOf({ executionName: 'run-7' }, contextMachine('$$.Execution.Name'))).toEqual({ v: 'run-7' })
    expect(await outputOf({ stateMachineName: 'Mine' }, contextMachine('$$.StateMachine.Name'))).toEqual({ v: 'Mine' })
    expect(await outputOf({ startTime: '2030-05-06T07:08:09Z' }, contextMachine('$$.Execution.StartTime'))).toEqual({
      v: '2030-05-06T07:08:09Z',
    })
    expect(await outputOf({ context: { Shop: { id: 3 } } }, contextMachine('$$.Shop.id'))).toEqual({ v: 3 })
  })

  test('input: null is null; a text and a file are kept as they are', async () => {
    const machine = contextMachine('$$.Execution.Input')
    expect(await outputOf({ input: null }, machine)).toEqual({ v: null })
    expect(await outputOf({ input: ' [1.0] ' }, machine)).toEqual({ v: [1] })
    expect(await outputOf({}, machine)).toEqual({ v: {} })
  })

  test.each([
    ['a text', { input: ' [1.0] ' }, ' [1.0] '],
    ['a file, but for its last line break', { inputFile: 'spaced.json' }, '{ "n": 1.0 }'],
    ['a value', { input: [1] }, '[1]'],
  ])('the history has the input as it was sent: %s', async (_, attributes, input) => {
    const s = new TestSession({ ...contextMachine('$'), 'spaced.json': '{ "n": 1.0 }\n' })
    await s.launch({ ...attributes, stopOnEntry: true })
    const { events } = await s.request('stepthrough/getHistory')
    expect(events.slice(0, 2).map(({ event }) => event)).toMatchObject([
      { executionStartedEventDetails: { input } },
      { stateEnteredEventDetails: { input } },
    ])
  })

  test('variables to begin with', async () => {
    expect(await outputOf({ variables: { who: 'v' } }, contextMachine('$who'))).toEqual({ v: 'v' })
  })

  test('two runs are the same, another seed gives another', async () => {
    const machine = contextMachine('States.UUID()')
    const first = await outputOf({}, machine)
    expect(await outputOf({}, machine)).toEqual(first)
    expect(await outputOf({ seed: 2 }, machine)).not.toEqual(first)
    expect(await outputOf({ seed: 2 }, machine)).toEqual(await outputOf({ seed: 2 }, machine))
  })

  test('a definition in YAML, and one of several in a template', async () => {
    expect(await outputOf({ program: 'machine.asl.yaml' })).toBe('yaml')
    expect(await outputOf({ program: 'two.yaml', stateMachineName: 'Second' })).toBe('second')
  })

  test('what a step means can be chosen while it runs, for one step too, and is kept over a restart', async () => {
    const s = new TestSession({ 'machine.asl.json': hello })
    await s.launch({ input: { name: 'x' }, stopOnEntry: true })
    const top = async () => (await s.stack())[0]!.replace(/:\d+$/, '')
    const step = async (granularity?: 'statement' | 'line' | 'instruction') => {
      await s.request('next', { threadId: 1, ...(granularity && { granularity }) })
      await s.stoppedOrEnded()
      return top()
    }
    expect(await step('instruction')).toBe('Result (input)')
    expect(await step('statement')).toBe('World')
    await s.request('stepthrough/stepBy', { by: 'stage' })
    expect((await s.next('stepthrough/stepBy')).body).toEqual({ by: 'stage' })
    expect(await step('statement')).toBe('Parameters (input)')
    await s.request('restart', {})
    await s.stopped()
    expect(await step()).toBe('Result (input)')
    expect(await step('line')).toBe('World')
    await expect(s.request('stepthrough/stepBy', { by: 'line' as never })).rejects.toThrow('needs "by": "state" or "stage"')
  })

  test('stepBy stage: next goes through the stages of a state', async () => {
    const s = new TestSession(files)
    await s.launch({ input: { name: 'x' }, stopOnEntry: true, stepBy: 'stage' }, [{ line: s.line('World') }])
    const seen = new Set<string>()
    let event = await s.move('continue')
    while (event.event === 'stopped') {
      seen.add((await s.stack())[0]!)
      event = await s.move('next')
    }
    expect([...seen]).toEqual(['World:10', 'Parameters (input):12', 'End (afterParameters):15', 'End (exit):15'])
  })

  test('trace writes the messages and the stages to a file', async () => {
    const s = new TestSession(files)
    await s.launch({ input: { name: 'x' }, trace: true })
    const path = /The log of this session is (.*)/.exec(s.console)![1]!
    await s.request('disconnect')
    const log = readFileSync(path, 'utf8')
    if (process.platform !== 'win32') expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700])
    rmSync(dirname(path), { recursive: true })
    expect(log).toMatch(/<- client .*"command":"configurationDone"/)
    expect(log).toMatch(/-> client .*"event":"terminated"/)
    expect(log).toMatch(/engine thread 1 Hello enter/)
  })

  test('real time waits, and can be paused and taken back', async () => {
    const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, Next: 'Done' }, Done: { Type: 'Succeed' } } }
    const s = new TestSession({ 'machine.asl.json': wait })
    await s.launch({ time: 'real', stopOnEntry: true })
    await s.request('continue', { threadId: 1 })
    // the wait has begun
    while (!((await s.next('stepthrough/clock')).body as ClockBody).rate);
    await s.request('pause', { threadId: 1 })
    expect(await s.stopped()).toMatchObject({ reason: 'pause', threadId: 1 })
    expect(await s.stack()).toEqual(['Seconds (waits):6', 'W:4'])
    await s.request('stepBack', { threadId: 1 })
    expect(await s.stopped()).toMatchObject({ reason: 'entry' })
    expect(await s.stack()).toEqual(['W:4'])
    await s.request('terminate')
    await s.next('terminated')
    expect(s.console).toMatch(/Execution aborted/)
  })

  test('limits can be raised', async () => {
    const s = new TestSession({ 'machine.asl.json': JSON.stringify(counting).replace('"NumericLessThan":5', '"NumericLessThan":100') })
    await s.launch({ limits: { historyEvents: 50 } }, [], [])
    expect(s.console).toMatch(/Execution failed: States\.Runtime: .*history events \(50\)/)
  })

  test('a scale makes waiting short', async () => {
    const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 10, End: true } } }
    const s = new TestSession({ 'machine.asl.json': wait })
    const begin = performance.now()
    await s.launch({ time: 0.002 })
    expect(performance.now() - begin).toBeGreaterThan(15)
  })
})

describe('the life of a session', () => {
  test('restart reads the file again', async () => {
    const { writeFileSync } = await import('node:fs')
    const s = new TestSession(files)
    await s.launch({ input: { name: 'x' } }, [{ line: 10 }])
    writeFileSync(s.path('machine.asl.json'), `\n\n${JSON.stringify(hello, null, 2).replaceAll('"Hello"', '"Servus"')}`)
    await s.request('restart')
    expect((await s.next('breakpoint')).body.breakpoint).toMatchObject({ verified: true })
    await s.stopped()
    writeFileSync(s.path('machine.asl.json'), '{')
    await expect(s.request('restart')).rejects.toThrow(/has errors/)
    await s.stack()
    await s.request('terminate')
    await s.next('terminated')
  })

  test('restart in the middle of a wait ends the old run without a word', async () => {
    const s = new TestSession({ 'machine.asl.json': { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } } })
    await s.launch({ time: 'real', stopOnEntry: true })
    await s.request('continue', { threadId: 1 })
    await s.request('restart', {})
    expect(await s.stopped()).toMatchObject({ reason: 'entry' })
    expect(await s.stack()).toEqual([`W:${s.line('W')}`])
    await s.request('continue', { threadId: 1 })
    await s.request('terminate', {})
    await s.next('terminated')
    expect(s.events.filter(({ event }) => event === 'terminated' || event === 'exited')).toHaveLength(2)
  })

  test('terminate stops a run that never ends', async () => {
    const loop = {
      StartAt: 'A',
      States: {
        A: { Type: 'Wait', Seconds: 1, Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'C' }], Default: 'A' },
        C: { Type: 'Succeed' },
      },
    }
    const s = new TestSession({ 'machine.asl.json': loop })
    await s.launch({ stopOnEntry: true })
    await s.request('continue', { threadId: 1 })
    await s.request('terminate')
    await s.next('terminated')
    expect(s.events.some(({ event }) => event === 'exited')).toBe(true)
  })

  test('a long virtual run hears a pause', async () => {
    const s = new TestSession({
      'machine.asl.json': JSON.stringify(counting, null, 2).replace('"NumericLessThan": 5', '"NumericLessThan": 5e9'),
    })
    await s.launch({ stopOnEntry: true })
    await s.request('continue', { threadId: 1 })
    await s.request('pause', { threadId: 1 })
    expect(await s.stopped()).toMatchObject({ reason: 'pause' })
    const n = Number(await s.evaluate('$.n'))
    await s.request('continue', { threadId: 1 })
    await s.next('terminated')
    expect(n).toBeLessThan(13_000)
  })

  test('requests that cannot be answered are refused, and the session goes on', async () => {
    const s = new TestSession(files)
    await s.initialize()
    for (const [command, args, message] of [
      ['next', { threadId: 1 }, /No state machine has been launched/],
      ['attach', {}, /cannot be attached to/],
      ['readMemory', { memoryReference: '0', count: 1 }, /"readMemory" is not supported/],
      ['__proto__', {}, /not supported/],
      ['variables', { variablesReference: 9 }, /No state machine has been launched/],
    ] as const) {
      const response = await s.send(command, args)
      expect(response.success).toBe(false)
      expect(response.message).toMatch(message)
    }
    await s.request('launch', { program: s.path('machine.asl.json'), stopOnEntry: true } as never)
    await s.request('configurationDone')
    await s.stopped()
    await expect(s.request('variables', { variablesReference: 999 })).rejects.toThrow(/is gone/)
    expect(await s.request('scopes', { frameId: 999 })).toEqual({ scopes: [] })
    await expect(s.request('next', { threadId: 42 })).rejects.toThrow(/thread id 42/)
    expect((await s.request('loadedSources')).sources[0]!.path).toBe(s.path('machine.asl.json'))
  })

  test('paths may be URIs', async () => {
    const { pathToFileURL } = await import('node:url')
    const s = new TestSession(files)
    await s.initialize({ pathFormat: 'uri' })
    const path = pathToFileURL(s.path('machine.asl.json')).href
    const { breakpoints } = await s.request('setBreakpoints', { source: { path }, breakpoints: [{ line: 4 }] })
    expect(breakpoints[0]).toMatchObject({ verified: true, source: { path } })
  })

  test('a client that is gone ends the execution', async () => {
    const s = new TestSession(files)
    await s.launch({ stopOnEntry: true })
    s.hangUp()
    await new Promise((resolve) => setImmediate(resolve))
    expect(s.transcript.at(-1)).toBe('session closed')
  })
})

test('every capability has its request', async () => {
  const s = new TestSession(files)
  const capabilities = await s.initialize()
  const requests: { readonly [capability: string]: string } = {
    supportsConfigurationDoneRequest: 'configurationDone',
    supportsFunctionBreakpoints: 'setFunctionBreakpoints',
    supportsBreakpointLocationsRequest: 'breakpointLocations',
    supportsExceptionInfoRequest: 'exceptionInfo',
    supportsDataBreakpoints: 'setDataBreakpoints',
    supportsStepBack: 'stepBack',
    supportsRestartFrame: 'restartFrame',
    supportsStepInTargetsRequest: 'stepInTargets',
    supportsGotoTargetsRequest: 'gotoTargets',
    supportsRestartRequest: 'restart',
    supportsTerminateRequest: 'terminate',
    supportsSetVariable: 'setVariable',
    supportsSetExpression: 'setExpression',
    supportsCompletionsRequest: 'completions',
    supportsLoadedSourcesRequest: 'loadedSources',
    supportsCancelRequest: 'cancel',
  }
  for (const [capability, command] of Object.entries(requests)) {
    expect(capabilities).toHaveProperty(capability, true)
    expect((await s.send(command, {})).message ?? '').not.toMatch(/not supported/)
  }
  const shipped = ['readMemory', 'disassemble', 'modules', 'terminateThreads', 'source']
  for (const command of shipped) expect((await s.send(command, {})).message).toMatch(/not supported/)
})

describe('the table of launch attributes', () => {
  const names = Object.keys(attributes)

  test('is what package.json offers', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    const { properties } = manifest.contributes.debuggers[0].configurationAttributes.launch
    // VS Code itself knows noDebug.
    const some = Object.fromEntries(Object.keys(properties.limits.properties).map((name) => [name, 1]))
    expect(attributes.limits(some)).toBeUndefined()
    expect(Object.keys(properties).sort()).toEqual(names.filter((name) => name !== 'noDebug').sort())
  })

  test('is what docs/debugging.md explains', () => {
    const page = readFileSync(new URL('../../docs/debugging.md', import.meta.url), 'utf8')
    expect([...page.matchAll(/^\| `(\w+)` *\|/gm)].map(([, name]) => name).sort()).toEqual([...names].sort())
  })
})

describe('a template that names the file of its definition', () => {
  const sam = {
    'template.yaml': `Resources:
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flows/flow.asl.json
      DefinitionSubstitutions: { Word: hello }
`,
    'flows/flow.asl.json': { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Result: '${Word}', End: true } } },
    'lost.yaml': 'Resources:\n  Flow:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: lost.asl.json\n',
  }

  test('runs it, with its substitutions', async () => {
    expect(await outputOf({ program: 'template.yaml' }, sam)).toBe('hello')
  })

  test('stops at breakpoints in that file, before and after a restart', async () => {
    const s = new TestSession(sam)
    await s.initialize()
    const path = s.path('flows/flow.asl.json')
    const line = s.line('B', 'flows/flow.asl.json')
    await s.request('setBreakpoints', { source: { path }, breakpoints: [{ line }] })
    await s.request('launch', { program: s.path('template.yaml') } as P.LaunchRequestArguments)
    await s.request('configurationDone')
    expect((await s.stoppedOrEnded()).body).toMatchObject({ reason: 'breakpoint' })
    const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
    expect(stackFrames[0]).toMatchObject({ name: 'B', line, source: { path } })
    await s.request('restart', {})
    expect((await s.stoppedOrEnded()).body).toMatchObject({ reason: 'breakpoint' })
    expect((await s.move('continue')).event).toBe('terminated')
    expect(s.console).toContain('"hello"')
  })

  test('says which file is not there', async () => {
    const s = new TestSession(sam)
    await expect(s.launch({ program: 'lost.yaml' }, [])).rejects.toThrow(/lost\.asl\.json cannot be read: there is no such file/)
  })
})
