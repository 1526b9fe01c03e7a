import { expect, test } from 'vitest'
import { canvasHeight, type Extent, indexAfter, rowsAt, scrollTopFor, tallest, topAt, topShowing } from '../../../webview/shared/windowing'

const list = (count: number, height = 220): Extent => ({ count, rowHeight: 22, height })

test.each([
  ['nothing', list(0), 0, [0, 0]],
  ['less than fits', list(3), 0, [0, 3]],
  ['the beginning', list(25_000), 0, [0, 15]],
  ['a part of a row at both edges', list(25_000), 1111, [45, 66]],
  ['the end', list(25_000), 25_000 * 22 - 220, [24_985, 25_000]],
  ['a list that is not in sight', list(100, 0), 0, [0, 5]],
])('rows that are there: %s', (_, extent, top, [first, last]) => expect(rowsAt(extent, top)).toEqual({ first, last }))

test.each([0, 1, 12, 25_000, 1_000_000, 50_000_000])('%i rows: both ends are reached, and each edge is found again', (count) => {
  const extent = list(count)
  expect(canvasHeight(extent)).toBeLessThanOrEqual(tallest)
  const furthest = Math.max(0, canvasHeight(extent) - extent.height)
  expect(topAt(extent, 0)).toBe(0)
  expect(rowsAt(extent, topAt(extent, furthest), 0).last).toBe(count)
  // a browser may tell of more than there is
  expect(topAt(extent, furthest + 50)).toBe(topAt(extent, furthest))
  expect(topAt(extent, -5)).toBe(0)
  for (const part of [0, 0.25, 0.5, 1]) {
    const top = part * Math.max(0, count * 22 - extent.height)
    expect(topAt(extent, scrollTopFor(extent, top))).toBeCloseTo(top, 3)
  }
})

test('what an element can be as high as is scrolled pixel for pixel', () => {
  expect(topAt(list(25_000), 1234)).toBe(1234)
  expect(scrollTopFor(list(25_000), 1234)).toBe(1234)
})

test.each([
  ['in sight', 100, 6, 100],
  ['above', 100, 2, 44],
  ['partly above', 100, 4, 88],
  ['below', 100, 20, 242],
  ['partly below', 100, 14, 110],
])('a row is shown that is %s', (_, top, index, expected) => expect(topShowing(list(1000), top, index)).toBe(expected))

test('of a row that is higher than what is in sight the beginning is shown', () => {
  expect(topShowing({ count: 10, rowHeight: 22, height: 10 }, 0, 5)).toBe(110)
})

test.each([
  ['ArrowDown', 4, 100, 5],
  ['ArrowDown', 99, 100, 99],
  ['ArrowDown', -1, 100, 0],
  ['ArrowUp', 4, 100, 3],
  ['ArrowUp', 0, 100, 0],
  ['PageDown', 4, 100, 13],
  ['PageUp', 4, 100, 0],
  ['PageUp', 50, 100, 41],
  ['Home', 50, 100, 0],
  ['End', 50, 100, 99],
  ['End', -1, 0, undefined],
  ['a', 50, 100, undefined],
  ['constructor', 50, 100, undefined],
])('%s at %i of %i leads to %s', (key, active, count, expected) => expect(indexAfter(key, active, list(count))).toBe(expected))
