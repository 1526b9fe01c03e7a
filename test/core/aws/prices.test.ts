import { expect, test } from 'vitest'
import {
  billedDuration,
  billedMemory,
  estimatedMemory,
  gigabyteHours,
  memoryPrice,
  prices,
  requestsPrice,
  transitionsPrice,
} from '../../../core/aws/prices'

/** Example 4 of AWS's pricing page: 100 million executions of 10 seconds; 50 KB of definition, 400 Map steps with 32 KB each. */
test('costs what the example of the pricing page costs', () => {
  const memory = estimatedMemory(50_000, 32_000, 400)
  expect(memory).toBeCloseTo(62.85, 5)
  expect(billedMemory(memory)).toBe(64)
  const hours = 100_000_000 * gigabyteHours(billedMemory(memory), billedDuration(10_000))
  expect(hours).toBeCloseTo(17_361.11, 2)
  expect(requestsPrice(100_000_000, prices)).toBeCloseTo(100, 8)
  expect(memoryPrice(hours, prices)).toBeCloseTo(382.97, 2)
})

test.each([
  [0, 100],
  [1, 100],
  [100, 100],
  [101, 200],
  [300_000, 300_000],
])('%i ms are billed as %i', (duration, billed) => expect(billedDuration(duration)).toBe(billed))

test.each([
  [0, 64],
  [50, 64],
  [64, 64],
  [64.001, 128],
])('%d MB are billed as %i', (memory, billed) => expect(billedMemory(memory)).toBe(billed))

test.each([
  [0, 0],
  [1000, 60],
  [1001, 60.03],
  [5000, 180],
  [5001, 180.01642],
])('%i GB-hours cost %d', (hours, price) => expect(memoryPrice(hours, prices)).toBeCloseTo(price, 8))

test('transitions cost by the thousand', () => {
  expect(transitionsPrice(1000, prices)).toBe(0.025)
  expect(transitionsPrice(0, prices)).toBe(0)
})
