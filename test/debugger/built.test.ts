import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DebugClient } from '@vscode/debugadapter-testsupport'
import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { shapeProblems } from './support/dapShapes'
import { counting } from './support/machines'
import { folderOf } from './support/session'

const root = fileURLToPath(new URL('../..', import.meta.url))
const adapter = join(root, 'dist/debugAdapter.js')
const example = (path: string) => join(root, 'examples', path)

beforeAll(() => {
  if (!existsSync(adapter)) execFileSync(process.execPath, ['scripts/build.mjs', 'debugAdapter', 'debugSession'], { cwd: root })
}, 60_000)

/** Microsoft's own test client, on the built adapter. */
async function client(port?: number): Promise<DebugClient> {
  const dc = new DebugClient(process.execPath, adapter, 'asl')
  const problems: string[] = []
  // Every message that comes, as it comes.
  const dispatch = (dc as unknown as { dispatch(body: string): void }).dispatch.bind(dc)
  ;(dc as unknown as { dispatch(body: string): void }).dispatch = (body) => {
    problems.push(...shapeProblems(JSON.parse(body)))
    dispatch(body)
  }
  await dc.start(port)
  onTestFinished(async () => {
    await dc.stop()
    expect(problems).toEqual([])
  })
  return dc
}

const outputs = (dc: DebugClient): string[] => {
  const lines: string[] = []
  dc.on('output', ({ body }: P.OutputEvent) => lines.push(body.output))
  return lines
}

const framed = (json: string) => `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`

/** Runs the adapter until it exits by itself. */
function exitOf(args: string[], input?: string): Promise<{ code: number | null; stderr: string; stdout: string }> {
  const child = spawn(process.execPath, [adapter, ...args])
  let stderr = ''
  let stdout = ''
  child.stderr.on('data', (data) => (stderr += data))
  child.stdout.on('data', (data) => (stdout += data))
  if (input !== undefined) child.stdin.end(input)
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, stderr, stdout })))
}

const orderProgram = example('order-processing/order-processing.asl.json')
const order = (testCase: string) => ({
  program: orderProgram,
  inputFile: example('order-processing/order-processing.input.json'),
  mockConfig: example('order-processing/MockConfigFile.json'),
  stateMachineName: 'OrderProcessing',
  testCase,
})
const lineOf = (state: string) =>
  readFileSync(orderProgram, 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(`"${state}": {`)) + 1

/** The messages with which a client begins a session. */
const opening = (attributes: object) =>
  [
    { command: 'initialize', arguments: { adapterID: 'asl' } },
    { command: 'launch', arguments: attributes },
    { command: 'configurationDone' },
  ].map((message, i) => framed(JSON.stringify({ seq: i + 1, type: 'request', ...message })))

describe('the built adapter on stdio', () => {
  test('runs hello world to its end', async () => {
    const dc = await client()
    const lines = outputs(dc)
    await Promise.all([
      dc.configurationSequence(),
      dc.launch({ program: example('hello-world/hello-world.asl.json'), inputFile: example('hello-world/hello-world.input.json') }),
      dc.waitForEvent('terminated'),
    ])
    expect(lines.join('')).toMatch(/^Hello entered\n.*World exited\nExecution succeeded\n\{"greeting":"Hello, /s)
  })

  test('stops an order at a breakpoint, goes back, and on to its end', async () => {
    const dc = await client()
    const line = lineOf('UpdateInventory')
    const at = { path: orderProgram, line }
    await dc.hitBreakpoint(order('HappyPath'), { path: orderProgram, line: line + 2 }, at, { ...at, verified: true })
    const { stackFrames } = (await dc.stackTraceRequest({ threadId: 1 })).body
    expect(stackFrames.map(({ name }) => name)).toEqual(['UpdateInventory', 'OrderProcessing'])
    const before = { path: orderProgram, line: lineOf('ProcessPayment') }
    await Promise.all([dc.stepBackRequest({ threadId: 1 }), dc.assertStoppedLocation('step', before)])
    await Promise.all([dc.continueRequest({ threadId: 1 }), dc.assertStoppedLocation('breakpoint', at)])
    await Promise.all([dc.continueRequest({ threadId: 1 }), dc.waitForEvent('terminated')])
  })

  test('takes the result of a task from the client', async () => {
    const dc = await client()
    const pending = dc.waitForEvent('stepthrough/taskPending')
    const stopped = dc.waitForEvent('stopped')
    const { program, inputFile } = order('')
    await Promise.all([dc.configurationSequence(), dc.launch({ program, inputFile, config: 'none', unmocked: 'prompt' }), stopped])
    expect((await pending).body).toMatchObject({
      threadId: 1,
      stateName: 'CreateOrder',
      attempt: 0,
      place: { line: lineOf('CreateOrder') },
    })
    expect((await stopped).body).toMatchObject({ reason: 'task', threadId: 1 })
    expect((await dc.customRequest('stepthrough/pendingTasks')).body.tasks).toHaveLength(1)
    await expect(dc.customRequest('stepthrough/answerTask', { threadId: 1 })).rejects.toThrow(/"output", "error" .* or "echo"/)
    await dc.customRequest('stepthrough/answerTask', { threadId: 1, error: 'Out.Of.Paper', cause: 'no paper' })
    await expect(dc.customRequest('stepthrough/answerTask', { threadId: 1, output: 1 })).rejects.toThrow(/No task waits/)
    await Promise.all([
      dc.setExceptionBreakpointsRequest({ filters: [] }),
      dc.continueRequest({ threadId: 1 }),
      dc.waitForEvent('terminated'),
    ])
    const history = (await dc.customRequest('stepthrough/getHistory')).body
    expect(history.from).toBe(0)
    expect(history.events.map(({ event }: { event: { type: string } }) => event.type)).toContain('TaskFailed')
    expect(history.status).toBe('FAILED')
  })

  test('hears a pause in a long run', async () => {
    const folder = folderOf({ 'machine.asl.json': JSON.stringify(counting).replace('"NumericLessThan":5', '"NumericLessThan":1e9') })
    const dc = await client()
    await Promise.all([dc.configurationSequence(), dc.launch({ program: join(folder, 'machine.asl.json') })])
    const stopped = dc.waitForEvent('stopped')
    await dc.pauseRequest({ threadId: 1 })
    const first = await Promise.race([stopped, dc.waitForEvent('terminated')])
    expect(first.event).toBe('stopped')
  })

  test.each<[string, string[], string]>([
    ['has been opened', opening({}).slice(0, 1), '"initialized"'],
    ['stands', opening({ ...order('HappyPath'), stopOnEntry: true }), '"stopped"'],
    ['has ended', opening(order('HappyPath')), '"terminated"'],
  ])('exits after a disconnect, though the stream stays open, from a session that %s', async (_, messages, heard) => {
    const child = spawn(process.execPath, [adapter])
    onTestFinished(() => void child.kill())
    const exited = new Promise((resolve) => child.on('exit', resolve))
    let text = ''
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (data) => {
        text += data
        if (text.includes(heard)) resolve()
      })
      child.stdin.write(messages.join(''))
    })
    child.stdin.write(framed('{"seq":9,"type":"request","command":"disconnect"}'))
    expect(await exited).toBe(0)
    expect(text).toContain('"request_seq":9,"command":"disconnect","success":true')
  })

  test('exits when its client is gone', async () => {
    expect(await exitOf([], '')).toMatchObject({ code: 0, stderr: '' })
  })

  test.each([
    ['null', /a message is no object with a type/],
    ['5', /a message is no object with a type/],
    ['{"seq": 1}', /a message is no object with a type/],
    ['{"seq": 1, "type": ', /a message is no JSON/],
  ])('ends with a sentence where a message is %s', async (message, sentence) => {
    const { code, stderr, stdout } = await exitOf([], framed(message))
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(sentence)
  })

  test('answers a request without a command, and goes on', async () => {
    const messages = ['{"seq":1,"type":"request","command":null}', '{"seq":2,"type":"request","command":"threads"}']
    const { code, stdout } = await exitOf([], messages.map(framed).join(''))
    expect(code).toBe(0)
    const answers = stdout.split(/Content-Length: \d+\r\n\r\n/).slice(1)
    expect(answers.map((json) => JSON.parse(json))).toMatchObject([
      { request_seq: 1, success: false, command: '' },
      { request_seq: 2, success: true, body: { threads: [{ id: 1 }] } },
    ])
  })

  test.each([
    ['POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}', /does not begin with Content-Length/],
    ['Content-Length: 5\r\n\r\n{"a":', /no JSON/],
    ['Content-Length: 33\r\n\r\n{"type":"request","command":"pause"}', /no JSON|no sequence number/],
    ['Content-Length: x\r\n\r\n', /no number/],
    ['Content-Length: 99999999999\r\n\r\n', /no number/],
    ['Content-Length: 999999999\r\n\r\n', /too long/],
  ])('ends with a sentence where %j is no message', async (rubbish, sentence) => {
    const { code, stderr, stdout } = await exitOf([], rubbish)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(sentence)
    expect(stderr.split('\n').length).toBe(2)
  })

  test('answers what was asked before its client closed the stream', async () => {
    const request = '{"seq":7,"type":"request","command":"initialize","arguments":{"adapterID":"asl"}}'
    const { code, stdout } = await exitOf([], `Content-Length: ${request.length}\r\n\r\n${request}`)
    expect(code).toBe(0)
    expect(stdout).toMatch(/"request_seq":7,"command":"initialize","success":true/)
  })

  const { configurations } = JSON.parse(readFileSync(example('.vscode/launch.json'), 'utf8')) as { configurations: { name: string }[] }
  test.each(configurations.map((configuration) => [configuration.name, configuration] as const))(
    'launches the example "%s"',
    async (_, configuration) => {
      const dc = await client()
      const resolved = JSON.parse(JSON.stringify(configuration).replaceAll('${workspaceFolder}', JSON.stringify(example('.')).slice(1, -1)))
      const settled = Promise.race([dc.waitForEvent('stopped'), dc.waitForEvent('terminated')])
      await Promise.all([dc.configurationSequence(), dc.launch(resolved)])
      expect((await settled).event).toMatch(/stopped|terminated/)
    },
  )
})

describe('an expression that does not end', () => {
  const endless = {
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: { A: { Type: 'Pass', Output: '{% ( $f := function($n) { $f($n + 1) }; $f(1) ) %}', End: true } },
  }
  const launch = () => {
    const folder = folderOf({ 'machine.asl.json': endless })
    return { program: join(folder, 'machine.asl.json'), limits: { jsonataTime: 600_000 } } as never
  }
  /** Runs it until nothing comes any more. */
  async function hang(dc: DebugClient): Promise<void> {
    await Promise.all([dc.configurationSequence(), dc.launch(launch())])
    // The answer to this may never come: the expression runs by then, or soon.
    void dc.threadsRequest().catch(() => {})
  }

  test('is paused and ended all the same', async () => {
    const dc = await client()
    const lines = outputs(dc)
    await hang(dc)
    await dc.pauseRequest({ threadId: 1 })
    const ended = Promise.all([dc.waitForEvent('exited'), dc.waitForEvent('terminated')])
    await dc.send('terminate')
    await ended
    expect(lines.join('')).toMatch(/was ended where it stood/)
    await expect(dc.threadsRequest()).rejects.toThrow(/was ended/)
  })

  // What ends a test is a disconnect.
  test('is left by a disconnect', async () => hang(await client()))
})

describe('the built adapter on a port', () => {
  /** Starts it on a port that the system chooses. */
  async function listen(): Promise<{ child: ChildProcess; port: number }> {
    const child = spawn(process.execPath, [adapter, '--port', '0'])
    onTestFinished(() => void child.kill())
    const port = await new Promise<number>((resolve) => {
      child.stderr.on('data', (data) => {
        const match = /Listening on 127\.0\.0\.1:(\d+)/.exec(String(data))
        if (match) resolve(Number(match[1]))
      })
    })
    return { child, port }
  }

  test('serves one client after another, and two at a time', async () => {
    const { child, port } = await listen()
    const run = async () => {
      const dc = await client(port)
      dc.defaultTimeout = 5000
      await Promise.all([dc.configurationSequence(), dc.launch(order('HappyPath')), dc.waitForEvent('terminated')])
    }
    await run()
    await Promise.all([run(), run()])
    expect(child.exitCode).toBeNull()
  })

  test('has several sessions that stand, each for itself; one that is killed takes none with it', async () => {
    const { child, port } = await listen()
    const at = { path: orderProgram, line: lineOf('UpdateInventory') }
    const stopped = async () => {
      const dc = await client(port)
      await dc.hitBreakpoint(order('HappyPath'), at, at, { ...at, verified: true })
      return dc
    }
    const [one, three] = [await stopped(), await stopped()]
    const two = connect(port, '127.0.0.1')
    await new Promise<void>((resolve) => {
      let text = ''
      two.on('data', (data) => {
        text += data
        if (text.includes('"stopped"')) resolve()
      })
      two.write(opening({ ...order('HappyPath'), stopOnEntry: true }).join(''))
    })
    await Promise.all([
      one.stepBackRequest({ threadId: 1 }),
      one.assertStoppedLocation('step', { path: orderProgram, line: lineOf('ProcessPayment') }),
    ])
    two.destroy()
    await Promise.all([three.continueRequest({ threadId: 1 }), three.waitForEvent('terminated')])
    const { stackFrames } = (await one.stackTraceRequest({ threadId: 1 })).body
    expect(stackFrames.map(({ name }) => name)).toEqual(['ProcessPayment', 'OrderProcessing'])
    await Promise.all([one.continueRequest({ threadId: 1 }), one.assertStoppedLocation('breakpoint', at)])
    expect(child.exitCode).toBeNull()
  })

  test('a session that hangs disturbs no other', async () => {
    const { port } = await listen()
    const folder = folderOf({
      'machine.asl.json': {
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: { A: { Type: 'Pass', Output: '{% ( $f := function($n) { $f($n + 1) }; $f(1) ) %}', End: true } },
      },
    })
    const hanging = await client(port)
    await Promise.all([
      hanging.configurationSequence(),
      hanging.launch({ program: join(folder, 'machine.asl.json'), limits: { jsonataTime: 600_000 } } as never),
    ])
    const other = await client(port)
    await Promise.all([other.configurationSequence(), other.launch(order('HappyPath')), other.waitForEvent('terminated')])
  })

  test.each([
    'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 58\r\n\r\n{"seq":1,"type":"request","command":"threads"}',
    'GET /',
    '\r\n',
  ])('hangs up on %j without a word', async (text) => {
    const { child, port } = await listen()
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => (answer += data))
    socket.write(text)
    await new Promise((resolve) => socket.on('close', resolve))
    expect(answer).toBe('')
    expect(child.exitCode).toBeNull()
  })

  test('says in one message that a port is in use', async () => {
    const blocker: Server = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void blocker.close())
    const { port } = blocker.address() as { port: number }
    expect(await exitOf(['--port', String(port)])).toEqual({
      code: 1,
      stdout: '',
      stderr: `The port ${port} is in use: choose another with --port.\n`,
    })
  })

  test.each([
    [['--port', 'x'], /^--port needs a number from 0 to 65535, not "x"\.\n$/],
    [['--port', '70000'], /not "70000"/],
    [['--nonsense'], /nonsense[\s\S]*--port N/],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await exitOf(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
  })
})
