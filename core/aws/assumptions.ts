import { prices } from './prices'

/** What an estimate assumes: the settings `stepthrough.cost.*`. Prices are US dollars, of the same amounts as in prices.ts. */
export interface Assumptions {
  readonly transitionPrice: number
  readonly requestPrice: number
  readonly memoryPrices: readonly [number, number, number]
  readonly executionsPerMonth: number
  /** Megabytes of an Express execution; 0: estimated of the definition and the payloads. */
  readonly expressMemory: number
  /** The transitions that cost nothing in a month are taken off. */
  readonly freeTier: boolean
}

/** As the settings are when nobody has changed them. */
export const usualAssumptions: Assumptions = {
  transitionPrice: prices.transitions,
  requestPrice: prices.requests,
  memoryPrices: prices.memory,
  executionsPerMonth: 10_000,
  expressMemory: 0,
  freeTier: false,
}

/** The assumptions of settings as they are written: what is no such number is as usual. */
export function assumptionsOf(read: (name: keyof Assumptions) => unknown): Assumptions {
  const amount = (name: 'transitionPrice' | 'requestPrice' | 'executionsPerMonth' | 'expressMemory') =>
    amountOr(read(name), usualAssumptions[name])
  const tiers = read('memoryPrices')
  const tier = (i: 0 | 1 | 2) => amountOr(Array.isArray(tiers) ? tiers[i] : undefined, usualAssumptions.memoryPrices[i])
  return {
    transitionPrice: amount('transitionPrice'),
    requestPrice: amount('requestPrice'),
    memoryPrices: [tier(0), tier(1), tier(2)],
    executionsPerMonth: amount('executionsPerMonth'),
    expressMemory: amount('expressMemory'),
    freeTier: read('freeTier') === true,
  }
}

const amountOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : otherwise
