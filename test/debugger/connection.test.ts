import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { Connection } from '../../debugger/connection/connection'
import type { EngineListener } from '../../debugger/connection/engine'
import { frame } from '../../debugger/connection/framing'

interface Message {
  readonly seq: number
  readonly type: string
  readonly event?: string
  readonly command?: string
  readonly request_seq?: number
  readonly success?: boolean
  readonly message?: string
  readonly body?: never
}

/** A connection over streams whose engine does only what the test makes it do, and whose timers run when the test says so. */
function connect({ highWaterMark = 16 * 1024, reads = true } = {}) {
  const input = new PassThrough()
  const output = new PassThrough({ highWaterMark })
  const engine = { received: [] as string[], taken: 0, stopped: false, listener: undefined as EngineListener | undefined }
  const timers = new Set<() => void>()
  const patience: number[] = []
  const closed: (string | undefined)[] = []
  new Connection({
    input,
    output,
    start: (listener) => {
      engine.listener = listener
      return {
        receive: (text) => engine.received.push(JSON.parse(text).command),
        taken: (characters) => (engine.taken += characters),
        stop: () => (engine.stopped = true),
      }
    },
    later: (milliseconds, action) => {
      patience.push(milliseconds)
      timers.add(action)
      return () => timers.delete(action)
    },
    closed: (fault) => closed.push(fault),
  })
  let bytes = ''
  const read = () => output.on('data', (chunk) => (bytes += chunk))
  const whole = () =>
    bytes
      .split(/Content-Length: \d+\r\n\r\n/)
      .slice(1)
      .map((text) => JSON.parse(text) as Message)
  if (reads) read()
  return {
    engine,
    timers,
    patience,
    closed,
    input,
    output,
    whole,
    read,
    write: (text: string | Buffer) => input.write(text),
    end: () => input.end(),
    ask: (seq: number, command: string) => input.write(frame(JSON.stringify({ seq, type: 'request', command }))),
    answer: (request: number, name: string) =>
      engine.listener!.send({
        text: JSON.stringify({ type: 'response', request_seq: request, command: name, success: true }),
        name,
        request,
      }),
    event: (name: string, body?: unknown) => engine.listener!.send({ text: JSON.stringify({ type: 'event', event: name, body }), name }),
    wait: () => {
      for (const action of [...timers]) action()
      timers.clear()
    },
    messages: async (): Promise<string[]> => {
      await new Promise((resolve) => setImmediate(resolve))
      const all = whole()
      expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => i + 1))
      return all.map(({ type, event, command, request_seq, success }) =>
        type === 'event' ? event! : `${command} ${request_seq} ${success ? 'done' : 'refused'}`,
      )
    },
  }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('a session whose engine does not answer', () => {
  test('answers a pause, and the engine goes on with what it says later', async () => {
    const s = connect()
    s.ask(1, 'pause')
    await turn()
    s.wait()
    s.answer(1, 'pause')
    s.event('stopped')
    expect(await s.messages()).toEqual(['pause 1 done', 'stopped'])
    expect([s.engine.stopped, s.timers.size]).toEqual([false, 0])
  })

  test('is ended by terminate; what had been asked is refused, and disconnect closes', async () => {
    const s = connect()
    s.ask(1, 'evaluate')
    s.ask(2, 'terminate')
    await turn()
    s.wait()
    s.event('stopped')
    s.answer(1, 'evaluate')
    s.ask(3, 'threads')
    s.ask(4, 'disconnect')
    await turn()
    expect(await s.messages()).toEqual([
      'terminate 2 done',
      'output',
      'exited',
      'terminated',
      'evaluate 1 refused',
      'threads 3 refused',
      'disconnect 4 done',
    ])
    expect([s.engine.stopped, s.closed]).toEqual([true, [undefined]])
  })

  test('is closed by disconnect', async () => {
    const s = connect()
    s.ask(1, 'disconnect')
    await turn()
    s.wait()
    expect(await s.messages()).toEqual(['disconnect 1 done'])
    expect([s.engine.stopped, s.closed]).toEqual([true, [undefined]])
  })

  test('says its end once', async () => {
    const s = connect()
    s.ask(1, 'terminate')
    await turn()
    s.event('exited')
    s.event('terminated')
    s.wait()
    expect(await s.messages()).toEqual(['exited', 'terminated', 'terminate 1 done', 'output'])
  })

  test('whose engine dies tells why, and that it has ended', async () => {
    const s = connect()
    s.ask(1, 'launch')
    await turn()
    s.engine.listener!.died('The debug session has died: no memory.')
    s.ask(2, 'threads')
    await turn()
    expect(await s.messages()).toEqual(['output', 'exited', 'terminated', 'launch 1 refused', 'threads 2 refused'])
  })

  test.each(['__proto__', 'constructor', 'toString', 'threads', ''])('is waited for with %j', async (command) => {
    const s = connect()
    s.ask(1, command)
    await turn()
    expect(s.timers.size).toBe(0)
  })

  test('is not meddled with when it answers in time', async () => {
    const s = connect()
    s.ask(1, 'pause')
    await turn()
    s.answer(1, 'pause')
    expect(s.timers.size).toBe(0)
    expect(await s.messages()).toEqual(['pause 1 done'])
  })
})

test('the engine hears how much a client has read, not how much was written', async () => {
  const s = connect({ highWaterMark: 1000, reads: false })
  s.ask(1, 'threads')
  await turn()
  const text = 'x'.repeat(1000)
  for (let i = 0; i < 50; i++) s.event('output', text)
  await turn()
  const before = s.engine.taken
  expect(before).toBeLessThan(5000)
  s.read()
  while (s.engine.taken < 50_000) await turn()
  expect(before).toBeLessThan(s.engine.taken)
})

describe('what is no message of the protocol', () => {
  test.each([
    ['GET / HTTP/1.1\r\n\r\n'],
    ['POST / HTTP/1.1\r\nContent-Length: 40\r\n\r\n{"seq":1,"type":"request","command":"x"}'],
    ['OPTIONS'],
    ['{}'],
    [frame('null').toString()],
    [frame('[').toString()],
    ['Content-Length: -1\r\n\r\n'],
    ['Content-Length: 2\n\n{}'],
    [`Content-Length: 1${' '.repeat(2000)}`],
  ])('%j ends the connection before an engine begins, and gets no answer', async (text) => {
    const s = connect()
    s.write(text)
    expect(await s.messages()).toEqual([])
    expect([s.closed.length, typeof s.closed[0], s.engine.listener]).toEqual([1, 'string', undefined])
  })

  test('in the middle of a session tells the client before it ends', async () => {
    const s = connect()
    s.ask(1, 'initialize')
    await turn()
    s.answer(1, 'initialize')
    s.event('initialized')
    s.write('Content-Length: 4\r\n\r\nnull')
    expect(await s.messages()).toEqual(['initialize 1 done', 'initialized', 'output', 'exited', 'terminated'])
    expect([s.closed.length, s.engine.stopped]).toEqual([1, true])
  })
})

test('messages come whole from whatever pieces they arrive in', async () => {
  const s = connect()
  const bytes = ['{"seq":1,"type":"request","command":"ä€😀"}', '{"seq":2,"type":"request","command":"b"}'].map(frame)
  for (const byte of Buffer.concat(bytes)) s.write(Buffer.from([byte]))
  await turn()
  expect(s.engine.received).toEqual(['ä€😀', 'b'])
})

test('a piece may end anywhere in the message behind', async () => {
  const [first, second] = ['a', 'b'].map((command, i) => frame(JSON.stringify({ seq: i + 1, type: 'request', command })))
  for (let size = 0; size <= second!.length; size++) {
    const s = connect()
    s.write(Buffer.concat([first!, second!.subarray(0, size)]))
    s.write(second!.subarray(size))
    await turn()
    expect([size, s.engine.received]).toEqual([size, ['a', 'b']])
  }
})

test('a client that asks no more is answered before the connection closes', async () => {
  const s = connect()
  s.ask(1, 'threads')
  await turn()
  s.end()
  await turn()
  expect(s.closed).toEqual([])
  s.answer(1, 'threads')
  expect(await s.messages()).toEqual(['threads 1 done'])
  expect(s.closed).toEqual([undefined])
})

test('what comes after a disconnect is not heard', async () => {
  const s = connect()
  s.ask(1, 'initialize')
  s.ask(2, 'disconnect')
  await turn()
  s.answer(2, 'disconnect')
  expect(s.closed).toEqual([undefined])
  s.ask(3, 'launch')
  s.write('GET / HTTP/1.1')
  await turn()
  expect(s.engine.received).toEqual(['initialize', 'disconnect'])
  expect(s.closed).toEqual([undefined])
})

describe('a header', () => {
  const body = JSON.stringify({ seq: 1, type: 'request', command: 'initialize' })
  const header = (length: number) => `Content-Length: ${body.length}\r\nX: `.padEnd(length, 'x')

  test.each([100, 1023, 1024])('of %i bytes is read, however it comes', async (length) => {
    const s = connect()
    for (const part of [header(length), '\r\n', '\r\n', body.slice(0, 5), body.slice(5)]) {
      s.write(part)
      await turn()
    }
    expect([s.engine.received, s.closed]).toEqual([['initialize'], []])
  })

  test('of more is the end of the connection', async () => {
    const s = connect()
    s.write(`${header(1025)}\r\n\r\n${body}`)
    await turn()
    expect(s.closed).toEqual(['the header of a message does not end'])
  })
})

const asking = (seq: number, command: string) => frame(JSON.stringify({ seq, type: 'request', command }))

describe('in the place of an engine that has died', () => {
  const reason = 'The debug session has died: no memory.'

  test('the client hears why and that it has failed, and each refusal says so too', async () => {
    const s = connect()
    s.ask(1, 'launch')
    await turn()
    s.engine.listener!.died(reason)
    s.engine.listener!.died('again')
    await turn()
    const [output, exited, terminated, launch, ...rest] = s.whole()
    expect(output!.body).toEqual({ category: 'stderr', output: `${reason}\n` })
    expect(exited!.body).toEqual({ exitCode: 1 })
    expect(terminated!.body).toBeUndefined()
    expect(launch!.message).toContain(reason)
    expect(launch!.body).toEqual({
      error: { id: 3013, format: '{text}', variables: { text: launch!.message }, showUser: false },
    })
    expect([rest, s.engine.stopped, s.closed]).toEqual([[], true, []])
  })

  test.each([
    ['terminate', 'done', 0],
    ['disconnect', 'done', 1],
    ['evaluate', 'refused', 0],
    ['pause', 'refused', 0],
  ])('%s is %s', async (command, how, closed) => {
    const s = connect()
    s.ask(1, 'initialize')
    await turn()
    s.engine.listener!.died(reason)
    s.ask(2, command)
    expect((await s.messages()).slice(4)).toEqual([`${command} 2 ${how}`])
    expect([s.closed.length, s.timers.size, s.engine.received]).toEqual([closed, 0, ['initialize']])
  })

  test('what came together with a disconnect is not answered behind it', async () => {
    const s = connect()
    s.ask(1, 'initialize')
    await turn()
    s.engine.listener!.died(reason)
    s.write(Buffer.concat([asking(2, 'disconnect'), asking(3, 'threads')]))
    expect((await s.messages()).slice(4)).toEqual(['disconnect 2 done'])
  })

  test.each([
    [['exited'], ['output', 'terminated']],
    [['terminated'], ['output', 'exited']],
    [['exited', 'terminated'], ['output']],
  ])('after %j it tells %j', async (before, after) => {
    const s = connect()
    s.ask(1, 'initialize')
    await turn()
    s.answer(1, 'initialize')
    for (const event of before) s.event(event)
    s.engine.listener!.died(reason)
    expect((await s.messages()).slice(1 + before.length)).toEqual(after)
  })

  test('what is no message of the protocol is not told as a second end', async () => {
    const s = connect()
    s.ask(1, 'initialize')
    await turn()
    s.answer(1, 'initialize')
    s.event('initialized')
    s.engine.listener!.died(reason)
    s.write('OPTIONS / HTTP/1.1\r\n\r\n')
    expect(await s.messages()).toEqual(['initialize 1 done', 'initialized', 'output', 'exited', 'terminated'])
    expect(s.closed).toHaveLength(1)
  })
})

describe('a connection ends once', () => {
  test.each<[string, (s: ReturnType<typeof connect>) => unknown]>([
    ['when its input is cut', (s) => s.input.destroy()],
    ['when its input fails', (s) => s.input.destroy(new Error('reset'))],
    ['when its output fails', (s) => s.output.destroy(new Error('broken pipe'))],
  ])('%s', async (_, cut) => {
    const s = connect()
    s.ask(1, 'pause')
    await turn()
    cut(s)
    await turn()
    expect([s.closed, s.engine.stopped, s.timers.size]).toEqual([[undefined], true, 0])
    s.event('stopped')
    s.engine.listener!.died('late')
    expect(await s.messages()).toEqual([])
    expect(s.closed).toEqual([undefined])
  })

  test('at once where nothing is left to be answered', async () => {
    const s = connect()
    s.end()
    await turn()
    expect([s.closed, s.timers.size]).toEqual([[undefined], 0])
  })

  test('with the last answer', async () => {
    const s = connect()
    s.ask(1, 'threads')
    s.ask(2, 'scopes')
    await turn()
    s.end()
    await turn()
    s.answer(1, 'threads')
    s.event('output')
    expect(s.closed).toEqual([])
    s.answer(2, 'scopes')
    expect(s.closed).toEqual([undefined])
    expect(await s.messages()).toEqual(['threads 1 done', 'output', 'scopes 2 done'])
  })

  test('when the last answer does not come', async () => {
    const s = connect()
    s.ask(1, 'threads')
    await turn()
    s.end()
    await turn()
    expect([s.closed, s.patience]).toEqual([[], [2000]])
    s.wait()
    expect([s.closed, s.engine.stopped]).toEqual([[undefined], true])
  })
})

test('an answer that nobody waits for any more is not sent, and counts as read', async () => {
  const s = connect()
  s.ask(1, 'pause')
  await turn()
  expect(s.patience).toEqual([400])
  s.wait()
  await turn()
  s.answer(1, 'pause')
  expect(await s.messages()).toEqual(['pause 1 done'])
  expect(s.engine.taken).toBeGreaterThan(0)
})

test('whoever has not been told that the session is initialized is not told its end', async () => {
  const s = connect()
  s.ask(1, 'initialize')
  await turn()
  s.write('OPTIONS / HTTP/1.1\r\n\r\n')
  expect(await s.messages()).toEqual([])
  expect([s.closed.length, s.engine.stopped]).toEqual([1, true])
})
