import { seesMapItem } from '../../analysis/variables'
import { parseResource } from '../../aws/resource'
import { isObject, type Json, type JsonObject } from '../../base/json'
import type { Ports } from '../../interpreter/api'
import { itemContext, itemsOf } from '../../interpreter/items/items'
import { isoTime } from '../../interpreter/time'
import { hasResult } from '../../model/dataflow'
import { type State, valueAt } from '../../model/machine'
import { invalid, parseJson } from '../errors'
import { anonymous } from './definition'
import type { TestStateRequest } from './types'

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

/**
 * What `$$` is: all of what the request gives, or something made up. A Map's ItemSelector sees its item beside it. Throws Refused, a
 * ValidationException, where the request's context is not one.
 */
export const contextOf = (input: Json, state: State, request: TestStateRequest, ports: Ports): JsonObject =>
  request.context === undefined ? madeUp(input, state, request, ports) : parseContext(request.context, state)

/** The context object of a request, checked as AWS does. */
function parseContext(text: string, state: State): JsonObject {
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
  if (Object.hasOwn(context, 'Task') && !waits(state))
    throw wrong(
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    )
  return context
}

/** Whether the state is a task that waits for a job or a callback. */
function waits(state: State): boolean {
  const resource = valueAt(state.node, 'Resource')
  return state.type === 'Task' && resource?.kind === 'string' && parseResource(resource.value).pattern !== 'requestResponse'
}

/** The context object of an Express execution with names that nobody has chosen; inside of a Map that of its first iteration. */
function madeUp(input: Json, state: State, { roleArn }: TestStateRequest, { uuid }: Ports): JsonObject {
  const machine = uuid('machine')
  const name = uuid('execution')
  const at = isoTime(Date.UTC(2026, 0, 1))
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(roleArn ?? '')?.[1] ?? '123456789012'
  const { type } = state
  return {
    Execution: {
      Id: `arn:aws:states:us-east-1:${account}:express:${machine}:${name}`,
      Input: input,
      Name: name,
      RoleArn: roleArn ?? null,
      StartTime: at,
    },
    StateMachine: { Id: `arn:aws:states:us-east-1:${account}:stateMachine:${machine}`, Name: machine },
    State: { Name: anonymous, EnteredTime: at, ...(hasResult(type) && { RetryCount: 0 }) },
    ...(waits(state) && { Task: { Token: uuid('token') } }),
    ...(seesMapItem(state.machine) && { Map: { Item: itemContext(itemsOf([input]), 0) } }),
  }
}

function fits(type: 'string' | 'integer' | 'any', value: Json): boolean {
  if (type === 'any') return true
  return type === 'string' ? typeof value === 'string' : Number.isInteger(value)
}
