import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assumptionsOf, usualAssumptions as usual } from '../../../core/aws/assumptions'
import { type Billed, estimateOf } from '../../../webview/limits/estimate'
import { meterOf, moneyText, shareText } from '../../../webview/limits/meter'

const run: Billed = { transitions: 10, duration: 1250, definition: 2000, payload: 1000, steps: 0 }

test('ten transitions, ten thousand times a month', () => {
  const { standard, express } = estimateOf(run, usual)
  expect(standard).toEqual({ month: 2.5, execution: 0.00025 })
  expect(express).toMatchObject({ memory: 64, milliseconds: 1300, requests: 0.01 })
  expect(express.duration).toBeCloseTo(((10_000 * 1.3 * 64) / 1024 / 3600) * 0.06, 10)
  expect(express.month).toBeCloseTo(express.requests + express.duration, 12)
  expect(express.execution).toBeCloseTo(express.month / 10_000, 12)
})

test.each([
  [
    'the free tier takes 4,000 transitions off a month',
    { freeTier: true },
    { standard: { month: expect.closeTo(2.4, 10), execution: expect.closeTo(0.00024, 10) } },
  ],
  ['and never more than there are', { freeTier: true, executionsPerMonth: 100 }, { standard: { month: 0, execution: 0 } }],
  ['a region with other prices', { transitionPrice: 0.0375, requestPrice: 2 }, { standard: { month: 3.75 }, express: { requests: 0.02 } }],
  ['a memory that somebody has measured', { expressMemory: 100 }, { express: { memory: 128, used: 100 } }],
  ['no executions', { executionsPerMonth: 0 }, { standard: { month: 0, execution: 0 }, express: { month: 0, execution: 0 } }],
])('%s', (_, change, expected) => expect(estimateOf(run, { ...usual, ...change })).toMatchObject(expected))

test('settings that are no amounts are as usual', () => {
  const written: Record<string, unknown> = {
    ...{
      transitionPrice: -1,
      requestPrice: 'dear',
      memoryPrices: [1, Number.NaN],
      executionsPerMonth: 5,
      freeTier: 'yes',
      expressMemory: null,
    },
  }
  expect(assumptionsOf((name) => written[name])).toEqual({ ...usual, memoryPrices: [1, 0.03, 0.01642], executionsPerMonth: 5 })
})

test('what is usual is what the manifest has', () => {
  const { contributes } = JSON.parse(readFileSync(join(__dirname, '../../../package.json'), 'utf8'))
  const properties = Object.assign({}, ...[contributes.configuration].flat().map((each: { properties: object }) => each.properties))
  const defaults = Object.fromEntries(
    Object.entries<{ default: unknown }>(properties)
      .filter(([name]) => name.startsWith('stepthrough.cost.'))
      .map(([name, { default: value }]) => [name.slice('stepthrough.cost.'.length), value]),
  )
  expect(defaults).toEqual(usual)
})

test.each([
  [0, 25_000, 'fine', '0 %'],
  [1, 25_000, 'fine', 'under 0.1 %'],
  [312, 25_000, 'fine', '1.2 %'],
  [19_999, 25_000, 'fine', '79 %'],
  [20_000, 25_000, 'near', '80 %'],
  [24_999, 25_000, 'near', '99 %'],
  [25_000, 25_000, 'reached', '100 %'],
  [5, 0, 'fine', '0 %'],
] as const)('%i of %i is %s', (value, limit, level, text) => {
  const meter = meterOf(value, limit)
  expect([meter.level, shareText(meter.share)]).toEqual([level, text])
})

test.each([
  [0, '$0'],
  [0.0000031, '$0.0000031'],
  [0.00025, '$0.00025'],
  [0.25, '$0.25'],
  [1234.5, '$1,234.50'],
])('%d dollars are %s', (dollars, text) => expect(moneyText(dollars)).toBe(text))
