import type { Assumptions } from '../../core/aws/assumptions'
import {
  billedDuration,
  billedMemory,
  estimatedMemory,
  freeTransitions,
  gigabyteHours,
  memoryPrice,
  requestsPrice,
  transitionsPrice,
} from '../../core/aws/prices'

/** What of a run is billed. */
export interface Billed {
  readonly transitions: number
  /** In milliseconds of the execution's clock. */
  readonly duration: number
  /** UTF-8 bytes of the definition and of the largest payload. */
  readonly definition: number
  readonly payload: number
  /** Branches and iterations. */
  readonly steps: number
}

/** What a run would cost as a workflow of each type: in a month, and one execution of that month. US dollars. */
export interface Estimate {
  readonly standard: { readonly month: number; readonly execution: number }
  readonly express: {
    readonly month: number
    readonly execution: number
    readonly requests: number
    readonly duration: number
    /** What is billed of one execution: megabytes, milliseconds. */
    readonly memory: number
    readonly milliseconds: number
    /** Megabytes before they are rounded up. */
    readonly used: number
  }
}

export function estimateOf(billed: Billed, assumptions: Assumptions): Estimate {
  const { executionsPerMonth: executions, expressMemory, freeTier, transitionPrice, requestPrice, memoryPrices } = assumptions
  const own = { transitions: transitionPrice, requests: requestPrice, memory: memoryPrices }
  const transitions = Math.max(0, billed.transitions * executions - (freeTier ? freeTransitions : 0))
  const standard = transitionsPrice(transitions, own)
  const used = expressMemory || estimatedMemory(billed.definition, billed.payload, billed.steps)
  const memory = billedMemory(used)
  const milliseconds = billedDuration(billed.duration)
  const requests = requestsPrice(executions, own)
  const duration = memoryPrice(executions * gigabyteHours(memory, milliseconds), own)
  const each = (month: number) => (executions === 0 ? 0 : month / executions)
  const express = requests + duration
  return {
    standard: { month: standard, execution: each(standard) },
    express: { month: express, execution: each(express), requests, duration, memory, milliseconds, used },
  }
}
