import { parseResource } from '../../../core/aws/resource'
import { functionName, matchFunction, matchStateMachine } from '../../../core/config/match'
import { startFormOf } from '../../../core/interpreter/nested/forms'
import { resourceOf, type State } from '../../../core/model/machine'
import type { Inside } from '../../../core/run/bound'
import { constantParameter } from '../../../core/tasks/constant'
import type { TaskContext } from './context'

/** What answers a task on this computer and can be stepped into, as far as the definition says it: a parameter that is evaluated may name any. */
export function insideOf(
  state: State,
  { config, region, account }: Pick<TaskContext, 'config' | 'region' | 'account'>,
): Inside | undefined {
  const arn = resourceOf(state)
  const resource = parseResource(arn)
  const where = { region, account }
  if (startFormOf(resource) !== undefined) {
    const called = constantParameter(state, 'StateMachineArn')?.split('#')[0]
    if (called === undefined) return config.stateMachines.size > 0 ? { kind: 'execution' } : undefined
    const match = matchStateMachine(config, called, where)
    return match === undefined || 'error' in match ? undefined : { kind: 'execution', name: match.key }
  }
  const invokes = 'service' in resource && resource.service === 'lambda' && resource.action === 'invoke'
  if (resource.family !== 'lambda' && !invokes) return undefined
  const called = invokes ? constantParameter(state, 'FunctionName') : arn
  if (called === undefined) return config.functions.size > 0 ? { kind: 'function' } : undefined
  const match = matchFunction(config, called, undefined, where)
  if (match === undefined || 'error' in match || match.entry.endpoint !== undefined) return undefined
  return { kind: 'function', name: match.entry.name ?? functionName(called) }
}
