import { refusals } from './errors'

/** The ARN of a state machine as a request names it. `testCase`: what Step Functions Local reads behind a `#`. */
interface MachineArn {
  readonly arn: string
  readonly testCase: string | undefined
}

/** Throws Refused. */
export function machineArn(text: string): MachineArn {
  const [arn = '', testCase] = text.split('#', 2)
  checkType(arn, 'stateMachine')
  return { arn, testCase }
}

/** An execution of a Standard state machine: the API knows no other. Throws Refused. */
export function executionArn(text: string): string {
  checkType(text, 'execution')
  return text
}

function checkType(arn: string, wanted: string): void {
  const [prefix, , service, , , type = ''] = arn.split(':')
  if (prefix !== 'arn' || service !== 'states') throw refusals.notArn(arn)
  if (type !== wanted) throw refusals.otherResource(type)
}

/** Throws Refused. Source: API reference, CreateStateMachine, name; StartExecution, name. */
export function checkName(name: string): string {
  if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]+$/u.test(name)) throw refusals.name(name)
  return name
}
