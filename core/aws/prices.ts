/** What Step Functions costs, in US dollars. Source of prices and rules: https://aws.amazon.com/step-functions/pricing, US East (N. Virginia). */
export interface Prices {
  /** Of 1,000 state transitions of a Standard workflow: 0.025. */
  readonly transitions: number
  /** Of 1,000,000 executions of an Express workflow: 1. */
  readonly requests: number
  /** Of a GB-hour of Express workflows, by tiers of a month: 0.06 for the first 1,000, 0.03 for the next 4,000, 0.01642 beyond. */
  readonly memory: readonly [number, number, number]
}

export const prices: Prices = { transitions: 0.025, requests: 1, memory: [0.06, 0.03, 0.01642] }

/** State transitions of a month that cost nothing in the free tier. */
export const freeTransitions = 4000

/** GB-hours up to which each tier but the last goes. */
const tiers = [1000, 5000, Number.POSITIVE_INFINITY]

/** The price of so many state transitions. AWS counts each step of a workflow that is executed, and each retry. */
export const transitionsPrice = (count: number, { transitions }: Prices): number => (count / 1000) * transitions

/** The price of so many executions of Express workflows, without their duration. */
export const requestsPrice = (count: number, { requests }: Prices): number => (count / 1_000_000) * requests

/** The price of the duration of Express workflows in a month, by their GB-hours. */
export function memoryPrice(gigabyteHours: number, { memory }: Prices): number {
  let price = 0
  let from = 0
  for (const [i, to] of tiers.entries()) {
    price += Math.max(0, Math.min(gigabyteHours, to) - from) * memory[i]!
    from = to
  }
  return price
}

/** Milliseconds that are billed of an Express execution: rounded up to the nearest 100, and 100 at least. */
export const billedDuration = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 100)) * 100

/** Megabytes that are billed of an Express execution: chunks of 64. */
export const billedMemory = (megabytes: number): number => Math.max(1, Math.ceil(megabytes / 64)) * 64

/** GB-hours of one execution that is billed with so much. AWS's GB has 1,024 of its MB. */
export const gigabyteHours = (megabytes: number, milliseconds: number): number => ((megabytes / 1024) * milliseconds) / 3_600_000

/**
 * Megabytes that an Express execution takes, as the examples of the pricing page estimate it: 50 MB, the definition, and the data of each step of a Map or
 * Parallel state. Sizes are bytes; the page's MB has 1,000 KB.
 */
export const estimatedMemory = (definition: number, data: number, steps: number): number =>
  50 + (definition + data * Math.max(1, steps)) / 1_000_000
