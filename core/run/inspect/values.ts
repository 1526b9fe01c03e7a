import { differencesBetween } from '../../base/difference'
import type { Json } from '../../base/json'
import { jsonBytes } from '../../base/jsonText'
import { valueIn } from '../../base/steps'
import { shownOf } from './shown'
import type { Shown, ShownDifferences, ShownValue, ValueAt, ValueRef } from './types'

/** Bytes of a part that somebody has asked for. */
const ofPart = 64 * 1024
/** Bytes that one answer shows of each side of a difference, and the differences that it has. */
const ofDifference = 1000
const mostDifferences = 100

/** The values that somebody has been shown of a visit or of an execution: more of each can be asked for by its name. */
export class Values {
  private readonly named = new Map<string, Json>()

  constructor(private readonly of: Omit<ValueRef, 'name'>) {}

  get isEmpty(): boolean {
    return this.named.size === 0
  }

  /** What is sent of a value. `path`: what a field calls it. */
  show(name: string, value: Json, path?: string): ShownValue {
    this.named.set(name, value)
    return { ref: { ...this.of, name }, shown: shownOf(value), bytes: jsonBytes(value), ...(path !== undefined && { path }) }
  }

  /** Undefined: there is no such value, or no such part of it. */
  part({ ref, steps, from }: ValueAt): Shown | undefined {
    const value = this.value({ ref, steps })
    return value === undefined ? undefined : shownOf(value, from, ofPart)
  }

  /** As it is: for who wants all of it. */
  value({ ref: { name }, steps }: ValueAt): Json | undefined {
    return valueIn(this.named.get(name), steps)
  }
}

/** What is sent of the differences between a value and the one before. */
export function shownDifferences(before: Json, after: Json, against: string): ShownDifferences {
  const { list, more } = differencesBetween(before, after, mostDifferences)
  const side = (value: Json | undefined) => value !== undefined && shownOf(value, 0, ofDifference)
  const shown = list.map(({ steps, before, after }) => {
    const [was, is] = [side(before), side(after)]
    return { steps, ...(was && { before: was }), ...(is && { after: is }) }
  })
  return { against, list: shown, more }
}
