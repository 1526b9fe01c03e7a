import { isArray, isObject, type Json, member, setMember } from '../../base/json'
import type { Failure } from '../types'
import { compare, shown } from './compare'
import { endOf, type Judged, whereGiven } from './expectation'

/** The output is equal. */
export const output = whereGiven<'output'>(
  (expected, judged) => differences('output', expected, judged, false),
  (_, { ran }) => ran.execution.output,
)

/** The output has what is named. */
export const outputContains = whereGiven<'outputContains'>(
  (expected, judged) => differences('outputContains', expected, judged, true),
  (expected, { ran }) => partOf(expected, ran.execution.output),
)

function differences(what: 'output' | 'outputContains', expected: Json, judged: Judged, subset: boolean): readonly Failure[] {
  const { output } = judged.ran.execution
  const event = endOf(judged)
  if (output !== undefined) return compare(expected, output, { what, subject: 'The output', subset, event })
  if (!judged.isEndExpected) return []
  return [{ what, path: '$', expected, message: `There is no output, where ${shown(expected)} is expected.`, event }]
}

/** Levels that somebody may have written. */
const deepest = 500

/** The members and elements of `actual` that `expected` names too. */
export function partOf(expected: Json, actual: Json | undefined, depth = 0): Json | undefined {
  if (depth > deepest) return actual
  if (isArray(expected) && isArray(actual)) return expected.slice(0, actual.length).map((each, i) => partOf(each, actual[i], depth + 1)!)
  if (!isObject(expected) || !isObject(actual)) return actual
  const part: Record<string, Json> = {}
  for (const [name, value] of Object.entries(expected)) {
    const found = partOf(value, member(actual, name), depth + 1)
    if (found !== undefined) setMember(part, name, found)
  }
  return part
}
