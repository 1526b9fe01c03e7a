import { expect, test } from 'vitest'
import { besideButton } from '../../../webview/shared/placing'

const size = { width: 300, height: 200 }

test.each([
  ['room below', { left: 100, bottom: 40 }, { width: 800, height: 600 }, { left: 100, top: 42, height: 550 }],
  ['too far to the right', { left: 700, bottom: 40 }, { width: 800, height: 600 }, { left: 492, top: 42, height: 550 }],
  ['a narrow page', { left: 200, bottom: 40 }, { width: 280, height: 600 }, { left: 8, top: 42, height: 550 }],
  ['a low page', { left: 100, bottom: 60 }, { width: 800, height: 180 }, { left: 100, top: 8, height: 164 }],
  ['at the lower edge', { left: 100, bottom: 580 }, { width: 800, height: 600 }, { left: 100, top: 392, height: 584 }],
])('%s', (_, button, page, expected) => expect(besideButton(button, size, page)).toEqual(expected))

test('what is small opens below also where there is little room', () => {
  expect(besideButton({ left: 8, bottom: 100 }, { width: 100, height: 40 }, { width: 800, height: 160 })).toEqual({
    left: 8,
    top: 102,
    height: 50,
  })
})
