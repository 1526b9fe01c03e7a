import { JSONPath } from 'jsonpath-plus'
import type { Json } from '../../base/json'

/**
 * The value and all objects and lists in it, each before what it holds: the places at which the segment behind `..` is looked for. None for a
 * scalar; a RangeError for a value nested too deep.
 * jsonpath-plus walks; it gets the path as an array and no evaluator, so that no text ever becomes code.
 */
export function descendants(value: Json): readonly Json[] {
  if (typeof value !== 'object' || value === null) return []
  const found = JSONPath({ path: ['$', '..'], json: value as object, wrap: true, flatten: false, eval: false }) as Json[]
  return found.filter((v) => typeof v === 'object' && v !== null)
}
