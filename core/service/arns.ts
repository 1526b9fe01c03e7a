import { isName } from '../aws/executionNames'
import { refusals } from './errors'

/** The ARN of a state machine as a request names it. `testCase`: what Step Functions Local reads behind a `#`. */
interface MachineArn {
  readonly arn: string
  readonly testCase: string | undefined
}

/** Throws Refused, an InvalidArn, where the text is not the ARN of a state machine. Whether there is one is for `Memory.machine` to say. */
export function machineArn(text: string): MachineArn {
  const [arn = '', testCase] = text.split('#', 2)
  checkType(arn, 'stateMachine')
  return { arn, testCase }
}

/** An execution of a Standard state machine: the API knows no other. Throws Refused, an InvalidArn. */
export function executionArn(text: string): string {
  checkType(text, 'execution')
  return text
}

/** Throws Refused, an InvalidArn. */
export function activityArn(text: string): string {
  checkType(text, 'activity')
  return text
}

function checkType(arn: string, wanted: string): void {
  const [prefix, , service, , , type = ''] = arn.split(':')
  if (prefix !== 'arn' || service !== 'states') throw refusals.notArn(arn)
  if (type !== wanted) throw refusals.otherResource(type)
}

/**
 * The name again. Throws Refused, an InvalidName, for characters that a name cannot have; its length is for the request's shapes.
 */
export function checkName(name: string): string {
  if (!isName(name)) throw refusals.name(name)
  return name
}
