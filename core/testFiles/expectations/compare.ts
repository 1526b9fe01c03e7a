import { type Change, changesBetween, type Pair } from '../../base/changes'
import { isArray, isObject, type Json, member } from '../../base/json'
import { preview } from '../../base/preview'
import { valuePath } from '../../expressions/valuePath'
import type { Failure, FailureKind } from '../types'

/** Differences of one expectation that are told one by one. */
export const mostDifferences = 20

interface Compared {
  readonly what: FailureKind
  /** What the values are parts of, as a sentence begins: `The output`; `verb` goes on from there: `has`. */
  readonly subject: string
  readonly verb?: string
  /** Whether the actual value may have more members and elements. */
  readonly subset: boolean
  /** Steps to the two values, before those within. */
  readonly at?: readonly (string | number)[]
  readonly event?: number | undefined
}

/** Where the actual value is not the expected one, leaf by leaf: a place that only one of the two has is one leaf. */
export function compare(expected: Json, actual: Json, { what, subject, verb = 'has', subset, at = [], event }: Compared): Failure[] {
  const { list, more } = subset
    ? changesBetween(expected, actual, mostDifferences, named, Number.POSITIVE_INFINITY)
    : changesBetween(expected, actual, mostDifferences, undefined, Number.POSITIVE_INFINITY)
  const place = event === undefined ? {} : { event }
  const failures = list.map(
    (change): Failure => ({
      what,
      path: valuePath('JSONPath', '$', [...at, ...change.steps]),
      ...(change.before !== undefined && { expected: change.before }),
      ...(change.after !== undefined && { actual: change.after }),
      message: `${subject} ${saidOf(change, verb)}`,
      ...place,
    }),
  )
  if (more) failures.push({ what, message: `${subject} differs in more places than these ${mostDifferences}.`, ...place })
  return failures
}

/** What is expected, where the value has it too. */
function named(expected: Json | undefined, actual: Json | undefined): Pair[] | undefined {
  if (isArray(expected) && isArray(actual)) return expected.map((before, key) => ({ key, before, after: actual[key] }))
  if (!isObject(expected) || !isObject(actual)) return undefined
  return Object.keys(expected).map((key) => ({ key, before: member(expected, key), after: member(actual, key) }))
}

function saidOf({ steps, before, after }: Change, verb: string): string {
  const expected = `where ${before === undefined ? 'nothing' : shown(before)} is expected.`
  const found = after === undefined ? 'nothing' : shown(after)
  return steps.length === 0 ? `is ${found}, ${expected}` : `${verb} ${found} at ${valuePath('JSONPath', '$', steps)}, ${expected}`
}

/** A value in a sentence. */
export const shown = (value: Json): string => preview(value, 80)
