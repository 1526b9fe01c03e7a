import type { DebugProtocol as P } from '@vscode/debugprotocol'
import { describe, expect, test } from 'vitest'
import type { BindingRequest } from '../../core/run/bound'
import type { FoundEvents } from '../../core/run/inspect/search'
import { AslDebugSession } from '../../debugger/connection/session'
import type { HistoryBody } from '../../debugger/protocol'
import type { System } from '../../debugger/system'
import { nodeSystem } from '../../hosts/node/debugSystem'
import { folderOf, TestSession } from './support/session'

const loop = (turns: number) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Output: '{% { "n": $states.input.n + 1, "b": $states.input.b } %}', Next: 'C' },
    C: { Type: 'Choice', Choices: [{ Condition: `{% $states.input.n < ${turns} %}`, Next: 'A' }], Default: 'E' },
    E: { Type: 'Succeed' },
  },
})
const big = 'x'.repeat(250_000)
const histories = (s: TestSession) => s.events.filter(({ event }) => event === 'stepthrough/history').map(({ body }) => body as HistoryBody)

describe('a history of large payloads', () => {
  test('comes in messages of bounded size, with previews once much has been sent', async () => {
    const s = new TestSession({ 'machine.asl.json': loop(200) })
    await s.launch({ input: { n: 0, b: big } })
    const bodies = histories(s)
    for (const body of bodies) expect(JSON.stringify(body).length).toBeLessThan(600_000)
    const rows = bodies.flatMap(({ events }) => events)
    expect(rows.map(({ event }) => event.id)).toEqual(rows.map((_, i) => i + 1))
    expect(rows[0]!.cut).toBeUndefined()
    const last = rows.at(-1)!
    expect(last.cut).toBe(true)
    expect(last.bytes).toBe(Buffer.byteLength(JSON.stringify({ n: 200, b: big })))
    expect(JSON.stringify(last).length).toBeLessThan(2000)
    expect(last.event.executionSucceededEventDetails).toMatchObject({ outputDetails: { truncated: true } })
    const whole = await s.request('stepthrough/getEvents', { from: last.event.id - 1, count: 1 })
    expect(whole.total).toBe(rows.length)
    expect(JSON.parse(whole.events[0]!.executionSucceededEventDetails!.output!)).toEqual({ n: 200, b: big })
  })

  test('is searched as it is, not as it has been sent', async () => {
    const s = new TestSession({ 'machine.asl.json': loop(200) })
    await s.launch({ input: { n: 0, b: big } })
    const found: number[] = []
    let pages = 0
    for (let from: number | undefined = 0; from !== undefined; pages++) {
      const page: FoundEvents = await s.request('stepthrough/searchEvents', { text: '"n":199', from })
      found.push(...page.found)
      from = page.next
    }
    const { events } = await s.request('stepthrough/getEvents', { from: found[0]! - 1, count: 1 })
    expect(JSON.stringify(events[0])).toContain('199')
    expect(pages).toBeGreaterThan(1)
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThan(20)
  })

  test('is fetched page by page', async () => {
    const s = new TestSession({ 'machine.asl.json': loop(60) })
    await s.launch({ input: { n: 0, b: big } })
    const { total } = await s.request('stepthrough/getEvents', { from: 0, count: 1 })
    const ids: number[] = []
    for (let from = 0; from < total; ) {
      const { events } = await s.request('stepthrough/getEvents', { from })
      expect(events.length).toBeGreaterThan(0)
      ids.push(...events.map(({ id }) => id))
      from += events.length
    }
    expect(ids).toEqual(Array.from({ length: total }, (_, i) => i + 1))
    const rows = []
    for (let from: number | undefined = 0; from !== undefined; ) {
      const body: HistoryBody & { next?: number } = await s.request('stepthrough/getHistory', { from })
      rows.push(...body.events)
      from = body.next
    }
    expect(rows.length).toBe(total)
    for (const from of [-1, 1e9, total]) expect((await s.send('stepthrough/getEvents', { from })).success).toBe(true)
  })
})

/** A run without end in a session that has no connection: what is sent, and how to ask. */
async function endless(system: Partial<System> = {}) {
  const folder = folderOf({ 'machine.asl.json': loop(1e9) })
  const count = { sent: 0, events: 0 }
  const waiting = new Map<number, (response: P.Response) => void>()
  const session = new AslDebugSession({
    system: { ...nodeSystem(), ...system },
    send: ({ text, request }) => {
      count.sent += text.length
      if (request !== undefined) waiting.get(request)?.(JSON.parse(text))
      else count.events++
    },
  })
  let seq = 0
  const ask = (command: string, args?: unknown) => {
    session.receive(JSON.stringify({ seq: ++seq, type: 'request', command, arguments: args }))
    return new Promise<P.Response>((resolve) => waiting.set(seq, resolve))
  }
  await ask('initialize', { adapterID: 'asl' })
  await ask('launch', { program: `${folder}/machine.asl.json`, input: { n: 0, b: 'x' }, limits: { historyEvents: 1e9 }, noDebug: true })
  await ask('configurationDone')
  return { session, ask, count }
}

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}

test('the execution waits for a client that does not read', async () => {
  const { session, ask, count } = await endless()
  const quiet = async () => {
    for (let before = -1; before !== count.sent; ) {
      before = count.sent
      await turns(50)
    }
  }
  while (count.sent < 600_000) await turns(1)
  await quiet()
  const { sent: stood, events: told } = count
  expect(stood).toBeLessThan(4_000_000)
  await quiet()
  expect([count.sent, count.events]).toEqual([stood, told])
  // it goes on when the client has read, and hears a pause and an end meanwhile
  expect((await ask('pause', { threadId: 1 })).success).toBe(true)
  session.taken(count.sent)
  while (count.events === told) await turns(1)
  expect((await ask('terminate')).success).toBe(true)
  session.close()
})

test('a function that prints waits for a client that does not read', async () => {
  let request: BindingRequest | undefined
  const bind = async (asked: BindingRequest) => {
    request = asked
    return { problems: [{ file: 'stepthrough.json', message: 'none' }] }
  }
  const { session, count } = await endless({ bind })
  let waits: Promise<void> | undefined
  while (waits === undefined) waits = request?.print('f', 'x'.repeat(10_000))
  expect(count.sent).toBeLessThan(1_000_000)
  session.taken(count.sent)
  await waits
  session.close()
})

test('the run of a client that has gone comes to an end', async () => {
  const { session, count } = await endless()
  while (count.sent < 600_000) await turns(1)
  session.close()
  // what had been begun is let out
  session.taken(count.sent)
  await turns(50)
  const { sent } = count
  for (let i = 0; i < 20; i++) {
    session.taken(sent)
    await turns(50)
  }
  expect(count.sent).toBe(sent)
})

test('a client is told of a hundred threads, and finds the others when it asks', async () => {
  const leaf = (id: string) => ({
    StartAt: `A${id}`,
    States: { [`A${id}`]: { Type: 'Pass', Next: `B${id}` }, [`B${id}`]: { Type: 'Pass', End: true } },
  })
  const parallel = (id: string, count: number, branch: (id: string) => object): object => ({
    StartAt: id,
    States: { [id]: { Type: 'Parallel', Branches: Array.from({ length: count }, (_, i) => branch(`${id}.${i}`)), End: true } },
  })
  const s = new TestSession({ 'machine.asl.json': parallel('P', 15, (id) => parallel(id, 15, leaf)) })
  const told = (reason: string) => s.events.filter(({ event, body }) => event === 'thread' && body.reason === reason).length
  await s.launch({}, [{ line: s.line('BP.0.0') }])
  expect(told('started')).toBe(100)
  expect((await s.request('threads')).threads.length).toBe(1 + 15 + 15 * 15)
  await s.request('setBreakpoints', { source: { path: s.path('machine.asl.json') }, breakpoints: [] })
  await s.move('continue')
  expect(told('exited')).toBe(told('started'))
})
