import { describe, expect, test } from 'vitest'
import type * as vscode from 'vscode'
import { TextEditor } from '../support/vscode/documents'
import { activate, editor, openDocument } from '../support/vscode/editor'
import { FakeSession, type Given, look, offered, run, seen, start } from '../support/vscode/extension'
import { SourceBreakpoint, Uri } from '../support/vscode/values'

const flow = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}'
const mocks = JSON.stringify({ StateMachines: { order: { TestCases: { Paid: {}, Refused: {} } } } })
const order = '/w/order.asl.json'
const files = {
  [order]: flow,
  '/w/order.input.json': '{}',
  '/w/inputs/big.json': '{}',
  '/w/inputs/deep/no.json': '',
  '/w/readme.json': '{}',
}
const mocked = { ...files, '/w/MockConfigFile.json': mocks, '/w/broken.mocks.json': '{' }
const base = { type: 'asl', request: 'launch', name: 'order.asl.json', program: order }
const place = { start: { line: 1, character: 2 }, end: { line: 1, character: 9 } }

/** What F5 makes of a configuration: undefined where nothing is launched. */
async function launch(config: object): Promise<vscode.DebugConfiguration | undefined> {
  const [provider] = offered('configurations')
  const resolved = await provider!.resolveDebugConfiguration!(undefined, config as vscode.DebugConfiguration)
  return (resolved && (await provider!.resolveDebugConfigurationWithSubstitutedVariables!(undefined, resolved))) ?? undefined
}

const question =
  'pick Input of order.asl.json: $(json) order.input.json | $(json) big.json | $(circle-large-outline) Empty object | $(edit) Type JSON... | $(folder-opened) Choose a file...'
const cases = 'pick Tasks of order.asl.json: $(beaker) Paid | $(beaker) Refused | $(comment) Ask for each result'

describe('F5 asks what it does not know', () => {
  const typing = 'input Input of order.asl.json: {}'
  const noJson = expect.stringMatching(/^ {2}\[1: This is no JSON: /)
  const rows: [what: string, config: object, says: string[], launched: object | undefined, seen: unknown[]][] = [
    ['a file beside it', {}, ['order.input.json'], { inputFile: '/w/order.input.json' }, [question]],
    ['a file of the folder inputs', {}, ['big.json'], { inputFile: '/w/inputs/big.json' }, [question]],
    ['an empty object', {}, ['Empty object'], { input: {} }, [question]],
    ['JSON that is typed', {}, ['Type JSON', '[1]'], { input: [1] }, [question, typing]],
    ['JSON at the second try', {}, ['Type JSON', '[1', '[1]'], { input: [1] }, [question, typing, noJson, typing]],
    ['no JSON after all', {}, ['Type JSON', '[1'], undefined, [question, typing, noJson, typing]],
    ['a file that is chosen', {}, ['Choose a file', '/far/x.json'], { inputFile: '/far/x.json' }, [question, 'file Use as Input: /w']],
    ['no file after all', {}, ['Choose a file'], undefined, [question, 'file Use as Input: /w']],
    ['Escape', {}, [], undefined, [question]],
    ['nothing where the input is said', { program: order, input: 5 }, [], { input: 5 }, []],
    ['nothing where the input is null', { program: order, input: null }, [], { input: null }, []],
    ['nothing where a file is said', { program: order, inputFile: 'x.json' }, [], { inputFile: 'x.json' }, []],
  ]
  test.each(rows)('%s', async (_, config, says, launched, shown) => {
    await start({ files, open: order })
    editor.says = says
    const whole =
      'program' in config
        ? { ...config, allowRemote: 'ask', unmocked: 'prompt', ...launched }
        : { ...base, allowRemote: 'ask', unmocked: 'prompt', ...launched }
    expect(await launch(config)).toEqual(launched && whole)
    expect(seen()).toEqual(shown)
  })

  test.each<[string, object, string[], object | undefined, string[]]>([
    [
      'which test case answers',
      {},
      ['Empty', 'Refused'],
      { input: {}, mockConfig: '/w/MockConfigFile.json', testCase: 'Refused', stateMachineName: 'order' },
      [question, cases],
    ],
    ['or nobody', {}, ['Empty', 'Ask for each'], { input: {} }, [question, cases]],
    ['Escape there', {}, ['Empty'], undefined, [question, cases]],
    ['not where mocks are said', { mockConfig: 'm.json' }, ['Empty'], { input: {}, mockConfig: 'm.json' }, [question]],
    ['not where it is said what the others answer', { unmocked: 'fail' }, ['Empty'], { input: {}, unmocked: 'fail' }, [question]],
    ['and Escape before', { unmocked: 'fail' }, [], undefined, [question]],
    [
      'the name in the configuration stays',
      { stateMachineName: 'mine' },
      ['Empty', 'Paid'],
      { input: {}, mockConfig: '/w/MockConfigFile.json', testCase: 'Paid', stateMachineName: 'mine' },
      [question, cases],
    ],
  ])('with mocks: %s', async (_, config, says, launched, shown) => {
    await start({ files: mocked, open: order })
    editor.says = says
    const result = await launch(config)
    expect(result).toEqual(launched && { ...base, allowRemote: 'ask', unmocked: 'prompt', ...launched })
    expect(seen()).toEqual(shown)
  })

  test.each<[string, string[], object]>([
    ['the config file answers', ['stepthrough.json'], { config: '/w/stepthrough.json' }],
    [
      'or a test case',
      ['Paid'],
      { config: '/w/stepthrough.json', mockConfig: '/w/MockConfigFile.json', testCase: 'Paid', stateMachineName: 'order' },
    ],
    ['or the user, for each task', ['Ask for each result'], { config: 'none' }],
  ])('with a stepthrough.json: %s', async (_, says, launched) => {
    await start({ files: { ...mocked, '/w/stepthrough.json': '{}' }, open: order })
    editor.says = ['Empty object', ...says]
    expect(await launch({})).toEqual({ ...base, allowRemote: 'ask', unmocked: 'prompt', input: {}, ...launched })
    expect(seen()[1]).toBe(cases.replace('json: ', 'json: $(server-process) stepthrough.json | '))
  })

  test('functions whose files have breakpoints are debugged, unless nothing is', async () => {
    await start({ files, open: order })
    editor.breakpoints = [
      ...['/w/pay.ts', '/w/pay.ts', '/w/stock.py', '/w/order.asl.json'].map((path) => new SourceBreakpoint({ uri: Uri.file(path) })),
      new SourceBreakpoint({ uri: Uri.file('/w/off.js') }, false),
      { functionName: 'Pay' },
    ]
    const watched = { debugFunctions: ['/w/pay.ts', '/w/stock.py'] }
    expect(await launch({ input: 1 })).toEqual({ ...base, allowRemote: 'ask', unmocked: 'prompt', ...watched, input: 1 })
    expect(await launch({ input: 1, noDebug: true })).not.toHaveProperty('debugFunctions')
    const session = await new FakeSession('1', {}).begin()
    editor.breakpoints = []
    editor.events.breakpoints.fire({ added: [], removed: [], changed: [] })
    expect(session.requests).toEqual([['stepthrough/debugFunctions', { files: [] }]])
  })

  test.each<[string, Record<string, unknown>, object | undefined]>([
    ['in a folder of the extension', {}, { folder: '/storage/runs' }],
    [
      'in a folder of the workspace',
      { folder: 'out/runs', maxSize: 5, redact: ['x'] },
      { folder: '/w/out/runs', maxSize: 5, redact: ['x'] },
    ],
    ['in any folder', { folder: '/far/runs', redact: [] }, { folder: '/far/runs', redact: [] }],
    ['nowhere', { save: false }, undefined],
  ])('the run is saved %s', async (_, given, save) => {
    const settings = Object.entries({ save: true, ...given }).map(([name, value]) => [`stepthrough.runs.${name}`, value])
    await start({ files, open: order, settings: Object.fromEntries(settings) })
    for (const noDebug of [true, false]) expect((await launch({ input: 1, noDebug }))?.save).toEqual(save)
    expect((await launch({ input: 1, save: false }))?.save).toBe(false)
  })

  test('once: the answer is remembered for the file, until its file is gone', async () => {
    await start({ files: { ...mocked, '/w/other.asl.json': flow }, open: order })
    editor.says = ['order.input', 'Paid']
    const first = await launch({})
    expect(first).toMatchObject({ inputFile: '/w/order.input.json', testCase: 'Paid' })
    seen()
    expect(await launch({})).toEqual(first)
    expect(await launch({ mockConfig: 'own.json' })).toEqual({
      ...base,
      allowRemote: 'ask',
      unmocked: 'prompt',
      mockConfig: 'own.json',
      inputFile: '/w/order.input.json',
    })
    expect(seen()).toEqual([])
    editor.files.delete('/w/order.input.json')
    expect(await launch({})).toBeUndefined()
    expect(seen()).toEqual([question.replace(' $(json) order.input.json |', '')])
    // who leaves the question has not taken back what was chosen before
    editor.files.set('/w/order.input.json', '{}')
    expect(await launch({})).toEqual(first)
    await look('/w/other.asl.json')
    expect(await launch({})).toBeUndefined()
    expect(seen()).toEqual([expect.stringMatching(/^pick Input of other/)])
  })

  test('what was typed is there again, and a command asks anew', async () => {
    await start({ files, open: order })
    editor.says = ['Type JSON', '{"a": "long enough to be cut in the bar"}']
    await run('changeInput')
    expect(editor.items[0]).toMatchObject({ text: '$(json) {"a":"long enough to be cut i…', visible: true })
    seen()
    editor.says = ['Type JSON', '7']
    await run('changeInput')
    expect(seen()).toEqual([question, 'input Input of order.asl.json: {"a":"long enough to be cut in the bar"}'])
    editor.says = ['big.json']
    await run('changeInput')
    expect(editor.items[0]).toMatchObject({
      text: '$(json) inputs/big.json',
      tooltip: 'Input that this state machine runs on. Select to change.',
    })
    // who leaves the question keeps what was there
    await run('changeInput')
    expect(await launch({})).toMatchObject({ inputFile: '/w/inputs/big.json' })
  })
})

test('the bar at the bottom has the input of a definition in the active editor', async () => {
  await start({ files: mocked })
  const [input] = editor.items
  expect(input).toMatchObject({ visible: false })
  await look(order)
  expect(input).toMatchObject({ visible: true, text: '$(json) Input' })
  editor.says = ['Empty', 'Paid']
  await run('changeInput')
  expect(input).toMatchObject({
    text: '$(json) {}',
    tooltip: 'Input of this state machine; tasks answer from the test case Paid. Select to change.',
  })
  await look('/w/readme.json')
  expect(input).toMatchObject({ visible: false })
})

describe('F5 says why it does not start', () => {
  const nothing =
    'error: Open a state machine definition (.asl.json, .asl.yaml) or a template with one to debug it, or set "program" in launch.json. [Open launch.json]'
  const template = { '/w/template.yaml': 'Resources: {}', '/w/readme.json': '{}' }
  test.each<[string, Given, object, string[]]>([
    ['no editor', {}, {}, [nothing]],
    ['another file', { files, open: '/w/readme.json' }, {}, [nothing]],
    ['a template without a machine', { files: template, open: '/w/template.yaml' }, {}, [nothing]],
    [
      'no path',
      { files },
      { program: 5 },
      ['error: "program" in the launch configuration is the path of a definition. [Open launch.json]'],
    ],
    ['no file', { files }, { program: '/w/gone.asl.json' }, ['error: There is no file gone.asl.json. [Open launch.json]']],
    ['a folder', { files }, { program: '/w/inputs' }, ['error: inputs is no file. [Open launch.json]']],
  ])('%s', async (_, given, config, shown) => {
    await start(given)
    expect(await launch(config)).toBeUndefined()
    expect(seen()).toEqual(shown)
  })

  test('and opens launch.json where it can be said there', async () => {
    await start()
    editor.presses.add('Open launch.json')
    await launch({})
    expect(seen()).toEqual([nothing, 'command workbench.action.debug.configure'])
  })

  test.each<[string, string, number]>([
    ['Field "Next" is missing', 'order.asl.json:2:3: Field "Next" is missing. A definition with errors does not run.', 1],
    ['It is wrong!', 'order.asl.json:2:3: It is wrong! There is one more error. A definition with errors does not run.', 2],
    ['It is wrong.', 'order.asl.json:2:3: It is wrong. There are 2 more errors. A definition with errors does not run.', 3],
  ])('a definition with errors: %s', async (message, text, count) => {
    const faults = Array.from({ length: count }, () => ({ message, range: place }))
    const asked: unknown[] = []
    const launchFaults = (params: unknown) => {
      asked.push(params)
      return faults
    }
    const server = { 'stepthrough/launchFaults': launchFaults }
    await start({ files, open: order, server })
    expect(await launch({ stateMachineName: 'M' })).toBeUndefined()
    expect(asked).toEqual([{ textDocument: { uri: `file://${order}` }, name: 'M' }])
    expect(seen()).toEqual([`error: ${text} [Go to Error] [Show Problems]`])
    editor.presses.add('Go to Error')
    await launch({})
    expect(seen()).toEqual([`error: ${text} [Go to Error] [Show Problems]`, `shows ${order}:2:3`])
    editor.presses = new Set(['Show Problems'])
    await launch({})
    expect(seen().slice(1)).toEqual([`shows ${order}:2:3`, 'command workbench.actions.view.problems'])
  })
})

test.each<[NonNullable<Given['settings']>, object]>([
  [{}, { unmocked: 'prompt' }],
  [{ 'stepthrough.unmocked': 'echo' }, { unmocked: 'echo' }],
  [{ 'stepthrough.executionHistory.open': 'onStart' }, { unmocked: 'prompt', internalConsoleOptions: 'neverOpen' }],
  [{ 'stepthrough.executionHistory.open': 'never' }, { unmocked: 'prompt' }],
])('the settings %j give %j', async (settings, expected) => {
  await start({ files, settings, open: order })
  expect(await launch({ input: 1 })).toEqual({ ...base, allowRemote: 'ask', input: 1, ...expected })
  expect(await launch({ input: 1, unmocked: 'fail', internalConsoleOptions: 'openOnSessionStart' })).toMatchObject({
    unmocked: 'fail',
    internalConsoleOptions: 'openOnSessionStart',
  })
})

const machine = (name: string | null) => ({ name, startAt: null, range: place })

describe('a template', () => {
  const template = { '/w/template.yaml': 'Resources: {}' }
  const given = (...names: string[]) => ({
    files: template,
    open: '/w/template.yaml',
    server: { 'stepthrough/definitions': names.map(machine) },
  })

  test('with one state machine starts it', async () => {
    await start(given('Orders'))
    expect(await launch({ input: 1 })).toMatchObject({ program: '/w/template.yaml', name: 'Orders', stateMachineName: 'Orders' })
    await run('run')
    expect(editor.started).toEqual([
      {
        config: { type: 'asl', request: 'launch', name: 'Orders', program: '/w/template.yaml', stateMachineName: 'Orders' },
        options: { noDebug: true },
      },
    ])
    expect(seen()).toEqual([])
  })

  test('with several asks which', async () => {
    await start(given('Orders', 'Refunds'))
    editor.says = ['Refunds']
    expect(await launch({ input: 1 })).toMatchObject({ stateMachineName: 'Refunds' })
    expect(seen()).toEqual(['pick State Machines of template.yaml: Orders | Refunds'])
    expect(await launch({ input: 1 })).toBeUndefined()
    await run('debug')
    expect(editor.started).toEqual([])
  })

  test('without one is told', async () => {
    await start(given())
    await run('debug')
    expect(seen()).toEqual(['error: There is no state machine definition in template.yaml. [Show Output]'])
    expect(editor.log.join()).toContain('stepthrough.debug: Error: There is no state machine definition')
    editor.presses.add('Show Output')
    await run('debug')
    expect(seen().at(-1)).toBe('shows the output')
  })
})

describe('Run and Debug', () => {
  test.each(['run', 'debug'])('%s starts the file in the editor', async (command) => {
    await start({ files, open: order })
    await run(command)
    expect(editor.started).toEqual([{ config: base, options: { noDebug: command === 'run' } }])
  })

  test('F10 and F11 start it with a stop at its first state', async () => {
    await start({ files, open: order })
    await run('debugStopOnEntry')
    expect(editor.started).toEqual([{ config: { ...base, stopOnEntry: true }, options: { noDebug: false } }])
  })

  test('start the file and the machine that they are given', async () => {
    await start({ files })
    await run('debug', Uri.file(order), 'M')
    expect(editor.started[0]!.config).toEqual({ ...base, name: 'M', stateMachineName: 'M' })
    await run('debug', Uri.parse('untitled:x.asl.json'))
    await run('debug')
    expect(editor.started.length).toBe(1)
    expect(seen()).toEqual([
      'error: Save the state machine definition to a file before it is run.',
      'error: Open a state machine definition (.asl.json, .asl.yaml) first.',
    ])
    await look('/w/readme.json')
    await run('changeInput')
    expect(seen()).toEqual(['error: Open a state machine definition (.asl.json, .asl.yaml) first.'])
  })

  test('F5 wants a definition that is saved', async () => {
    await start()
    activate(new TextEditor(openDocument({ language: 'asl', content: flow })))
    expect(await launch({})).toBeUndefined()
    expect(seen()).toEqual(['error: Save the state machine definition to a file before it is run. [Open launch.json]'])
  })
})

test('the list of configurations begins with the file in the editor, and has the inputs that a file ran on last', async () => {
  await start({ files: { ...files, '/w/a/b.asl.json': flow }, open: order })
  const offers = async () => {
    const found = await offered('configurations')[1]!.provideDebugConfigurations!(undefined)
    return found as vscode.DebugConfiguration[]
  }
  await look('/w/a/b.asl.json')
  expect((await offers()).map(({ name }) => name)).toEqual(['Debug a/b.asl.json', 'Debug order.asl.json'])
  await look(order)
  for (const says of [['order.input.json'], ['Type JSON', '{"a":1}'], ['Empty object'], ['Empty object']]) {
    editor.says = says
    await run('changeInput')
  }
  const found = await offers()
  const on = ['{}', '{"a":1}', 'order.input.json'].map((input) => `Debug order.asl.json on ${input}`)
  expect(found.map(({ name }) => name)).toEqual(['Debug order.asl.json', ...on, 'Debug a/b.asl.json'])
  expect(found[2]).toEqual({ ...base, name: on[1], input: { a: 1 } })
  expect(found[3]).toEqual({ ...base, name: on[2], inputFile: '/w/order.input.json' })
  for (let i = 0; i < 9; i++) {
    editor.says = ['Type JSON', String(i)]
    await run('changeInput')
  }
  expect((await offers()).filter(({ name }) => name.includes(' on ')).map(({ input }) => input)).toEqual([8, 7, 6, 5, 4])
})

describe('a recorded execution', () => {
  const recorded = { ...files, '/w/order.history.json': '{}', '/w/histories/late.csv': '', '/w/other.history.json': '{}' }
  const config = (historyFile: string) => ({
    ...base,
    name: `Replay ${historyFile.split('/').pop()}`,
    historyFile,
    stopOnEntry: true,
  })

  test.each<[string[], object[], number]>([
    [['order.history.json'], [config('/w/order.history.json')], 1],
    [['late.csv'], [config('/w/histories/late.csv')], 1],
    [['Choose a file', '/far/x.json'], [config('/far/x.json')], 2],
    [['Choose a file'], [], 2],
    [[], [], 1],
  ])('is chosen: %j', async (says, started, questions) => {
    await start({ files: recorded, open: order })
    editor.says = says
    await run('replay')
    expect(editor.started.map((each) => each.config)).toEqual(started)
    const shown = seen()
    expect(shown).toHaveLength(questions)
    expect(shown[0]).toBe(
      'pick Recorded Execution of order.asl.json: $(history) order.history.json | $(history) late.csv | $(folder-opened) Choose a file...',
    )
  })

  test('is asked for no input, and is in the list of configurations', async () => {
    await start({ files: recorded, open: order })
    expect(await launch({ historyFile: '/w/order.history.json' })).toMatchObject({ historyFile: '/w/order.history.json', program: order })
    expect(seen()).toEqual([])
    const found = (await offered('configurations')[1]!.provideDebugConfigurations!(undefined)) as vscode.DebugConfiguration[]
    expect(found.map(({ name }) => name)).toEqual([
      'Debug order.asl.json',
      'Replay order.history.json in order.asl.json',
      'Replay histories/late.csv in order.asl.json',
    ])
    expect(found[1]).toEqual({ ...base, name: found[1]!.name, historyFile: '/w/order.history.json' })
  })
})

test('the list of configurations has each definition, and each of its test cases', async () => {
  await start({ files: { ...mocked, '/w/a/b.asl.yaml': flow, '/w/node_modules/x/c.asl.json': flow } })
  const [, provider] = offered('configurations')
  const found = (await provider!.provideDebugConfigurations!(undefined)) as vscode.DebugConfiguration[]
  expect(found.map(({ name }) => name)).toEqual([
    'Debug order.asl.json',
    'Debug order.asl.json: Paid',
    'Debug order.asl.json: Refused',
    'Debug a/b.asl.yaml',
  ])
  expect(found[0]).toEqual({ ...base, name: 'Debug order.asl.json' })
  expect(found[1]).toEqual({
    ...base,
    name: 'Debug order.asl.json: Paid',
    mockConfig: '/w/MockConfigFile.json',
    stateMachineName: 'order',
    testCase: 'Paid',
  })
})

test('the adapter is a process of its own', async () => {
  await start()
  const [factory] = offered('adapter')
  const made = factory!.createDebugAdapterDescriptor({} as vscode.DebugSession, undefined)
  expect(made).toEqual({ command: 'node', args: ['/extension/dist/debugAdapter.js'] })
})

describe('the session in which the debugger steps into a function', () => {
  const child = { type: 'asl', request: 'attach', name: 'process-payment', websocketAddress: 'ws://127.0.0.1:1/x' }
  test('gets the type of the debugger that it is for', async () => {
    await start({ files })
    expect(await offered('configurations')[0]!.resolveDebugConfiguration!(undefined, { ...child, debugType: 'node' })).toEqual({
      ...child,
      type: 'node',
    })
    expect(seen()).toEqual([])
  })
  const tracked = async (...messages: [from: 'editor' | 'debugger', message: object][]) => {
    await start({ files })
    const parent = { type: 'asl', name: 'order' }
    const factory = offered('tracker')[1]!
    const tracker = (await factory.createDebugAdapterTracker({ type: 'pwa-node', parentSession: parent } as never))!
    for (const [from, message] of messages)
      (from === 'editor' ? tracker.onWillReceiveMessage! : tracker.onDidSendMessage!).call(tracker, message)
    expect(factory.createDebugAdapterTracker({ type: 'pwa-node' } as never)).toBeUndefined()
    return seen()
  }
  const [ended, left] = [{ event: 'terminated' }, { command: 'disconnect', arguments: { terminateDebuggee: true } }]
  test('ends the execution where the user stops it', async () =>
    expect(await tracked(['editor', { command: 'next' }], ['editor', left], ['editor', left])).toEqual(['stops order']))
  test('does not where the function has returned, or where it is restarted', async () => {
    expect(await tracked(['debugger', ended], ['editor', left])).toEqual([])
    expect(await tracked(['editor', { command: 'disconnect', arguments: { restart: true } }])).toEqual([])
  })
  test('is not started where no extension has this debugger', async () => {
    await start({ files })
    expect(await offered('configurations')[0]!.resolveDebugConfiguration!(undefined, { ...child, debugType: 'debugpy' })).toBeUndefined()
    expect(seen()).toEqual(['warning: process-payment is not stepped into: no extension here has the debugger "debugpy".'])
  })
})
