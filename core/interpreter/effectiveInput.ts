import type { Json } from '../base/json'
import { valueAt } from '../model/machine'
import type { Thread } from './api'

/** The fields that make it, the last that applies first, and the stage that each leads to. Source: ASL specification, "Input and Output Processing". */
const fields = [
  { name: 'Arguments', stage: 'afterArguments' },
  { name: 'Parameters', stage: 'afterParameters' },
  { name: 'InputPath', stage: 'afterInputPath' },
] as const

export interface EffectiveInput {
  readonly stage: (typeof fields)[number]['stage']
  /** Undefined until it has been evaluated. */
  readonly value: Json | undefined
}

/** What a state works on, of its input. Undefined where that is the input itself. */
export function effectiveInput({ state, stages }: Pick<Thread, 'state' | 'stages'>): EffectiveInput | undefined {
  if (state === undefined) return undefined
  for (const { name, stage } of fields) {
    const value = valueAt(state.node, name)
    // Parameters of a Map is the old name of its ItemSelector: it makes the input of an iteration.
    if (value === undefined || (name === 'Parameters' && state.type === 'Map')) continue
    if (name === 'InputPath' && value.kind === 'string' && value.value === '$') continue
    return { stage, value: stages[stage] }
  }
  return undefined
}
