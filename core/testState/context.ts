import { isObject, type Json, type JsonObject } from '../json'
import { invalid, parseJson } from './types'

/** Members of a mocked context object, and their types. Source: API reference, TestState; Developer Guide, "Context object". */
const members: Readonly<Record<string, Readonly<Record<string, 'string' | 'integer' | 'any'>>>> = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'integer',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'integer' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
}

const wrong = (message: string) => invalid(`Invalid Context object provided: ${message}`)

/** The context object of a request, checked as AWS does. */
export function parseContext(text: string): JsonObject {
  const context = parseJson(text, () => wrong('not a valid JSON'))
  if (!isObject(context)) throw wrong('must be a JSON object')
  for (const [name, value] of Object.entries(context)) {
    if (name === 'Map') throw wrong("'Map' field is not supported when mocking a Context object")
    const types = Object.hasOwn(members, name) ? members[name]! : undefined
    if (types === undefined) throw wrong(`Field '${name}' is not allowed`)
    if (!isObject(value)) throw wrong(`${name} must be a object`)
    for (const [field, item] of Object.entries(value)) {
      const type = Object.hasOwn(types, field) ? types[field]! : undefined
      if (type === undefined) throw wrong(`Field '${field}' is not allowed`)
      if (!fits(type, item)) throw wrong(`${name}.${field} must be a ${type}`)
    }
  }
  return context
}

function fits(type: 'string' | 'integer' | 'any', value: Json): boolean {
  if (type === 'any') return true
  return type === 'string' ? typeof value === 'string' : Number.isInteger(value)
}
