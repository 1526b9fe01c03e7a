import { isArray, isObject, type Json } from '../../base/json'

/** A function that may end a path, `$.list.length()`. Undefined: it finds nothing. */
type PathFunction = (value: Json, ...args: readonly Json[]) => Json | undefined

const nothing: PathFunction = () => undefined

const item = (value: Json, index: number) => (isArray(value) ? value.at(index) : undefined)

const length: PathFunction = (value) =>
  isArray(value) || typeof value === 'string' ? value.length : isObject(value) ? Object.keys(value).length : undefined

/**
 * The functions of the Jayway library. AWS reads them all, but those that calculate find nothing in any list: "The JSONPath
 * '$.Jobs.sum()' specified for the field 'Jobs.$' could not be found in the input". The keys are their names.
 */
export const pathFunctions: ReadonlyMap<string, PathFunction> = new Map<string, PathFunction>([
  ['length', length],
  ['size', length],
  ['keys', (value) => (isObject(value) ? Object.keys(value) : undefined)],
  ['first', (value) => item(value, 0)],
  ['last', (value) => item(value, -1)],
  ['index', (value, index) => (Number.isInteger(index) ? item(value, index as number) : undefined)],
  ['min', nothing],
  ['max', nothing],
  ['avg', nothing],
  ['stddev', nothing],
  ['sum', nothing],
  ['concat', nothing],
  ['append', nothing],
])
