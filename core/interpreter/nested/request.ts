import { jsonError } from '../../analysis/jsonError'
import { isName, longestName } from '../../aws/executionNames'
import { isObject, type Json, member } from '../../base/json'
import { jsonBytes, jsonText } from '../../base/jsonText'
import type { StartedMachine } from '../api'
import type { refusedStart, StartForm } from './forms'

/** What is started under which name; undefined: nobody has chosen one. Or how the API refuses it. */
type Read =
  | { readonly name: string | undefined; readonly input: Json }
  | { readonly refused: Parameters<typeof refusedStart>[1]; readonly message: string }

/** What the API reads of the parameters Name and Input. Source: API reference, StartExecution. */
export function readStart(parameters: Json, { express }: StartForm, { type }: StartedMachine, most: number): Read {
  const of = (name: string) => (isObject(parameters) ? (member(parameters, name) ?? undefined) : undefined)
  const [name, given = {}] = [of('Name'), of('Input')]
  if (express && type === 'STANDARD')
    return { refused: 'StateMachineTypeNotSupported', message: 'This operation is not supported by this type of state machine' }
  if (name !== undefined && !(typeof name === 'string' && name.length <= longestName && isName(name)))
    return { refused: 'InvalidName', message: `Invalid Name: '${typeof name === 'string' ? name : jsonText(name)}'` }
  const wrong = typeof given === 'string' ? jsonError(given) : undefined
  if (wrong !== undefined) {
    const why = wrong.message.split('\n at [Source')[0]
    return { refused: 'InvalidExecutionInput', message: `Invalid State Machine Execution Input: '${why}'` }
  }
  const input = typeof given === 'string' ? (JSON.parse(given) as Json) : given
  if (jsonBytes(input) > most) {
    const constraint = `Member must have length less than or equal to ${most}`
    return {
      refused: 'ValidationException',
      message: `1 validation error detected: Value at 'input' failed to satisfy constraint: ${constraint}`,
    }
  }
  return { name, input }
}
