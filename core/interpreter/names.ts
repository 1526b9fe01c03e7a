import type { ExecutionOptions } from './api'

/** Names and ARNs of an execution and its state machine. */
export interface Names {
  readonly region: string
  readonly account: string
  readonly roleArn: string
  readonly machineName: string
  readonly machineArn: string
  readonly executionName: string
  readonly executionArn: string
}

/** Stable names where nobody gave others. */
export function namesOf(
  options: Pick<ExecutionOptions, 'region' | 'account' | 'stateMachineName' | 'executionName' | 'roleArn' | 'type'>,
): Names {
  const region = options.region ?? 'us-east-1'
  const account = options.account ?? '123456789012'
  const machineName = options.stateMachineName ?? 'StateMachine'
  const executionName = options.executionName ?? 'execution'
  const of = (kind: string) => `arn:aws:states:${region}:${account}:${kind}:${machineName}`
  const executionArn =
    options.type === 'EXPRESS' ? `${of('express')}:${executionName}:${executionName}` : `${of('execution')}:${executionName}`
  const roleArn = options.roleArn ?? `arn:aws:iam::${account}:role/${machineName}-role`
  return { region, account, roleArn, machineName, machineArn: of('stateMachine'), executionName, executionArn }
}
