import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ClockBody } from '../../debugger/protocol'
import { editor } from '../support/vscode/editor'
import { FakeSession, run, seen, start, stop } from '../support/vscode/extension'

const midnight = Date.UTC(2026, 0, 1)
const clock = (more: Partial<ClockBody> = {}): ClockBody => ({ now: midnight, rate: 0, time: 'virtual', ...more })
const nap = { at: midnight + 60_000, kind: 'wait', threadId: 1, stateName: 'Nap' } as const

const item = () => editor.items.find(({ text }) => text.includes('$(watch)'))
const shown = () => (item()?.visible ? item()!.text : undefined)
/** Its text, without the signs that keep Markdown from reading it. */
const tip = () => String((item()!.tooltip as unknown as { value: string }).value).replaceAll(/\\(?=[^\w\s])/g, '')

async function session(id = '1', answers: object = {}): Promise<FakeSession> {
  return new FakeSession(id, {}, answers as never).begin()
}

beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] }))
afterEach(async () => {
  await stop()
  vi.useRealTimers()
})

describe('the clock in the status bar', () => {
  test('reads what the adapter has told, as long as the session lives', async () => {
    await start()
    const one = await session()
    expect(shown()).toBeUndefined()
    await one.tell('clock', clock({ next: nap }))
    expect(shown()).toBe('$(watch) 2026-01-01 00:00:00')
    await one.tell('clock', clock({ now: midnight + 86_400_999 }))
    expect(shown()).toBe('$(watch) 2026-01-02 00:00:00')
    vi.advanceTimersByTime(10_000)
    expect(shown()).toBe('$(watch) 2026-01-02 00:00:00')
    await one.end()
    expect(shown()).toBeUndefined()
  })

  test('goes on by itself while time passes, as far as what comes next', async () => {
    await start()
    const one = await session()
    await one.tell('clock', clock({ rate: 2, time: 0.5, next: nap }))
    vi.advanceTimersByTime(10_000)
    expect(shown()).toBe('$(watch) 2026-01-01 00:00:20')
    vi.advanceTimersByTime(60_000)
    expect(shown()).toBe('$(watch) 2026-01-01 00:01:00')
    await one.tell('clock', clock({ now: midnight + 1000 }))
    expect([shown(), vi.getTimerCount()]).toEqual(['$(watch) 2026-01-01 00:00:01', 0])
  })

  test('is that of the session that is looked at', async () => {
    await start()
    const one = await session('1')
    await one.tell('clock', clock())
    const two = await session('2')
    await two.tell('clock', clock({ now: midnight + 5000 }))
    expect(shown()).toBe('$(watch) 2026-01-01 00:00:05')
    await one.look()
    expect(shown()).toBe('$(watch) 2026-01-01 00:00:00')
  })

  test.each<[Partial<ClockBody>, string]>([
    [{}, 'Waiting takes no time.'],
    [{ time: 'real' }, 'Time is real.'],
    [{ time: 0.01 }, 'A second of it takes 10 ms.'],
    [{ next: nap }, 'Next: the end of the Wait Nap at 2026-01-01 00:01:00, in 1 min.'],
    [{ next: { ...nap, kind: 'backoff' } }, 'Next: the next attempt of Nap at'],
    [{ next: { ...nap, kind: 'task' } }, 'Next: the answer to Nap at'],
    [{ next: { ...nap, kind: 'deadline' } }, 'Next: the timeout of the execution at'],
    [
      { retries: [{ threadId: 1, threadName: 'Machine', stateName: 'Pay', attempts: ['1 of 3 failed', '2 of 3 begins'] }] },
      'Pay is tried again:\n\n- 1 of 3 failed\n- 2 of 3 begins\n',
    ],
  ])('says of %j', async (body, text) => {
    await start()
    const one = await session()
    await one.tell('clock', clock(body))
    expect(tip()).toContain(text)
  })
})

describe('its menu', () => {
  const rows = (checked: string) =>
    [
      '$(debug-continue) Skip to the next timer',
      ...['Virtual time', 'Real time', 'Scaled time...'].map((each) => `${each.startsWith(checked) ? '$(check)' : '$(blank)'} ${each}`),
    ].join(' | ')

  test.each<[string[], Partial<ClockBody>, string, unknown]>([
    [['Skip'], { next: nap }, 'Virtual', ['stepthrough/skipTimer', undefined]],
    [['Real'], {}, 'Virtual', ['stepthrough/setTime', { time: 'real' }]],
    [['Virtual'], { time: 'real' }, 'Real', ['stepthrough/setTime', { time: 'virtual' }]],
    [['Scaled', '0.5'], { time: 0.01 }, 'Scaled', ['stepthrough/setTime', { time: 0.5 }]],
    [[], {}, 'Virtual', undefined],
    [['Scaled'], {}, 'Virtual', undefined],
  ])('%j', async (says, body, checked, asked) => {
    await start()
    const one = await session('1', {})
    await one.tell('clock', clock(body))
    editor.says = says
    await run('clock')
    expect(seen()[0]).toBe(`pick run 1: 2026-01-01 00:00:00: ${rows(checked)}`)
    expect(one.requests.at(-1)).toEqual(asked)
  })

  test('takes no scale that is none', async () => {
    await start()
    const one = await session('1', {})
    await one.tell('clock', clock())
    editor.says = ['Scaled', 'fast', '0', '-1', '2']
    await run('clock')
    const wrong = 'A number above zero, such as 0.01: then a minute takes 0.6 seconds.'
    expect(seen().filter((line) => line.endsWith(wrong))).toHaveLength(3)
    expect(one.requests).toEqual([['stepthrough/setTime', { time: 2 }]])
  })

  test('has nothing to offer where nothing is debugged', async () => {
    await start()
    await run('clock')
    await run('skipTimer')
    await run('stepByStage')
    expect(seen()).toEqual(['info: No state machine is being debugged.'])
  })
})

test('what a step means is a context key of the session that is looked at, and changes by two commands', async () => {
  await start()
  const one = await session('1', {})
  await run('stepByStage')
  expect(one.requests).toEqual([['stepthrough/stepBy', { by: 'stage' }]])
  await one.tell('stepBy', { by: 'stage' })
  expect(editor.context.get('stepthrough.byStage')).toBe(true)
  await run('stepByState')
  expect(one.requests.at(-1)).toEqual(['stepthrough/stepBy', { by: 'state' }])
  await one.end()
  expect(editor.context.get('stepthrough.byStage')).toBe(false)
})
