import { describe, expect, test } from 'vitest'
import type { HistoryBody, StandingBody } from '../../debugger/protocol'
import { counting, lines, orderMocks, orders, parallel } from './support/machines'
import { TestSession } from './support/session'

const last = (s: TestSession, event: string) => s.events.findLast((each) => each.event === event)!.body
const standing = (s: TestSession): StandingBody => last(s, 'stepthrough/standing')
const historyOf = async (s: TestSession) => (await s.request('stepthrough/getHistory')).events.map(({ event }) => event)

/** Goes to an event; gives the `stopped` event. */
async function goTo(s: TestSession, id: number) {
  await s.request('stepthrough/goToEvent', { id })
  return s.stopped()
}

/** What there is to see where a session stands. */
const seen = async (s: TestSession, threadId = 1) => ({
  history: await historyOf(s),
  stack: await s.stack(threadId),
  input: await s.evaluate('$', 'watch', threadId),
})

describe('the debugger goes to an event', () => {
  test('back and forward: each place is the same whenever one comes to it', async () => {
    const s = new TestSession({ 'machine.asl.json': orders, 'mock.json': orderMocks })
    await s.launch({ mockConfig: 'mock.json', testCase: 'Slow', input: {} }, [{ line: s.line('SendConfirmationEmail') }])
    const whole = await historyOf(s)
    const places = new Map<number, unknown>()
    const ids = [...whole.keys()].map((i) => i + 1)
    for (const id of [...ids.toReversed(), ...ids, ...ids.map((id) => 1 + ((id * 7) % ids.length))]) {
      expect(await goTo(s, id)).toMatchObject({ reason: 'goto' })
      const place = await seen(s)
      expect(place.history.length).toBeGreaterThanOrEqual(id)
      expect(place.history).toEqual(whole.slice(0, place.history.length))
      expect(places.get(id) ?? place).toEqual(place)
      places.set(id, place)
    }
    await goTo(s, ids.length)
    await s.move('continue')
    expect(last(s, 'exited')).toEqual({ exitCode: 0 })
  })

  test('at the event of an entry it stands as after a step, at another right behind it', async () => {
    const s = new TestSession({ 'machine.asl.json': counting })
    await s.launch({ input: {}, stopOnEntry: true })
    const stepped = new Map<number, unknown>()
    for (let i = 0; i < 6; i++) {
      stepped.set(standing(s).threads[0]!.event!, await seen(s))
      await s.move('next')
    }
    for (const [id, place] of [...stepped].toReversed()) {
      expect(await goTo(s, id)).toMatchObject({ reason: 'goto', threadId: 1 })
      expect(await seen(s)).toEqual(place)
      expect(standing(s)).toMatchObject({ reason: 'goto', threads: [{ event: id, stage: 'enter' }] })
    }
    await goTo(s, 4)
    await goTo(s, 5)
    expect([standing(s).events, standing(s).threads[0]!.stage]).toEqual([6, 'enter'])
  })

  test('of a branch: its thread is the one that has stopped; that of one that is over gives its place to its owner', async () => {
    const s = new TestSession({ 'machine.asl.json': parallel })
    await s.launch({}, [{ line: s.line('After') }])
    const rows = (await s.request('stepthrough/getHistory')).events
    const idOf = (type: string, state: string) => rows.find((row) => row.event.type === type && row.state?.name === state)!.event.id
    expect(await goTo(s, idOf('PassStateEntered', 'LeftEnd'))).toMatchObject({ threadId: 2, description: 'At LeftEnd' })
    expect(await s.stack(2)).toEqual([`LeftEnd:${s.line('LeftEnd')}`, `Both:${s.line('Both')}`])
    expect(await goTo(s, idOf('WaitStateEntered', 'Right'))).toMatchObject({ threadId: 3, description: 'At Right' })
    expect(await goTo(s, idOf('PassStateExited', 'LeftEnd'))).toMatchObject({
      threadId: 1,
      description: 'After PassStateExited of LeftEnd',
    })
    expect(await goTo(s, idOf('PassStateEntered', 'After'))).toMatchObject({ threadId: 1 })
  })

  test('what was changed on the way is there again, and is gone where one goes on by steps', async () => {
    const s = new TestSession({ 'machine.asl.json': lines })
    await s.launch({ input: { lines: [{ amount: 1 }, { amount: 2 }] } }, [{ line: s.line('Price') }])
    await s.request('setVariable', { variablesReference: await s.scopeReference('Input', 2), name: 'amount', value: '70' })
    await s.move('continue')
    const here = await seen(s, 3)
    const { length } = here.history
    expect(JSON.stringify(here.history)).toContain('71')
    await goTo(s, 2)
    expect(last(s, 'stepthrough/history')).toMatchObject({ ahead: length } satisfies Partial<HistoryBody>)
    await goTo(s, length)
    expect(await seen(s, 3)).toEqual(here)
    expect(last(s, 'stepthrough/history').ahead).toBeUndefined()
    await goTo(s, 2)
    await s.move('continue')
    expect(JSON.stringify(await historyOf(s))).not.toContain('71')
    await expect(s.request('stepthrough/goToEvent', { id: length + 40 })).rejects.toThrow(/has not been at event/)
  })

  test('hits of breakpoints are counted as they were', async () => {
    const s = new TestSession({ 'machine.asl.json': counting })
    await s.launch({ input: {} }, [{ line: s.line('Add'), hitCondition: '% 2' }])
    await s.move('continue')
    const here = await seen(s)
    await goTo(s, 2)
    await goTo(s, here.history.length)
    expect(await seen(s)).toEqual(here)
    await s.move('stepBack')
    await s.move('reverseContinue')
    const there = await s.evaluate('$.n')
    await goTo(s, here.history.length)
    await s.move('reverseContinue')
    expect(await s.evaluate('$.n')).toEqual(there)
  })

  test('a way that is left is not offered any more', async () => {
    const s = new TestSession({ 'machine.asl.json': counting })
    await s.launch({ input: {} }, [{ line: s.line('Done') }])
    const { length } = await historyOf(s)
    await goTo(s, 5)
    await s.request('setVariable', { variablesReference: await s.scopeReference('Input'), name: 'n', value: '3' })
    await s.move('next')
    expect(last(s, 'stepthrough/history').ahead).toBeUndefined()
    await expect(s.request('stepthrough/goToEvent', { id: length })).rejects.toThrow('The execution has not been at event')
  })

  test.each([0, -1, 1e9, 99])('there is none: %d', async (id) => {
    const s = new TestSession({ 'machine.asl.json': counting })
    await s.launch({ input: {}, stopOnEntry: true })
    await expect(s.request('stepthrough/goToEvent', { id })).rejects.toThrow(`The execution has not been at event ${id}`)
  })

  test('refused while it runs', async () => {
    const s = new TestSession({ 'machine.asl.json': { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } } })
    await s.launch({ time: 'real', stopOnEntry: true })
    await s.request('continue', { threadId: 1 })
    await expect(s.request('stepthrough/goToEvent', { id: 1 })).rejects.toThrow('The execution runs: pause it first.')
  })

  test('the thread of a frame is told', async () => {
    const s = new TestSession({ 'machine.asl.json': parallel })
    await s.launch({}, [{ line: s.line('Right') }])
    const { stackFrames } = await s.request('stackTrace', { threadId: 3 })
    const threads = await Promise.all(stackFrames.map(({ id: frameId }) => s.request('stepthrough/frameThread', { frameId })))
    expect(threads.map(({ threadId }) => threadId)).toEqual(stackFrames.map((_, i) => (i < stackFrames.length - 2 ? 3 : 1)))
    expect(standing(s)).toMatchObject({ reason: 'breakpoint', threadId: 3 })
    expect(standing(s).threads.map(({ state, event }) => [state?.name, event !== undefined])).toEqual([
      ['Both', true],
      ['LeftEnd', true],
      ['Right', true],
    ])
  })
})
