import type { Key } from './evaluation/language'
import { jsonataMember } from './jsonata/step'
import { pathStep } from './paths/step'

/** A member of a value as a field of the definition has it, in the query language of its state. `root`: what a field calls the value. Parses nothing. */
export const valuePath = (language: 'JSONPath' | 'JSONata', root: string, steps: readonly Key[]): string =>
  steps.reduce<string>((path, key) => (language === 'JSONata' ? jsonataMember(path, key) : path + pathStep(key)), root)
