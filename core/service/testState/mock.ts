import { isArray, isObject, type Json } from '../../base/json'
import { type State, valueAt } from '../../model/machine'
import { invalid, parseJson, Refused } from '../errors'
import { checkResult } from './checkResult'
import { findState } from './definition'
import type { TestStateRequest } from './types'

/** What the mock answers in place of a task, or of the children of a Map or Parallel. */
export type Mock = { readonly result: Json } | { readonly error: string | undefined; readonly cause: string | undefined }

const unmockable = new Set(['Pass', 'Succeed', 'Fail', 'Choice', 'Wait'])

/**
 * Checks what a request says of mocks and configuration, as AWS does, and gives the mock; undefined where the request has none. Throws
 * Refused, mostly a ValidationException.
 */
export function mockOf(request: TestStateRequest, state: State): Mock | undefined {
  const { mock, stateConfiguration, roleArn } = request
  const type = state.type ?? ''
  if (mock === undefined) {
    if (stateConfiguration?.mapIterationFailureCount !== undefined) throw unmocked('MapIterationFailureCount')
    if (stateConfiguration?.mapItemReaderData !== undefined) throw unmocked('MapItemReaderData')
    if (stateConfiguration?.errorCausedByState !== undefined) throw unmocked('ErrorCausedByState')
    if (request.context !== undefined) throw unmocked('Context')
    if (type === 'Map' || type === 'Parallel') {
      throw new Refused(
        'InvalidDefinition',
        'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
      )
    }
    if (type === 'Task' && roleArn === undefined) throw invalid('RoleArn must be specified when testing a Task state')
    return undefined
  }
  if (unmockable.has(type)) throw invalid(`State type '${type}' is not supported when a mock is specified`)
  if (request.revealSecrets) throw invalid('TestState does not support RevealSecrets when a mock is specified.')
  if (mock.result !== undefined && mock.errorOutput !== undefined) {
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].')
  }
  const cause = stateConfiguration?.errorCausedByState
  if (cause !== undefined && !state.machines.some((machine) => findState(machine, cause))) {
    throw invalid(`State '${cause}' specified in errorCausedByState was not found in the definition`)
  }
  if (mock.result === undefined) return { error: mock.errorOutput?.error, cause: mock.errorOutput?.cause }
  const result = parseJson(mock.result, () => invalid('Mocked result must be valid JSON'))
  checkShape(result, state)
  const resource = valueAt(state.node, 'Resource')
  if (type === 'Task' && resource?.kind === 'string' && mock.fieldValidationMode !== 'NONE') {
    checkResult(resource.value, result, mock.fieldValidationMode !== 'PRESENT')
  }
  return { result }
}

const unmocked = (field: string) => invalid(`TestState does not support ${field} when a mock is not specified.`)

/** A Map's result is an array, with a ResultWriter an object; a Parallel's has an item for each branch. */
function checkShape(result: Json, state: State): void {
  if (state.type === 'Map' && valueAt(state.node, 'ResultWriter')) {
    if (!isObject(result)) throw invalid('Mocked result must be a JSON object.')
  } else if (state.type === 'Map' || state.type === 'Parallel') {
    if (!isArray(result)) throw invalid('Mocked result must be an array.')
    if (state.type === 'Parallel' && result.length !== state.machines.length) {
      throw invalid('Mocked result must contain the same number of items as number of Parallel branches.')
    }
  }
}
