import { expect, test } from 'vitest'
import { RealTimes } from '../../debugger/shown/realTimes'

test('each event has the real time since the first, also after a step back', () => {
  const history = { length: 0 }
  let now = 1000
  const real = new RealTimes(history, () => now)
  const log = (events: number, at: number) => {
    history.length += events
    now = at
    real.note()
  }
  log(2, 1000)
  log(0, 1500)
  log(1, 2000.4)
  expect([0, 1, 2, 3].map((index) => real.of(index))).toEqual([0, 0, 1000, undefined])
  log(-2, 3000)
  expect(real.of(1)).toBeUndefined()
  log(1, 4000)
  expect(real.of(1)).toBe(3000)
})

test('the clock is not asked where nothing was logged', () => {
  let asked = 0
  const real = new RealTimes({ length: 0 }, () => ++asked)
  real.note()
  expect(asked).toBe(0)
})
