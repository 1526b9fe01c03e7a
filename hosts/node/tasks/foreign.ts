import { parseResource } from '../../../core/aws/resource'
import { matchFunction, matchStateMachine } from '../../../core/config/match'
import { resourceOf, type State } from '../../../core/model/machine'
import { actionOf } from '../../../core/tasks/aws/service'
import { constantParameter } from '../../../core/tasks/constant'
import { targetOf } from '../../../core/tasks/http/target'
import { invokeAction } from '../../../core/tasks/lambda/request'
import type { Connections } from './aws/connections'
import type { TaskContext } from './context'

/** A call that a task makes: the service, and the URL. */
interface Foreign {
  readonly service: string
  readonly url: string
}

/** Why calls of a definition's tasks may not be made, as far as that is known before it runs: a sentence for each service and host. */
export async function foreignCalls(states: readonly State[], context: TaskContext, connections: Connections): Promise<string[]> {
  const sentences = new Set<string>()
  for (const state of states) {
    const call = await callOf(state, context, connections)
    const refused = call && (await context.permission.refuses(call.service, call.url))
    if (refused !== undefined) sentences.add(refused)
  }
  return [...sentences]
}

async function callOf(state: State, context: TaskContext, connections: Connections): Promise<Foreign | undefined> {
  const arn = resourceOf(state)
  const resource = parseResource(arn)
  if (resource.kind === 'optimised' && resource.service === 'http') {
    const endpoint = constantParameter(state, 'ApiEndpoint')
    const { connections: some, http } = context.config
    const target = endpoint === undefined || some.size + http.size === 0 ? undefined : targetOf(context.config, endpoint)
    return target !== undefined && 'url' in target ? { service: 'http', url: target.url } : undefined
  }
  const door = resource.family === 'lambda' ? 'function' : isInvoke(resource) ? 'optimised' : undefined
  if (door !== undefined) {
    const name = door === 'function' ? arn : constantParameter(state, 'FunctionName')
    const match = name === undefined ? undefined : matchFunction(context.config, name, undefined, context)
    if (match !== undefined) return 'entry' in match && match.entry.endpoint ? { service: 'lambda', url: match.entry.endpoint } : undefined
    if (name === undefined) return undefined
  }
  const machine = constantParameter(state, 'StateMachineArn')
  if (machine !== undefined && matchStateMachine(context.config, machine, context) !== undefined) return undefined
  const action = door === undefined ? actionOf(resource) : invokeAction(door)
  if (action === undefined || !connections.isOn(action)) return undefined
  return { service: action.service.names[0]!, url: await connections.addressOf(action) }
}

const isInvoke = (resource: ReturnType<typeof parseResource>): boolean =>
  'service' in resource && resource.service === 'lambda' && resource.action === 'invoke'
