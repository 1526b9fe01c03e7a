import { describe, expect, test } from 'vitest'
import { centred, fitted, initial, inSight, kept, meets, showing, type Viewport, zoomed } from '../../../webview/graph/viewport'

const view = { width: 800, height: 600 }
const round = ({ x, y, scale }: Viewport) => [x, y, scale].map((value) => Math.round(value * 100) / 100)

describe('what is shown at first', () => {
  test.each([
    ['a small graph as large as it is, in the middle', { width: 200, height: 300 }, undefined, [300, 150, 1]],
    ['a larger one whole', { width: 900, height: 400 }, undefined, [24, 132.89, 0.84]],
    ['one that could not be read whole from its upper end', { width: 400, height: 9000 }, undefined, [200, 24, 1]],
    ['a wide one as small as can be read', { width: 4000, height: 9000 }, undefined, [-900, 24, 0.65]],
    ['the state that is looked at', { width: 400, height: 9000 }, { x: 100, y: 5000, width: 200, height: 46 }, [200, -4723, 1]],
    [
      'of a state that is higher than the view its head',
      { width: 400, height: 9000 },
      { x: 0, y: 5000, width: 400, height: 3000 },
      [200, -4976, 1],
    ],
  ])('%s', (_, layout, box, expected) => expect(round(initial(layout, view, box))).toEqual(expected))
})

test('zooming keeps the place under the pointer, and ends somewhere', () => {
  const at = { x: 300, y: 200 }
  const before = { x: 50, y: 20, scale: 1 }
  for (const factor of [0.5, 2, 1e9, 1e-9]) {
    const after = zoomed(before, factor, at)
    expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale)
    expect((at.y - after.y) / after.scale).toBeCloseTo((at.y - before.y) / before.scale)
    expect(after.scale).toBeGreaterThanOrEqual(0.02)
    expect(after.scale).toBeLessThanOrEqual(2.5)
  }
})

test('something stays in sight, however far one goes', () => {
  const layout = { width: 1000, height: 2000 }
  for (const [x, y] of [
    [1e6, 1e6],
    [-1e6, -1e6],
    [0, 0],
  ] as const)
    expect(meets(inSight(kept({ x, y, scale: 0.5 }, layout, view), view), { x: 0, y: 0, ...layout })).toBe(true)
})

describe('a state comes into sight', () => {
  const viewport = { x: 0, y: 0, scale: 1 }
  const box = (x: number, y: number, width = 100, height = 46) => ({ x, y, width, height })
  test.each([
    ['not where it is in sight already', viewport, box(100, 100), viewport],
    ['of a high one its head is enough', viewport, box(100, 500, 100, 4000), viewport],
    ['where it is below', viewport, box(100, 1000), { x: 250, y: -723, scale: 1 }],
    ['where it is half in sight at the side', viewport, box(750, 100), { x: -400, y: 177, scale: 1 }],
    ['where it could not be read', { x: 0, y: 0, scale: 0.1 }, box(100, 100), centred(box(100, 100), view, 0.65)],
  ])('%s', (_, before, target, after) => expect(showing(before, target, view)).toEqual(after))
  test('and the viewport that needs no change is the same', () => expect(showing(viewport, box(0, 0), view)).toBe(viewport))
})

test('all of it fits', () => {
  for (const layout of [
    { width: 10, height: 10 },
    { width: 5000, height: 100 },
    { width: 100, height: 300_000 },
  ]) {
    const { x, y, scale } = fitted(layout, view)
    if (scale > 0.02)
      expect([x >= 0, y >= 0, layout.width * scale <= view.width, layout.height * scale <= view.height]).toEqual([true, true, true, true])
  }
})
