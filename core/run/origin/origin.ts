import type { Json } from '../../base/json'
import { valueIn } from '../../base/steps'
import type { History } from '../../history/types'
import type { Thread } from '../../interpreter/api'
import { payloadIs } from '../../interpreter/flowValues'
import type { Hindsight } from '../../interpreter/hindsight'
import type { FlowValue } from '../../model/dataflow'
import { ofContext } from './context'
import { atExit } from './edited'
import { ofFlow } from './flow'
import { type Back, type From, type OriginStep, resolved, wholeOf } from './from'
import { ofItem } from './items'
import type { Step } from './said'
import { ofVariable } from './variable'

export type { From, OriginStep } from './from'

/** A value that a thread has where the execution stands. */
export type Held = { readonly thread: number } & (
  | { readonly of: 'payload' }
  | { readonly of: 'flow'; readonly value: FlowValue }
  | { readonly of: 'variable'; readonly name: string }
  | { readonly of: 'context' }
)

/** What a thread has there; undefined: nothing. */
export const heldBy = (thread: Thread, held: Held, steps: readonly Step[]): Json | undefined =>
  valueIn(held.of === 'payload' ? thread.payload : wholeOf(thread, held), steps)

/** As originOf, from the state that the thread is in. */
export function originOfHeld(sources: Sources, held: Held, steps: readonly Step[]): readonly OriginStep[] {
  const visit = sources.hindsight.latest(held.thread)
  if (visit === undefined) return []
  if (held.of !== 'payload') return originOf(sources, { ...held, visit, steps })
  return originOf(sources, { of: 'flow', value: payloadIs(visit), until: atExit(visit), visit, steps })
}

/** Steps back that are looked for, and those that are told: a loop hands a value on for ever. */
const farthest = 20_000
const most = 200

/** What the rows of the way back are found with. `history`: that of the execution itself, whose events they name. */
export interface Sources {
  readonly hindsight: Hindsight
  readonly history: History
}

/**
 * The way of a value back to what gave it: through the fields that went to it, over states, branches and iterations. Empty where nobody knows. The last step may
 * be of a kind with which the way goes on: it has been followed far enough.
 */
export function originOf(sources: Sources, from: From): readonly OriginStep[] {
  const steps: OriginStep[] = []
  let at: From | undefined = from
  for (let i = 0; at !== undefined && i < farthest && steps.length < most; i++) {
    const here: From = resolved(sources.hindsight, at)
    const back = backFrom(sources, here)
    if (back.told !== undefined) steps.push(back.told)
    at = back.next
  }
  return steps
}

function backFrom(sources: Sources, from: From): Back {
  switch (from.of) {
    case 'flow':
      return ofFlow(sources, from)
    case 'variable':
      return ofVariable(sources, from)
    case 'context':
      return ofContext(from)
    case 'item':
      return ofItem(sources.hindsight, from)
  }
}
