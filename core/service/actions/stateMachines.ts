import type { JsonObject } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { action, present } from '../action'
import { checkName, machineArn } from '../arns'
import { Refused, refusals } from '../errors'
import type { StoredMachine } from '../memory'
import { oneOf, structure, text } from '../shapes'
import { invalidDefinition, validateStateMachineDefinition } from '../validate'

interface CreateRequest {
  readonly name: string
  readonly definition: string
  readonly roleArn: string
  readonly type?: 'STANDARD' | 'EXPRESS'
  readonly loggingConfiguration?: JsonObject
  readonly tracingConfiguration?: JsonObject
}

const createShapes = {
  name: text(80, 1),
  definition: text(1_048_576),
  roleArn: text(256, 1),
  'type?': oneOf('STANDARD', 'EXPRESS'),
  'loggingConfiguration?': structure,
  'tracingConfiguration?': structure,
}

/** What is so of every state machine here. */
const constant = { status: 'ACTIVE', encryptionConfiguration: { type: 'AWS_OWNED_KEY' } }

const noLogging: JsonObject = { level: 'OFF', includeExecutionData: false }
const noTracing: JsonObject = { enabled: false }

/**
 * Making the same again is no error: neither the role nor anything else of the first is changed. Refuses with InvalidName, InvalidArn (of
 * the role), InvalidDefinition, and StateMachineAlreadyExists where another has the name. Source: API reference, CreateStateMachine.
 */
export const createStateMachine = action<CreateRequest>('CreateStateMachine', createShapes, (memory, request) => {
  const { name, definition, roleArn, type = 'STANDARD' } = request
  const arn = memory.machineArn(checkName(name))
  if (!roleArn.startsWith('arn:')) throw refusals.notArn(roleArn)
  const { diagnostics, variableReferences } = validateStateMachineDefinition(definition, type)
  const wrong = invalidDefinition(diagnostics)
  if (wrong !== undefined) throw new Refused('InvalidDefinition', wrong)
  const machine: StoredMachine = {
    arn,
    name,
    type,
    definition,
    roleArn,
    creationDate: memory.date,
    loggingConfiguration: request.loggingConfiguration ?? noLogging,
    tracingConfiguration: request.tracingConfiguration ?? noTracing,
    variableReferences,
  }
  const known = memory.machines.get(arn)
  if (known !== undefined && !isSame(known, machine)) throw refusals.machineExists(arn)
  if (known === undefined) memory.machines.set(arn, machine)
  return { stateMachineArn: arn, creationDate: (known ?? machine).creationDate }
})

const isSame = (a: StoredMachine, b: StoredMachine): boolean =>
  a.definition === b.definition &&
  a.type === b.type &&
  jsonText(a.loggingConfiguration) === jsonText(b.loggingConfiguration) &&
  jsonText(a.tracingConfiguration) === jsonText(b.tracingConfiguration)

/**
 * What it was made of, and the variables that its states read. `creationDate` is seconds since the epoch. Refuses with InvalidArn and
 * StateMachineDoesNotExist. Source: API reference, DescribeStateMachine.
 */
export const describeStateMachine = action<{ readonly stateMachineArn: string }>(
  'DescribeStateMachine',
  { stateMachineArn: text(256, 1) },
  (memory, request) => {
    const { arn, variableReferences, ...machine } = memory.machine(machineArn(request.stateMachineArn).arn)
    const references = Object.keys(variableReferences).length > 0 ? variableReferences : undefined
    return present({ ...machine, ...constant, stateMachineArn: arn, variableReferences: references })
  },
)
