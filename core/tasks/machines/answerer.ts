import { parseResource } from '../../aws/resource'
import { isObject, member } from '../../base/json'
import type { TaskCall } from '../../interpreter/api'
import { startFormOf } from '../../interpreter/nested/forms'
import type { Answerer } from '../../run/answerer'

/**
 * What stands here for a state machine: what `Ports.machine` knows it by, and its name where the text that names it does not say it. `problem`: why
 * it cannot run, in a sentence.
 */
export type FoundMachine = { readonly machine: string; readonly name?: string } | { readonly problem: string }

/** Finds a state machine by what a task calls it: a name, an ARN, the substitution of a template. Undefined: there is none here. */
type FindMachine = (called: string, call: TaskCall) => FoundMachine | undefined

/** Where a machine is that no region and account is said of. */
interface Where {
  readonly region: string
  readonly account: string
}

/**
 * Answers the tasks that start an execution with the state machine that stands here for it; undefined for all others, and where there is none. As
 * in Step Functions Local `#` and a test case of the mock file may stand behind the ARN.
 */
export function machineAnswerer(find: FindMachine, where: Where): Answerer {
  return (call) => {
    if (call.submitted !== undefined || startFormOf(parseResource(call.resource)) === undefined) return undefined
    const asked = isObject(call.input) ? member(call.input, 'StateMachineArn') : undefined
    if (typeof asked !== 'string') return undefined
    const [called = '', testCase] = asked.split('#', 2)
    const found = find(called, call)
    if (found === undefined) return undefined
    if ('problem' in found) return { kind: 'unanswered', cause: found.problem, source: 'execution' }
    const arn = arnOf(called, found.name, where)
    return { kind: 'execution', machine: found.machine, arn, ...(testCase !== undefined && { testCase }), source: 'execution' }
  }
}

/** The machine's own ARN, without a version or an alias. */
function arnOf(called: string, name: string | undefined, { region, account }: Where): string {
  const [prefix, partition, service, itsRegion, itsAccount, type, own] = called.split(':')
  const isArn = prefix === 'arn' && service === 'states' && type === 'stateMachine' && own !== undefined
  if (isArn && !called.includes('${')) return `arn:${partition}:states:${itsRegion}:${itsAccount}:stateMachine:${own}`
  const written = (isArn ? own : called).replace(/^\$\{(.*)\}$/, '$1')
  return `arn:aws:states:${region}:${account}:stateMachine:${name ?? written}`
}
