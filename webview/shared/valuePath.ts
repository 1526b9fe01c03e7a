import { jsonataMember } from '../../core/expressions/jsonata/step'
import { pathStep } from '../../core/expressions/paths/step'
import type { Steps } from '../../core/run/inspect/types'

/** A member of a value as a field of the definition has it, in the query language of its state. `root`: what a field calls the value. */
export const valuePath = (language: 'JSONPath' | 'JSONata', root: string, steps: Steps): string =>
  steps.reduce<string>((path, key) => (language === 'JSONata' ? jsonataMember(path, key) : path + pathStep(key)), root)
