import { apiResult } from '../../aws/results'
import type { ResultType } from '../../aws/resultTypes'
import { isArray, isObject, type Json, type JsonObject } from '../../base/json'
import { invalid } from '../errors'

/**
 * Throws Refused, a ValidationException, for a mocked result that the API of the task's resource could not answer with. `strict`: members
 * that the API always answers with have to be there. Services without a table are not checked.
 */
export function checkResult(resource: string, result: Json, strict: boolean): void {
  const type = apiResult(resource)
  if (type) check(type, result, '', strict)
}

const wrong = (message: string) => invalid(`Mock result schema validation error: ${message}`)

const notA = (what: string, field: string) =>
  field === '' ? wrong(`The result must be ${what}`) : wrong(`Field '${field}' must be ${what}`)

function check(type: ResultType, value: Json, field: string, strict: boolean): void {
  switch (type.kind) {
    case 'object':
      if (!isObject(value)) throw notA('an object', field)
      checkMembers(type, value, strict)
      return
    case 'array':
      if (!isArray(value)) throw notA('an array', field)
      for (const item of value) check(type.item(), item, field, strict)
      return
    case 'map':
      if (!isObject(value)) throw notA('an object', field)
      for (const item of Object.values(value)) check(type.item(), item, field, strict)
      return
    case 'string': {
      if (typeof value !== 'string') throw notA('a string', field)
      const { min, max, allowed } = type
      if (min !== undefined && value.length < min) throw wrong(`Field '${field}' is smaller than the minimum length`)
      if (max !== undefined && value.length > max) throw wrong(`Field '${field}' exceeds the maximum length`)
      if (allowed !== undefined && !allowed.includes(value)) throw wrong(`Field '${field}' is not an expected value`)
      return
    }
    case 'number': {
      if (typeof value !== 'number') throw notA('a number', field)
      const { min, max } = type
      if (min !== undefined && value < min) throw wrong(`Field '${field}' is less than the minimum value`)
      if (max !== undefined && value > max) throw wrong(`Field '${field}' exceeds the maximum value`)
      return
    }
    case 'boolean':
      if (typeof value !== 'boolean') throw notA('a boolean', field)
  }
}

/** Members that the API does not know are let through. */
function checkMembers({ members }: ResultType & { kind: 'object' }, value: JsonObject, strict: boolean): void {
  const missing = strict ? members.find(({ name, required }) => required && !Object.hasOwn(value, name)) : undefined
  if (missing !== undefined) throw wrong(`Required field '${missing.name}' is missing`)
  const types = new Map(members.map(({ name, type }) => [name, type]))
  for (const [name, item] of Object.entries(value)) {
    const type = types.get(name)
    if (type !== undefined) check(type(), item, name, strict)
  }
}
