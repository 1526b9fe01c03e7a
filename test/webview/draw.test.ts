import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Draw } from '../../webview/draw'

let frames: (() => void)[] = []
beforeEach(() => vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame)))
afterEach(() => {
  vi.unstubAllGlobals()
  frames = []
})
const frame = () => {
  const due = frames
  frames = []
  for (const each of due) each()
}

it('what a person does is drawn as it is done', () => {
  let drawn = 0
  const draw = new Draw(() => drawn++)
  draw.changed()
  draw.changed()
  expect(drawn).toBe(2)
})

it('what messages bring is drawn once for a frame', () => {
  let drawn = 0
  const draw = new Draw(() => drawn++)
  for (let i = 0; i < 80; i++) draw.arrive(draw.changed)
  expect(drawn).toBe(0)
  frame()
  expect(drawn).toBe(1)
})

it('what a view changes while it is drawn is drawn in the next frame, not within', () => {
  let [drawn, within] = [0, false]
  const draw = new Draw(() => {
    expect(within).toBe(false)
    within = true
    if (drawn++ < 3) draw.changed()
    within = false
  })
  draw.changed()
  for (let i = 0; i < 5; i++) frame()
  expect(drawn).toBe(4)
})

it('a message that is refused stops nothing', () => {
  let drawn = 0
  const draw = new Draw(() => drawn++)
  expect(() => draw.arrive(() => JSON.parse('no'))).toThrow()
  draw.changed()
  expect(drawn).toBe(1)
})
