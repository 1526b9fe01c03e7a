import { isArray, type Json, type JsonObject, setMember } from '../../base/json'

/**
 * The items of a Map, with what `$$.Map.Item` says of each. Of an object there is an item for each member. Source: Developer Guide,
 * "Context object data for Map states" and "ItemReader (Map)", JSON data from a previous step.
 */
export interface Items {
  readonly values: readonly Json[]
  /** The members' names. Undefined for items that are no members; absent where none is. */
  readonly keys?: readonly (string | undefined)[]
  /** `STATE_DATA`, or the URI of the object in S3 (of the bucket, for a listing); a list where the items are of several objects. */
  readonly source: string | readonly string[]
}

/** As the guide spells it, with a capital S. */
export const uriOf = (bucket: string, key?: string): string => (key === undefined ? `S3://${bucket}` : `S3://${bucket}/${key}`)

/** The elements of an array, or the members of an object. */
export function itemsOf(value: readonly Json[] | JsonObject, source = 'STATE_DATA'): Items {
  return isArray(value) ? { values: value, source } : { values: Object.values(value), keys: Object.keys(value), source }
}

/** `$$.Map.Item`. */
export function itemContext({ values, keys, source }: Items, index: number): JsonObject {
  const key = keys?.[index]
  return {
    Index: index,
    ...(key !== undefined && { Key: key }),
    Value: values[index] ?? null,
    Source: typeof source === 'string' ? source : source[index]!,
  }
}

/**
 * What an iteration gets where no ItemSelector says otherwise: the item, and of a member its name too. The latter is one report, measured
 * on AWS: github.com/floci-io/floci/pull/1588.
 */
export function itemInput({ values, keys }: Items, index: number): Json {
  const key = keys?.[index]
  return key === undefined ? values[index]! : { Key: key, Value: values[index]! }
}

/** All of them, as the data flow's records show them. */
export function itemsJson({ values, keys }: Items): Json {
  if (keys === undefined || keys.includes(undefined)) return values
  const object: Record<string, Json> = {}
  keys.forEach((key, i) => {
    setMember(object, key!, values[i]!)
  })
  return object
}
