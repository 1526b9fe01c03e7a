import { integrationOf } from '../aws/integrations'
import type { Resource } from '../aws/resource'
import { isArray, isObject, type Json, member } from '../base/json'
import { jsonText } from '../base/jsonText'
import { Failure } from '../expressions/evaluation/failure'
import type { Node } from '../syntax/node'

/** Why AWS would not even begin the task; undefined where it would. */
export function refusal(resource: Resource, parameters: Json, node: Node): Failure | undefined {
  const rules = resource.kind === 'optimised' ? integrationOf(resource.service, resource.action) : undefined
  if (!rules?.checked) return undefined
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
