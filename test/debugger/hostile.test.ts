import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { shapes } from '../../debugger/program/arguments'
import { at, pass } from './support/at'
import { TestSession } from './support/session'

const files = { 'machine.asl.json': pass }

describe.skipIf(process.platform === 'win32')('special files', () => {
  const session = () => {
    const s = new TestSession(files)
    execFileSync('mkfifo', [s.path('pipe.asl.json')])
    symlinkSync('/dev/zero', s.path('zero.asl.json'))
    return s
  }
  test.each(['pipe.asl.json', 'zero.asl.json', '.'])('%s is no program, no input, no mock file, and has no breakpoints', async (name) => {
    const s = session()
    const breakpoints = await s
      .request('setBreakpoints', { source: { path: s.path(name) }, breakpoints: [{ line: 1 }] })
      .catch((e) => e.message)
    if (typeof breakpoints !== 'string') expect(breakpoints.breakpoints).toMatchObject([{ verified: false }])
    const words = name === '.' ? /it is a folder/ : /it is no plain file/
    await expect(s.launch({ program: name })).rejects.toThrow(words)
    await expect(session().launch({ inputFile: name })).rejects.toThrow(words)
    await expect(session().launch({ mockConfig: name, testCase: 'T' })).rejects.toThrow(words)
  })
})

describe('a hostile payload', () => {
  test('with __proto__ and constructor as names', async () => {
    const s = new TestSession(files)
    await s.launch({ input: '{"__proto__": {"a": 1}, "constructor": {"prototype": 2}, "toString": null}', stopOnEntry: true })
    expect(await s.scope('Input')).toEqual(JSON.parse('{"__proto__":"{\\"a\\":1}","constructor":"{\\"prototype\\":2}","toString":"null"}'))
    await s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: '__proto__', value: '{"b": 2}' })
    expect(await s.evaluate("$['__proto__']")).toBe('{"b":2}')
    await s.move('continue')
    expect(({} as { b?: number }).b).toBeUndefined()
    expect(s.console).toMatch(/\{"__proto__":\{"b":2\},"constructor":\{"prototype":2\},"toString":null\}/)
  })

  test('nested 10,000 deep', async () => {
    const s = new TestSession(files)
    await s.launch({ input: '['.repeat(10_000) + ']'.repeat(10_000), stopOnEntry: true })
    let reference = await s.scopeReference('Input')
    for (let i = 0; i < 200; i++) {
      const [row] = (await s.request('variables', { variablesReference: reference })).variables
      reference = row!.variablesReference
    }
    await s.request('setVariable', { variablesReference: reference, name: '0', value: '"bottom"' })
    expect((await s.evaluate('$', 'clipboard')).indexOf('"bottom"')).toBe(201)
    for (const expression of ['$..x', '$string($)', '{% $states.input %}', '$[0][0]'])
      await s.send('evaluate', { expression, frameId: await s.frame() })
    const end = await s.move('continue')
    expect(end.event).toBe('terminated')
    expect(s.console).toMatch(/Execution succeeded/)
  })

  test('endless JSONata in a watch is an error, and the next watch is answered', async () => {
    const s = await at({})
    await expect(s.evaluate('( $f := function($n) { $f($n + 1) }; $f(1) )')).rejects.toThrow(/^The evaluation failed: .*timeout/)
    expect(await s.evaluate('1')).toBe('1')
  })
})

describe('a hostile definition', () => {
  const names = ['__proto__', 'constructor', 'a "quoted" \\ name', '😀\u2028', '$', 'States.Format()', '{% 1 %}']
  const text = `{"StartAt": ${JSON.stringify(names[0])}, "States": {${names
    .map((name, i) => {
      const next = i + 1 < names.length ? `"Next": ${JSON.stringify(names[i + 1])}` : '"End": true'
      return `\n${JSON.stringify(name)}: {"Type": "Pass", ${next}}`
    })
    .join(',')}}}`

  test('names its states as it likes', async () => {
    const s = new TestSession({ 'machine.asl.json': text })
    const breakpoints = names.map((_, i) => ({ line: i + 2 }))
    let event = await s.launch({ input: {} }, breakpoints)
    const seen: string[] = []
    while (event.event === 'stopped') {
      seen.push((await s.stack())[0]!)
      event = await s.move('continue')
    }
    expect(seen).toEqual(names.map((name, i) => `${name}:${i + 2}`))
  })

  test('has function breakpoints on them too', async () => {
    for (const name of names) {
      const s = new TestSession({ 'machine.asl.json': text })
      await s.initialize()
      await s.request('setFunctionBreakpoints', { breakpoints: [{ name }] })
      await s.request('launch', { program: s.path('machine.asl.json') } as never)
      await s.request('configurationDone')
      await s.stopped()
      expect((await s.stack())[0]!.startsWith(`${name}:`)).toBe(true)
    }
  })
})

describe('a request with arguments that are none', () => {
  const commands = [
    ['launch', undefined, '"launch" needs arguments: an object'],
    ['launch', null, '"launch" needs arguments: an object'],
    ['launch', [1], '"launch" needs arguments: an object'],
    ['launch', {}, 'The launch attribute "program" is missing'],
    ['launch', { program: 5 }, 'The launch attribute "program" has to be a text'],
    ['setBreakpoints', undefined, '"setBreakpoints" needs arguments: an object'],
    ['setBreakpoints', {}, '"setBreakpoints" needs "source": an object'],
    ['setBreakpoints', { source: null }, '"setBreakpoints" needs "source": an object'],
    ['setBreakpoints', { source: { path: 7 } }, '"setBreakpoints" needs "source.path": a text'],
    ['setBreakpoints', { source: {}, breakpoints: {} }, '"setBreakpoints" needs "breakpoints": a list'],
    ['setBreakpoints', { source: {}, breakpoints: [null] }, '"setBreakpoints" needs "breakpoints[0]": an object'],
    ['setBreakpoints', { source: {}, breakpoints: [{ line: '1' }] }, '"setBreakpoints" needs "breakpoints[0].line": a whole number'],
    ['setBreakpoints', { source: {}, breakpoints: [{ line: 1, condition: 5 }] }, '"breakpoints[0].condition": a text'],
    ['setFunctionBreakpoints', {}, '"setFunctionBreakpoints" needs "breakpoints": a list'],
    ['setFunctionBreakpoints', { breakpoints: [{}] }, '"setFunctionBreakpoints" needs "breakpoints[0].name": a text'],
    ['setExceptionBreakpoints', {}, '"setExceptionBreakpoints" needs "filters": a list'],
    ['setExceptionBreakpoints', { filters: [], filterOptions: [{}] }, 'needs "filterOptions[0].filterId": a text'],
    ['restart', { arguments: 5 }, '"restart" needs "arguments": an object'],
    ['restart', null, '"restart" needs arguments: an object'],
    ['breakpointLocations', undefined, '"breakpointLocations" needs arguments: an object'],
    ['next', undefined, '"next" needs arguments: an object'],
    ['next', { threadId: 'x' }, '"next" needs "threadId": a whole number'],
    ['stackTrace', { threadId: 1.5 }, '"stackTrace" needs "threadId": a whole number'],
    ['variables', {}, '"variables" needs "variablesReference": a whole number'],
    ['evaluate', {}, '"evaluate" needs "expression": a text'],
    ['completions', { text: '$' }, '"completions" needs "column": a whole number'],
    ['goto', { threadId: 1 }, '"goto" needs "targetId": a whole number'],
    ['nonsense', null, 'The request "nonsense" is not supported'],
    ['__proto__', {}, 'The request "__proto__" is not supported'],
    [null, {}, 'A request has a "command"'],
    [{ a: 1 }, {}, 'A request has a "command"'],
  ] as const
  test.each(commands)('%j %j', async (command, args, message) => {
    const s = new TestSession(files)
    await s.initialize()
    const response = await s.send(command as string, args)
    expect(response).toMatchObject({ success: false, message: expect.stringContaining(message) })
    expect((await s.request('threads')).threads).toHaveLength(1)
  })

  test('every request answers in words, whatever its arguments are, before a launch and at a stop', async () => {
    const s = new TestSession(files)
    const moving = new Set([
      'continue',
      'next',
      'stepIn',
      'stepOut',
      'terminate',
      'disconnect',
      'restart',
      'initialize',
      'configurationDone',
    ])
    const all = Object.keys(shapes)
    const wrong = [undefined, null, [], 'x', 1, {}, { threadId: null }, { source: { path: null } }, { breakpoints: null, filters: null }]
    const tryAll = async (s: TestSession) => {
      for (const command of all)
        for (const args of wrong) {
          if (moving.has(command)) continue
          const { success, message } = await s.send(command, args)
          if (!success) expect(`${command} ${JSON.stringify(args)}: ${message}`).not.toMatch(/A bug of Stepthrough|TypeError/)
        }
    }
    await s.initialize()
    await tryAll(s)
    await tryAll(await at({}))
  })

  test('null stands for what may be missing', async () => {
    const s = await at({ a: 1 })
    const { stackFrames } = await s.request('stackTrace', { threadId: 1, startFrame: null, levels: null } as never)
    expect(stackFrames).toHaveLength(2)
    const source = { path: s.path('machine.asl.json'), name: null }
    const set = await s.request('setBreakpoints', { source, breakpoints: [{ line: 4, condition: null, column: null }] } as never)
    expect(set.breakpoints[0]).toMatchObject({ verified: true })
  })
})

describe('what a client may say otherwise', () => {
  const source = (s: TestSession) => pathToFileURL(s.path('machine.asl.json')).href

  test('the program, the input file and sources as URIs, lines and columns from 0', async () => {
    const s = new TestSession({ ...files, 'in put.json': '{"a": 1}' })
    await s.initialize({ pathFormat: 'uri', linesStartAt1: false, columnsStartAt1: false })
    const inputFile = pathToFileURL(s.path('in put.json')).href
    await s.request('launch', { program: source(s), inputFile } as never)
    const line = s.line('B') - 1
    const set = await s.request('setBreakpoints', { source: { path: source(s) }, breakpoints: [{ line, column: 4 }] })
    expect(set.breakpoints[0]).toMatchObject({ verified: true, line, column: 4, source: { path: source(s) } })
    await s.request('configurationDone')
    await s.stopped()
    const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
    expect(stackFrames[0]).toMatchObject({ line, column: 4, source: { path: source(s) } })
    expect((await s.request('loadedSources')).sources).toEqual([{ name: 'machine.asl.json', path: source(s) }])
    expect((await s.request('gotoTargets', { source: { path: source(s) }, line: line - 1 })).targets).toMatchObject([
      { label: 'A with the payload as it is', column: 4 },
      { label: 'A with the input that it had the last time', column: 4 },
    ])
    expect(await s.evaluate('$')).toBe('{"a":1}')
  })

  test('the program as a URI in a client of paths', async () => {
    const s = new TestSession(files)
    await s.initialize()
    await s.request('launch', { program: source(s), stopOnEntry: true } as never)
    await s.request('configurationDone')
    await s.stopped()
    const { stackFrames } = await s.request('stackTrace', { threadId: 1 })
    expect(stackFrames[0]!.source!.path).toBe(s.path('machine.asl.json'))
  })

  test.each(['file:', 'file://host/x.asl.json', 'file:///%zz', 'https://host/x.asl.json'])('%s is no file', async (program) => {
    const s = new TestSession(files)
    await s.initialize()
    expect(await s.send('launch', { program })).toMatchObject({ success: false, message: expect.stringMatching(/cannot be read/) })
  })

  test('lines alone, as the protocol once had it', async () => {
    const s = new TestSession(files)
    await s.launch({ input: {}, stopOnEntry: true })
    const set = await s.request('setBreakpoints', { source: { path: s.path('machine.asl.json') }, lines: [s.line('B')] } as never)
    expect(set.breakpoints).toMatchObject([{ verified: true, line: s.line('B') }])
    await s.move('continue')
    expect((await s.stack())[0]).toBe(`B:${s.line('B')}`)
  })
})
