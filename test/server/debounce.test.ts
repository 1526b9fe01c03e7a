import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Debounce } from '../../server/debounce'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const start = () => {
  const done: string[] = []
  const debounce = new Debounce(150, 1000, () => vi.getMockedSystemTime()!.getTime())
  return { done, debounce, ask: (key: string, what = key) => debounce.later(key, () => done.push(what)) }
}

test('a burst of changes is looked at once, after it', () => {
  const { done, ask } = start()
  for (let i = 1; i <= 5; i++) {
    ask('a', `version ${i}`)
    vi.advanceTimersByTime(100)
  }
  expect(done).toEqual([])
  vi.advanceTimersByTime(50)
  expect(done).toEqual(['version 5'])
})

test('documents do not wait for each other, and a closed one is forgotten', () => {
  const { done, debounce, ask } = start()
  ask('a')
  ask('closed')
  vi.advanceTimersByTime(100)
  ask('b')
  debounce.forget('closed')
  vi.advanceTimersByTime(50)
  expect(done).toEqual(['a'])
  vi.advanceTimersByTime(100)
  expect(done).toEqual(['a', 'b'])
})

test('requests come first, but cannot put the problems off for ever', () => {
  const { done, debounce, ask } = start()
  ask('a')
  for (let i = 0; i < 9; i++) {
    vi.advanceTimersByTime(100)
    debounce.postpone()
  }
  expect(done).toEqual([])
  for (let i = 0; i < 9; i++) {
    vi.advanceTimersByTime(100)
    debounce.postpone()
  }
  expect(done).toEqual(['a'])
})
