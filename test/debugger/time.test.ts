import { describe, expect, test } from 'vitest'
import type { ClockBody } from '../../debugger/protocol'
import { HandTimers } from '../support/handTimers'
import { orderMocks, orders } from './support/machines'
import { TestSession } from './support/session'

const start = Date.UTC(2026, 0, 1)

const nap = { Type: 'Wait', Seconds: 60, Next: 'Then' }
const waits = { StartAt: 'Nap', States: { Nap: nap, Then: { Type: 'Pass', End: true } } }

const clocks = (s: TestSession) => s.events.filter(({ event }) => event === 'stepthrough/clock').map(({ body }) => body as ClockBody)
/** Seconds since the start, and what the reading is. */
const reading = (s: TestSession) => {
  const { now, next, ...rest } = clocks(s).at(-1)!
  return { ...rest, now: (now - start) / 1000, next: next && `${next.stateName} ${next.kind} ${(next.at - start) / 1000}` }
}

function session(machine: unknown = waits, supports: object = {}, serve?: { readonly [name: string]: unknown }) {
  const real = new HandTimers()
  const s = new TestSession({ 'machine.asl.json': machine, ...serve }, real.clock, { after: real.after })
  /** To the place where a wait has begun. */
  const launch = async (attributes: object) => {
    await s.initialize(supports)
    await s.request('launch', { program: s.path('machine.asl.json'), input: {}, ...attributes } as never)
    await s.request('configurationDone')
  }
  const count = (event: string) => s.events.filter((each) => each.event === event).length
  return { real, s, launch, count }
}

describe('the clock', () => {
  test('is told where the execution stops, with what comes next', async () => {
    const { s, launch } = session()
    await launch({ stopOnEntry: true })
    await s.stopped()
    expect(reading(s)).toEqual({ now: 0, rate: 0, time: 'virtual', next: undefined })
    await s.move('next')
    expect(reading(s)).toEqual({ now: 60, rate: 0, time: 'virtual', next: undefined })
    await s.move('stepBack')
    expect(reading(s)).toMatchObject({ now: 0 })
    await s.move('continue')
    expect(reading(s)).toEqual({ now: 60, rate: 0, time: 'virtual', next: undefined })
  })

  test('goes on while a wait takes real time, and stands while the debugger does', async () => {
    const { s, launch, real } = session()
    await launch({ time: 0.5 })
    await s.next('stepthrough/clock')
    expect(reading(s)).toEqual({ now: 0, rate: 2, time: 0.5, next: 'Nap wait 60' })
    real.pass(5000)
    await s.request('pause', { threadId: 1 })
    expect(await s.stopped()).toMatchObject({ reason: 'pause' })
    expect(reading(s)).toEqual({ now: 10, rate: 0, time: 0.5, next: 'Nap wait 60' })
    real.pass(1_000_000)
    await s.request('continue', { threadId: 1 })
    real.pass(25_000)
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
    expect(real.waiting).toBe(0)
  })

  test('the timeout of the execution comes next where its definition has one', async () => {
    const { s, launch } = session({ ...waits, TimeoutSeconds: 90 })
    await launch({ stopOnEntry: true })
    await s.stopped()
    expect(reading(s).next).toBe('Nap deadline 90')
  })

  test('a backoff is what comes next', async () => {
    const { s, launch } = session(orders, {}, { 'mock.json': orderMocks })
    await launch({ time: 'real', mockConfig: 'mock.json', testCase: 'Slow' })
    await s.next('stepthrough/clock')
    expect(clocks(s).at(-1)!.next).toMatchObject({ kind: 'backoff', stateName: 'ProcessPayment' })
    await s.request('stepthrough/skipTimer')
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
  })

  test('so is the answer of a mock that takes its time', async () => {
    const machine = {
      StartAt: 'Ask',
      States: { Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:ask', End: true } },
    }
    const mocks = {
      StateMachines: { M: { TestCases: { T: { Ask: 'Late' } } } },
      MockedResponses: { Late: { 0: { Return: 1, duration: 2.5 } } },
    }
    const { s, launch } = session(machine, {}, { 'mock.json': mocks })
    await launch({ time: 'real', mockConfig: 'mock.json', testCase: 'T' })
    await s.next('stepthrough/clock')
    expect(reading(s)).toEqual({ now: 0, rate: 1, time: 'real', next: 'Ask task 2.5' })
    await s.request('stepthrough/setTime', { time: 'virtual' })
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
    expect(reading(s)).toEqual({ now: 2.5, rate: 0, time: 'virtual', next: undefined })
  })
})

describe('time is changed', () => {
  test('in the middle of a wait', async () => {
    const { s, launch, real } = session()
    await launch({ time: 'real' })
    await s.next('stepthrough/clock')
    real.pass(30_000)
    await s.request('stepthrough/setTime', { time: 0.1 })
    expect(reading(s)).toMatchObject({ now: 30, rate: 10, time: 0.1 })
    real.pass(3000)
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
  })

  test('and stays so over a restart', async () => {
    const { s, launch } = session()
    await launch({ stopOnEntry: true })
    await s.stopped()
    await s.request('stepthrough/setTime', { time: 'real' })
    await s.request('restart', {})
    await s.stopped()
    expect(reading(s)).toMatchObject({ time: 'real' })
  })

  test.each([['fast'], [-1], [Number.NaN], [null], [{}]])('not to %j', async (time) => {
    const { s, launch } = session()
    await launch({ stopOnEntry: true })
    await s.stopped()
    const { success, message } = await s.send('stepthrough/setTime', { time })
    expect([success, message]).toEqual(
      [false, '"stepthrough/setTime" needs "time": "virtual", "real" or a scale such as 0.01.'].map((each) =>
        typeof each === 'string' ? expect.stringContaining('needs "time": "virtual", "real" or a scale') : each,
      ),
    )
    expect(reading(s)).toMatchObject({ time: 'virtual' })
  })
})

describe('the next timer', () => {
  test('is skipped to while the execution waits in real time', async () => {
    const { s, launch, real } = session()
    await launch({ time: 'real' })
    await s.next('stepthrough/clock')
    await s.request('stepthrough/skipTimer')
    expect((await s.stoppedOrEnded()).event).toBe('terminated')
    expect([reading(s).now, real.waiting]).toEqual([60, 0])
  })

  test.each(['virtual', 'real'] as const)('from a stop in %s time, which ends in a stop behind it', async (time) => {
    const { s, launch, real } = session()
    await launch({ time, stopOnEntry: true })
    await s.stopped()
    await s.request('stepthrough/skipTimer')
    expect((await s.next('continued')).body).toEqual({ threadId: 1, allThreadsContinued: true })
    expect(await s.stopped()).toMatchObject({ reason: 'step', threadId: 1 })
    expect([reading(s), real.waiting]).toMatchObject([{ now: 60 }, 0])
    // it is an ordinary stop: one goes back
    await s.move('stepBack')
    expect(reading(s)).toMatchObject({ now: 0 })
  })

  test('also of a wait that has been paused', async () => {
    const { s, launch, real } = session()
    await launch({ time: 'real' })
    await s.next('stepthrough/clock')
    await s.request('pause', { threadId: 1 })
    await s.stopped()
    await s.request('stepthrough/skipTimer')
    expect(await s.stopped()).toMatchObject({ reason: 'step' })
    expect([reading(s), real.waiting]).toMatchObject([{ now: 60 }, 0])
  })

  test('is refused where the execution has ended', async () => {
    const { s, launch } = session()
    await launch({})
    await s.next('terminated')
    await expect(s.request('stepthrough/skipTimer')).rejects.toThrow(/has ended/)
  })

  test('a wait that one has gone back from does not go on', async () => {
    const { s, launch, real } = session()
    await launch({ time: 'real', stopOnEntry: true })
    await s.stopped()
    await s.request('continue', { threadId: 1 })
    await s.next('stepthrough/clock')
    real.pass(1000)
    await s.request('pause', { threadId: 1 })
    await s.stopped()
    await s.move('stepBack')
    expect([reading(s), real.waiting]).toMatchObject([{ now: 0, rate: 0 }, 0])
  })
})

describe('the progress of a wait that takes real time', () => {
  const progress = (s: TestSession) =>
    s.events.flatMap(({ event, body }) => (event.startsWith('progress') ? [{ ...body, event: event.slice(8), progressId: undefined }] : []))
  const supports = { supportsProgressReporting: true }

  test('is shown to a client that has asked for it', async () => {
    const { s, launch, real } = session(waits, supports)
    await launch({ time: 'real' })
    await s.next('progressStart')
    real.pass(1500)
    real.pass(58_500)
    await s.next('terminated')
    const [first, second, ...others] = progress(s)
    const message = 'until 2026-01-01T00:01:00Z'
    expect(first).toEqual({ event: 'Start', title: 'Waiting for the end of Nap', message, percentage: 0, cancellable: true })
    expect(second).toEqual({ event: 'Update', message, percentage: 1 })
    expect(others.at(-1)).toEqual({ event: 'End' })
    expect(new Set(s.events.flatMap(({ event, body }) => (event.startsWith('progress') ? [body.progressId] : []))).size).toBe(1)
    expect(real.waiting).toBe(0)
  })

  test.each([
    ['to no other', {}, { time: 'real' }],
    ['not of a short one', supports, { time: 0.01 }],
    ['not where time is virtual', supports, { time: 'virtual', stopOnEntry: true }],
  ])('%s', async (_, asked, attributes) => {
    const { s, launch, real } = session(waits, asked)
    await launch(attributes)
    await s.next('stepthrough/clock')
    real.pass(60_000)
    expect(progress(s)).toEqual([])
  })

  test('ends with a cancel, which skips the wait; one of another is nothing', async () => {
    const { s, launch } = session(waits, supports)
    await launch({ time: 'real' })
    const { progressId } = (await s.next('progressStart')).body
    await s.request('cancel', { progressId: 'other' })
    await s.request('cancel', { requestId: 1 })
    await s.request('cancel', undefined)
    expect(progress(s)).toHaveLength(1)
    await s.request('cancel', { progressId })
    await s.next('terminated')
    expect(progress(s).map(({ event }) => event)).toEqual(['Start', 'End'])
    expect(reading(s).now).toBe(60)
  })

  test.each(['terminate', 'restart', 'disconnect'] as const)('ends with %s', async (command) => {
    const { s, launch, real } = session(waits, supports)
    await launch({ time: 'real' })
    await s.next('progressStart')
    await s.request(command, {})
    if (command === 'terminate') await s.next('terminated')
    if (command === 'restart') await s.next('progressStart')
    expect(progress(s).map(({ event }) => event)).toEqual(command === 'restart' ? ['Start', 'End', 'Start'] : ['Start', 'End'])
    if (command !== 'restart') expect(real.waiting).toBe(0)
  })

  test('says nothing new while the debugger stands', async () => {
    const { s, launch, real } = session(waits, supports)
    await launch({ time: 'real' })
    await s.next('progressStart')
    await s.request('pause', { threadId: 1 })
    await s.stopped()
    real.pass(10_000)
    expect(progress(s)).toHaveLength(1)
  })
})
