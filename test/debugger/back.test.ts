import { describe, expect, test } from 'vitest'
import { counting, hello, orderMocks, orders, parallel } from './support/machines'
import { TestSession } from './support/session'

const files = { 'machine.asl.json': hello }

describe('going back', () => {
  test('ends at the beginning', async () => {
    const s = new TestSession(files)
    await s.launch({ input: { name: 'x' }, stopOnEntry: true })
    await expect(s.request('stepBack', { threadId: 1 })).rejects.toThrow(/beginning of the execution/)
    await expect(s.request('reverseContinue', { threadId: 1 })).rejects.toThrow(/beginning of the execution/)
    await s.move('next')
    await s.move('stepBack')
    expect(await s.stack()).toEqual(['Hello:4'])
  })

  test.each([
    ['a breakpoint', {}, [4, 3, 2, 1, 0]],
    ['a condition', { condition: '$.n < 3' }, [2, 1, 0]],
    ['a hit count', { hitCondition: '% 2' }, [3, 1]],
    ['a message, which does not stop', { logMessage: 'n' }, []],
  ])('to the last stop of %s, and to the one before, until the beginning', async (_, settings, expected) => {
    const s = new TestSession({ 'machine.asl.json': counting })
    await s.launch({ input: {} }, [{ line: s.line('Add'), ...settings }, { line: s.line('Done') }])
    while ((await s.stack())[0] !== `Done:${s.line('Done')}`) await s.move('continue')
    const found: number[] = []
    for (;;) {
      const { reason } = (await s.move('reverseContinue')).body
      if (reason !== 'breakpoint') break
      found.push(Number(await s.evaluate('$.n')))
    }
    expect([found, await s.stack()]).toEqual([expected, [`Init:${s.line('Init')}`]])
    // and forward again it stops where it did
    const again: number[] = []
    for (await s.move('continue'); (await s.stack())[0] === `Add:${s.line('Add')}`; await s.move('continue'))
      again.push(Number(await s.evaluate('$.n')))
    expect(again).toEqual(expected.toReversed())
  })

  test('of a branch whose turn has not come: restart leaves it where it is', async () => {
    const s = new TestSession({ 'machine.asl.json': parallel })
    await s.launch({ stopOnEntry: true })
    await s.move('stepIn')
    const frameId = await s.frame(3)
    await s.request('restartFrame', { frameId })
    expect(await s.stopped()).toMatchObject({ reason: 'restart', threadId: 3 })
    expect(await s.stack(3)).toEqual([`Right:${s.line('Right')}`, `Both:${s.line('Both')}`])
    await s.move('stepBack', 3)
    expect(await s.stack()).toEqual([`Both:${s.line('Both')}`])
  })

  test('from a Wait in real time: what the run waited for is forgotten', async () => {
    const machine = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'W' }, W: { Type: 'Wait', Seconds: 3600, End: true } } }
    const s = new TestSession({ 'machine.asl.json': machine })
    await s.launch({ time: 'real', stopOnEntry: true })
    await s.request('continue', { threadId: 1 })
    await s.next('stepthrough/history')
    await s.request('pause', { threadId: 1 })
    expect(await s.stopped()).toMatchObject({ reason: 'pause' })
    await s.move('stepBack')
    await s.move('stepBack')
    expect(await s.stack()).toEqual([`A:${s.line('A')}`])
    await s.move('next')
    expect(await s.stack()).toEqual([`W:${s.line('W')}`])
  })

  test('while it runs nothing is shown of the stop before', async () => {
    const s = new TestSession({ 'machine.asl.json': { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } } })
    await s.launch({ input: { a: 1 }, time: 'real', stopOnEntry: true })
    const variablesReference = await s.scopeReference('Input')
    const { variables } = await s.request('variables', { variablesReference })
    expect(variables).toMatchObject([{ name: 'a', value: '1' }])
    await s.request('continue', { threadId: 1 })
    await expect(s.request('variables', { variablesReference })).rejects.toThrow()
    await s.request('pause', { threadId: 1 })
    await s.stopped()
    await expect(s.request('variables', { variablesReference })).rejects.toThrow()
    expect(await s.scope('Input')).toEqual({ a: '1' })
  })

  test('from the second branch, which leads to the Parallel and not to its sibling', async () => {
    const s = new TestSession({ 'machine.asl.json': parallel })
    await s.launch({}, [{ line: s.line('Right') }])
    expect(await s.stack(3)).toEqual([`Right:${s.line('Right')}`, `Both:${s.line('Both')}`])
    expect((await s.move('stepBack', 3)).body).toMatchObject({ threadId: 1 })
    expect(await s.stack()).toEqual([`Both:${s.line('Both')}`])
  })

  test('from an error to the entry of its state', async () => {
    const s = new TestSession({
      'machine.asl.json': { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'F' }, F: { Type: 'Fail', Error: 'E' } } },
    })
    await s.launch({})
    expect(await s.stack()).toEqual([`F (failed):${s.line('F')}`])
    await s.move('stepBack')
    expect(await s.stack()).toEqual([`F:${s.line('F')}`])
    expect((await s.move('continue')).body).toMatchObject({ reason: 'exception' })
  })

  test('is the same run again: the history is the one of a run that never went back', async () => {
    const run = async (back: boolean) => {
      const s = new TestSession({ 'machine.asl.json': orders, 'mock.json': orderMocks })
      await s.launch({ mockConfig: 'mock.json', testCase: 'Slow', input: {} }, [{ line: s.line('SendConfirmationEmail') }])
      if (back) for (let i = 0; i < 3; i++) await s.move('stepBack')
      if (back) await s.move('continue')
      await s.move('continue')
      return (await s.request('stepthrough/getHistory')).events.map(({ event }) => event)
    }
    expect(await run(true)).toEqual(await run(false))
  })
})

describe('next behind the last state of a branch', () => {
  test('leads to the state that owns it, past the states of a sibling that is under way', async () => {
    const s = new TestSession({ 'machine.asl.json': parallel })
    await s.launch({}, [{ line: s.line('LeftEnd') }])
    expect(await s.stack(2)).toEqual([`LeftEnd:${s.line('LeftEnd')}`, `Both:${s.line('Both')}`])
    expect((await s.move('next', 2)).body).toMatchObject({ reason: 'step', threadId: 1 })
    expect((await s.stack())[0]).toMatch(/^Branches \(result\)/)
  })

  test('leads to the next iteration, where that begins only then', async () => {
    const I = { StartAt: 'I', States: { I: { Type: 'Pass', Next: 'J' }, J: { Type: 'Pass', End: true } } }
    const M = { Type: 'Map', MaxConcurrency: 1, ItemProcessor: I, End: true }
    const s = new TestSession({ 'machine.asl.json': { StartAt: 'M', States: { M } } })
    await s.launch({ input: [1, 2] as never }, [{ line: s.line('J'), hitCondition: '1' }])
    const { threadId } = (await s.move('next', 2)).body
    expect((await s.stack(threadId))[0]).toBe(`I:${s.line('I')}`)
    expect(threadId).toBe(3)
  })
})
