import { isArray, isObject, type Json } from '../../base/json'

/** What an intrinsic function takes or gives. `integer`: any number, which AWS rounds. */
export type ParameterType = 'any' | 'string' | 'integer' | 'boolean' | 'array' | 'object'

/** The types in the words of a message, with their article. */
export const typeNames: Readonly<Record<ParameterType, string>> = {
  any: 'any value',
  string: 'a string',
  integer: 'a number',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
}

/** Whether a value is of a type. Every number is an `integer`: AWS rounds a fraction. */
export function isType(type: ParameterType, value: Json): boolean {
  switch (type) {
    case 'any':
      return true
    case 'integer':
      return typeof value === 'number'
    case 'array':
      return isArray(value)
    case 'object':
      return isObject(value)
    default:
      return typeof value === type
  }
}
