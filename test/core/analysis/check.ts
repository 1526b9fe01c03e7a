import { analyse } from '../../../core/analysis/analyse'
import type { Problem } from '../../../core/base/problem'
import { parseDocument } from '../../../core/model/parse'

/** What a test writes of a machine: one state, several states, or a whole definition. */
export type Sketch = string | Readonly<Record<string, unknown>>

/**
 * The definition that a sketch stands for. A text is taken as it is, an object with States is a whole definition, one with a Type is the
 * state A, and any other object has the states by their names, the first of which is the start. `Z` is added where something leads there.
 */
export function definitionOf(sketch: Sketch): string {
  if (typeof sketch === 'string') return sketch
  if ('States' in sketch || 'StartAt' in sketch) return JSON.stringify(sketch, null, 2)
  const { QueryLanguage, ...rest } = sketch
  const states = 'Type' in rest ? { A: rest } : rest
  const text = JSON.stringify(states)
  const all = /"(Next|Default)":"Z"/.test(text) && !('Z' in states) ? { ...states, Z: { Type: 'Pass', End: true } } : states
  return JSON.stringify({ ...(QueryLanguage ? { QueryLanguage } : {}), StartAt: Object.keys(all)[0], States: all }, null, 2)
}

export const problemsOf = (sketch: Sketch, type?: 'STANDARD' | 'EXPRESS'): readonly Problem[] =>
  analyse(parseDocument(definitionOf(sketch), { format: 'json', content: 'definition' }), type ? { type } : {})
