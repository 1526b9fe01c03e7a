import { isArray, isObject, type Json, member } from '../json'
import { Failure } from '../paths/scope'
import type { Node } from '../syntax/node'
import type { Resource } from './resource'
import { jsonText } from './text'

/** What an optimised integration asks of its parameters before it begins. */
interface Requirements {
  /** Fields that have to be there. */
  readonly required: readonly string[]
  /** Fields whose values are lists of texts by name. */
  readonly lists?: readonly string[]
}

/** By service and action. Source: Developer Guide, "Optimizing integrations"; recordings of AWS. */
const requirements: Readonly<Record<string, Requirements>> = {
  'apigateway:invoke': { required: ['ApiEndpoint', 'Method'], lists: ['Headers', 'QueryParameters'] },
  'batch:submitJob': { required: ['JobName', 'JobQueue'] },
  'dynamodb:deleteItem': { required: ['TableName', 'Key'] },
  'dynamodb:getItem': { required: ['TableName', 'Key'] },
  'dynamodb:putItem': { required: ['TableName', 'Item'] },
  'dynamodb:updateItem': { required: ['TableName', 'Key'] },
  'ecs:runTask': { required: ['TaskDefinition'] },
  'events:putEvents': { required: ['Entries'] },
  'lambda:invoke': { required: ['FunctionName'] },
  'sqs:sendMessage': { required: ['QueueUrl', 'MessageBody'] },
  'states:startExecution': { required: ['StateMachineArn'] },
}

/** Why AWS would not even begin the task; undefined where it would. */
export function refusal(resource: Resource, parameters: Json, node: Node): Failure | undefined {
  if (resource.family !== 'task') return undefined
  const action = `${resource.resourceType}:${resource.resource.replace(/\..*/, '')}`
  const rules = Object.hasOwn(requirements, action) ? requirements[action] : undefined
  if (rules === undefined) return undefined
  const of = (field: string) => (isObject(parameters) ? member(parameters, field) : undefined)
  const problems = [
    ...rules.required.filter((field) => of(field) === undefined).map((field) => `The field '${field}' is required but was missing`),
    ...(rules.lists ?? []).filter((field) => !isLists(of(field))).map((field) => `The value of the field '${field}' has an invalid format`),
  ]
  if (problems.length === 0) return undefined
  const cause = `The Parameters '${jsonText(parameters)}' could not be used to start the Task: [${problems.join(', ')}]`
  return new Failure('States.Runtime', cause, node)
}

/** Absent, or an object of lists of texts. */
const isLists = (value: Json | undefined): boolean =>
  value === undefined ||
  (isObject(value) && Object.values(value).every((list) => isArray(list) && list.every((item) => typeof item === 'string')))
