import { expect, test } from 'vitest'
import { Passing } from '../../../core/run/passing'
import { HandTimers } from '../../support/handTimers'

/** Waits from 1000 to 5000 on the execution's clock. */
function waiting(scale: number) {
  const real = new HandTimers()
  const told: string[] = []
  const passing = new Passing(real, scale, {
    began: ({ from, to }) => told.push(`began ${from} ${to}`),
    ended: () => told.push('ended'),
  })
  const done = passing.elapse(1000, 5000)
  void done?.then(() => told.push('done'))
  const over = () => {
    return new Promise<string[]>((resolve) => setImmediate(() => resolve(told.splice(0))))
  }
  return { real, passing, over, done }
}

test('virtual time takes none, and tells of nothing', async () => {
  const { real, passing, over, done } = waiting(0)
  expect([done, passing.now, passing.isMoving, passing.skip(), real.waiting]).toEqual([undefined, undefined, false, false, 0])
  expect(await over()).toEqual([])
})

test.each([
  [1, 4000],
  [0.01, 40],
  [2.5, 10_000],
])('on the scale %d four seconds take %d ms', async (scale, milliseconds) => {
  const { real, passing, over } = waiting(scale)
  real.pass(milliseconds / 2)
  expect([passing.now, passing.isMoving]).toEqual([3000, true])
  real.pass(milliseconds / 2 - 1)
  expect(await over()).toEqual(['began 1000 5000'])
  real.pass(1)
  expect([await over(), passing.wait, real.waiting]).toEqual([['ended', 'done'], undefined, 0])
})

test('a wait is skipped', async () => {
  const { real, passing, over } = waiting(1)
  expect([passing.skip(), passing.skip(), real.waiting]).toEqual([true, false, 0])
  expect(await over()).toEqual(['began 1000 5000', 'ended', 'done'])
})

test('the scale changes in the middle of a wait', async () => {
  const { real, passing, over } = waiting(1)
  real.pass(1000)
  passing.scale = 0.1
  real.pass(299)
  expect(Math.round(passing.now!)).toBe(4990)
  real.pass(1)
  expect(await over()).toEqual(['began 1000 5000', 'ended', 'done'])
  const again = waiting(1)
  again.passing.scale = 0
  expect(await again.over()).toEqual(['began 1000 5000', 'ended', 'done'])
})

test('held time stands still, whatever becomes of the scale', async () => {
  const { real, passing, over } = waiting(1)
  real.pass(1000)
  passing.hold()
  real.pass(60_000)
  passing.scale = 2
  passing.hold()
  expect([passing.now, passing.isMoving, real.waiting]).toEqual([2000, false, 0])
  passing.goOn()
  passing.goOn()
  real.pass(6000)
  expect(await over()).toEqual(['began 1000 5000', 'ended', 'done'])
  // a wait that begins while it is held stands too
  passing.hold()
  void passing.elapse(5000, 6000)
  expect([passing.wait, real.waiting]).toMatchObject([{ from: 5000, to: 6000 }, 0])
})

test('the next wait is skipped where there is none now, unless time is held before', async () => {
  const { passing } = waiting(1)
  passing.skipNext()
  expect(passing.wait).toBeUndefined()
  passing.skipNext()
  expect(passing.elapse(5000, 6000)).toBeUndefined()
  passing.skipNext()
  passing.hold()
  passing.goOn()
  expect(passing.elapse(6000, 7000)).toBeInstanceOf(Promise)
})

test('a wait that is left never ends, as one does before which another begins', async () => {
  const { real, passing, over } = waiting(1)
  void passing.elapse(2000, 3000)
  passing.leave()
  passing.leave()
  real.pass(10_000)
  expect(await over()).toEqual(['began 1000 5000', 'ended', 'began 2000 3000', 'ended'])
})
