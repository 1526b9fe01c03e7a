import { expect, test } from 'vitest'
import { type Sorting, sortedBy, stateSizes } from '../../../webview/limits/stateSizes'

const states = [
  { key: 'b', name: 'b', visits: 2, transitions: 3, largest: { input: { bytes: 10, event: 1 }, output: { bytes: 30, event: 2 } } },
  { key: 'A', name: 'A', visits: 9, transitions: 9, largest: {} },
  { key: 'c', name: '<c>', visits: 1, transitions: 1, largest: { result: { bytes: 20, event: 5 } } },
]

test.each<[Sorting, string[]]>([
  [{ by: 'largest', descending: true }, ['b', '<c>', 'A']],
  [{ by: 'largest', descending: false }, ['A', '<c>', 'b']],
  [{ by: 'name', descending: false }, ['<c>', 'A', 'b']],
  [{ by: 'visits', descending: true }, ['A', 'b', '<c>']],
  [{ by: 'result', descending: true }, ['<c>', 'b', 'A']],
])('%j', (sorting, names) => expect(stateSizes(states, sorting).map(({ name }) => name)).toEqual(names))

test('the largest of all payloads, with its event', () => {
  expect(stateSizes(states, { by: 'name', descending: false }).map(({ bytes, event }) => [bytes, event])).toEqual([
    [20, 5],
    [0, undefined],
    [30, 2],
  ])
})

test('a column is sorted its usual way first', () => {
  const before: Sorting = { by: 'largest', descending: true }
  expect(sortedBy('largest', before)).toEqual({ by: 'largest', descending: false })
  expect(sortedBy('name', before)).toEqual({ by: 'name', descending: false })
  expect(sortedBy('input', before)).toEqual({ by: 'input', descending: true })
})
