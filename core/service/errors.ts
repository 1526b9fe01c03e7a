import type { Json } from '../base/json'

/** The errors that the API answers with here. Source: Step Functions API reference, "Errors" of each action. */
type ApiErrorName =
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'ExecutionNotRedrivable'
  | 'InvalidArn'
  | 'InvalidDefinition'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'SerializationException'
  | 'StateMachineAlreadyExists'
  | 'StateMachineDoesNotExist'
  | 'StateMachineTypeNotSupported'
  | 'TaskTimedOut'
  | 'UnknownOperationException'
  | 'ValidationException'

/** A refused request: the name by which the API's errors are told apart, and its message in AWS's words. */
export interface ApiError {
  readonly name: ApiErrorName
  readonly message: string
}

/** Thrown inside this folder only, where a request is refused; who was called returns it. */
export class Refused extends Error implements ApiError {
  constructor(
    override readonly name: ApiErrorName,
    message: string,
  ) {
    super(message)
  }
}

/** A ValidationException, to be thrown: what AWS says of a request whose members are wrong in themselves or beside each other. */
export const invalid = (message: string): Refused => new Refused('ValidationException', message)

/** The wording of the API. Recorded, but for those that say otherwise. */
export const refusals = {
  notArn: (text: string) => new Refused('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${text}'`),
  otherResource: (type: string) => new Refused('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${type}'`),
  noMachine: (arn: string) => new Refused('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`),
  // as LocalStack says it, in the form of the one above
  machineExists: (arn: string) => new Refused('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`),
  machineType: () => new Refused('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine'),
  name: (name: string) => new Refused('InvalidName', `Invalid Name: '${name}'`),
  input: (why: string) => new Refused('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`),
  // in the form of the one above: nobody has told its text
  output: (why: string) => new Refused('InvalidOutput', `Invalid Output: '${why}'`),
  // in the form of StateMachineDoesNotExist, which LocalStack infers too
  noExecution: (arn: string) => new Refused('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`),
  // reported by users of startExecution.sync
  executionExists: (arn: string) => new Refused('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`),
  notRedrivable: (why: string) => new Refused('ExecutionNotRedrivable', why),
  token: () => new Refused('InvalidToken', "Invalid Token: 'Invalid token'"),
  // reported by users, of tasks that have timed out and of those that have been answered
  taskGone: () => new Refused('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'"),
  operation: () => new Refused('UnknownOperationException', ''),
  constraints: (problems: readonly string[]) =>
    invalid(`${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`),
}

/** The value of a text that has to be JSON. Throws what `otherwise` makes where it is none. */
export function parseJson(text: string, otherwise: () => Refused): Json {
  try {
    return JSON.parse(text)
  } catch {
    throw otherwise()
  }
}
