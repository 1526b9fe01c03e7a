import { jsonText } from '../../base/jsonText'
import { action, present } from '../action'
import { checkName, executionArn, machineArn } from '../arns'
import { refusals } from '../errors'
import type { Memory, StoredExecution } from '../memory'
import { oneOf, text } from '../shapes'
import { runOn, type StartRequest, start } from '../start'

interface Start {
  readonly stateMachineArn: string
  readonly name?: string
  readonly input?: string
}

const startShapes = { stateMachineArn: text(256, 1), 'name?': text(80, 1), 'input?': text(262_144), 'traceHeader?': text(256) }

function startOf(memory: Memory, request: Start): StartRequest {
  const { arn: named, testCase } = machineArn(request.stateMachineArn)
  const machine = memory.machine(named)
  const { uuid } = memory.parts
  const name = request.name === undefined ? uuid() : checkName(request.name)
  const of = (kind: string) => `${machine.arn.replace(':stateMachine:', `:${kind}:`)}:${name}`
  const arn = machine.type === 'EXPRESS' ? `${of('express')}:${uuid()}` : of('execution')
  return { machine, name, arn, input: request.input ?? '{}', testCase }
}

/** Seconds since the epoch. */
const startDate = ({ execution }: StoredExecution): number => execution.history.info(0).timestamp / 1000

interface Included {
  readonly includedData?: string
}

const includedShape = { 'includedData?': oneOf('ALL_DATA', 'METADATA_ONLY') }

/**
 * Answers at once; the execution runs by itself. A name that is used again is no error while the first execution runs with the same input:
 * it is answered with. Refuses with InvalidArn, StateMachineDoesNotExist, InvalidName, InvalidExecutionInput, ExecutionAlreadyExists.
 * Source: API reference, StartExecution.
 */
export const startExecution = action<Start>('StartExecution', startShapes, (memory, request) => {
  const asked = startOf(memory, request)
  const known = memory.executions.get(asked.arn)
  if (known !== undefined && (known.input !== asked.input || known.execution.status !== 'RUNNING'))
    throw refusals.executionExists(asked.arn)
  const started = known ?? start(memory, asked)
  return { executionArn: started.arn, startDate: startDate(started) }
})

/**
 * Express only: StateMachineTypeNotSupported for a Standard machine. Answers when the execution has ended, also where it has failed; it is
 * not kept. Its duration is billed in steps of 100 ms of the execution's own clock. With METADATA_ONLY without the
 * payloads. Source: API reference, StartSyncExecution.
 */
export const startSyncExecution = action<Start & Included>(
  'StartSyncExecution',
  { ...startShapes, ...includedShape },
  async (memory, request) => {
    const asked = startOf(memory, request)
    if (asked.machine.type !== 'EXPRESS') throw refusals.machineType()
    const started = start(memory, asked)
    await started.ended
    memory.executions.delete(started.arn)
    const { execution } = started
    const milliseconds = execution.now - execution.history.info(0).timestamp
    return {
      ...about(started),
      ...payloads(started, request),
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: Math.ceil(milliseconds / 100) * 100 },
    }
  },
)

/**
 * Dates are seconds since the epoch, payloads JSON texts; `output` is there once it has succeeded, `stopDate` once it has ended.
 * With METADATA_ONLY there are no payloads. Refuses with InvalidArn, as for an Express execution, and ExecutionDoesNotExist. Source:
 * API reference, DescribeExecution.
 */
export const describeExecution = action<{ readonly executionArn: string } & Included>(
  'DescribeExecution',
  { executionArn: text(256, 1), ...includedShape },
  (memory, request) => {
    const stored = memory.execution(executionArn(request.executionArn))
    const { redriven } = stored.execution
    const why = unredrivable(memory, stored)
    return {
      ...about(stored),
      ...payloads(stored, request),
      redriveCount: redriven?.count ?? 0,
      ...(redriven && { redriveDate: redriven.time / 1000 }),
      redriveStatus: why === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
      ...(why !== undefined && { redriveStatusReason: why }),
    }
  },
)

/** Milliseconds in which an execution that has ended may be redriven, and in which a client token means the same redrive; and how many of these are known. */
const redrivableFor = 14 * 24 * 3_600_000
const tokenFor = 15 * 60_000
const mostTokens = 10

function unredrivable({ parts }: Memory, { execution }: StoredExecution): string | undefined {
  const { unredrivable, now } = execution
  return unredrivable ?? (parts.now() - now > redrivableFor ? 'Execution redrivable period exceeded' : undefined)
}

/**
 * Answers at once; the execution runs on by itself, from the states that have not succeeded. With the client token of a redrive in the last minutes it is that one's
 * date. Refuses with InvalidArn, as for an Express execution, ExecutionDoesNotExist and ExecutionNotRedrivable. Source: API reference, RedriveExecution.
 */
export const redriveExecution = action<{ readonly executionArn: string; readonly clientToken?: string }>(
  'RedriveExecution',
  { executionArn: text(256, 1), 'clientToken?': text(64, 1) },
  (memory, { executionArn: arn, clientToken }) => {
    const stored = memory.execution(executionArn(arn))
    const at = memory.parts.now()
    const known = stored.redrives.find((redrive) => redrive.clientToken === clientToken && at - redrive.at < tokenFor)
    if (known !== undefined) return { redriveDate: known.date }
    const why = unredrivable(memory, stored) ?? stored.execution.redrive(at)
    if (why !== undefined) throw refusals.notRedrivable(why)
    stored.ended = runOn(stored)
    const date = stored.execution.redriven!.time / 1000
    if (clientToken !== undefined) stored.redrives = [...stored.redrives, { clientToken, date, at }].slice(-mostTokens)
    return { redriveDate: date }
  },
)

/**
 * Answers when what was under way has been cut short. One that has ended stays as it is, with its `stopDate`. Refuses with InvalidArn and
 * ExecutionDoesNotExist. Source: API reference, StopExecution.
 */
export const stopExecution = action<{ readonly executionArn: string; readonly error?: string; readonly cause?: string }>(
  'StopExecution',
  { executionArn: text(256, 1), 'error?': text(256), 'cause?': text(32_768) },
  async (memory, { executionArn: arn, error, cause }) => {
    const { execution, answerers, ended } = memory.execution(executionArn(arn))
    if (execution.status === 'RUNNING') {
      execution.abort(error, cause)
      answerers.abort()
      await ended
    }
    return { stopDate: execution.now / 1000 }
  },
)

function about(stored: StoredExecution): object {
  const { arn, name, machine, execution } = stored
  const { status, error, cause } = execution
  const stopDate = status === 'RUNNING' ? undefined : execution.now / 1000
  return present({ executionArn: arn, stateMachineArn: machine.arn, name, startDate: startDate(stored), status, stopDate, error, cause })
}

const included = { included: true }

function payloads({ input, execution: { status, output } }: StoredExecution, { includedData }: Included): object {
  if (includedData === 'METADATA_ONLY') return {}
  const given = { input, inputDetails: included }
  return status === 'SUCCEEDED' ? { ...given, output: jsonText(output ?? null), outputDetails: included } : given
}
