import { expect, test } from 'vitest'
import { isRealKnown, RealVisits } from '../../../webview/table/realVisits'
import { orderHistory } from '../history'

const rows = orderHistory().map((row, i) => ({ ...row, realTime: i * 10 }))

test('visits are told on the real clock, and follow the history there and back', () => {
  const real = new RealVisits()
  const [first] = real.of(rows).roots
  expect(first).toMatchObject({
    name: 'ProcessPayment',
    start: 10,
    end: 80,
    attempts: [
      { start: 20, end: 40 },
      { start: 50, end: 70 },
    ],
  })
  expect(real.of(rows).execution).toMatchObject({ start: 0, end: 230 })
  const visits = real.of(rows.slice(0, 5))
  expect(visits.roots).toEqual([first])
  expect(first).toMatchObject({ status: 'running', end: undefined })
  expect(real.of(rows).roots[0]).toMatchObject({ end: 80 })
})

test('of a history that nobody has watched it is not known', () => {
  expect(isRealKnown(orderHistory())).toBe(false)
  expect(isRealKnown([])).toBe(false)
  expect(isRealKnown(rows)).toBe(true)
})
