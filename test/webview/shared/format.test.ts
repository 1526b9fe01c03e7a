import { expect, test } from 'vitest'
import { formatDuration } from '../../../core/base/duration'
import { formatBytes, formatTime, threadLabel } from '../../../webview/shared/format'

test.each([
  [0, '0 ms'],
  [350, '350 ms'],
  [1000, '1 s'],
  [2345, '2.35 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [3_600_000, '1 h'],
  [3_599_999, '1 h'],
  [86_400_000, '1 d'],
  [97_200_000, '1 d 3 h'],
  [31_536_000_000, '365 d'],
])('%d ms are %s', (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected)
})

test('the time of day is UTC, as in the history', () => expect(formatTime(Date.UTC(2026, 0, 1, 9, 5, 7, 42))).toBe('09:05:07.042'))

test.each([
  ['Each [12]', ['Each', '[12]']],
  ['Orders [0] > Lines [2]', ['Orders [0] > Lines', '[2]']],
  ['Both [1]', ['Both', '[1]']],
  ['Machine', ['Machine', '']],
])('%s is labelled %j', (name, label) => expect(threadLabel(name)).toEqual(label))

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1536, '1.5 KiB'],
  [262_143, '255 KiB'],
  [262_144, '256 KiB'],
  [3_250_586, '3.1 MiB'],
])('%i bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text))
