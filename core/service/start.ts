import { jsonError } from '../analysis/jsonError'
import { isoTime } from '../interpreter/time'
import type { Answerer, Entries } from '../run/answerer'
import { Answerers } from '../run/answerers'
import { withCallbacks } from '../run/callbacks'
import { OpenTasks } from '../run/openTasks'
import { beginRun, prepareRun, type Run, type RunRequest } from '../run/prepare'
import { programOf } from '../run/program'
import type { TokenWait } from '../run/tokens'
import { unmocked, withReasons } from '../run/unmocked'
import { waitsForCode } from '../run/workers'
import { invalid, refusals } from './errors'
import type { Memory, StoredExecution, StoredMachine } from './memory'

/**
 * What is started: names and ARNs are checked, the input is not. `input`: a JSON text. `testCase`: one of the service's mock file;
 * undefined: its own answerers alone answer tasks.
 */
export interface StartRequest {
  readonly machine: StoredMachine
  readonly name: string
  readonly arn: string
  readonly input: string
  readonly testCase: string | undefined
}

/**
 * Begins an execution, which runs by itself, and remembers it under its ARN. Throws Refused where its input is wrong
 * (InvalidExecutionInput) or its test case (ValidationException).
 */
export function start(memory: Memory, request: StartRequest): StoredExecution {
  const { machine, name, arn, input } = request
  const run = prepare(memory, request)
  const entries = entriesOf(memory, run, { tokens: memory.tokens, open: new OpenTasks(), execution: () => execution })
  const { time, ports, uuid } = memory.parts
  const answerers = new Answerers(entries, time && { ...time, sources: new Set(['binding', 'unmocked']) })
  const execution = beginRun(run, { ...ports(), uuid, task: answerers.answer, meanwhile: answerers.meanwhile })
  const stored = { arn, name, machine, input, execution, answerers, ended: runOn({ execution, answerers }), redrives: [] }
  memory.executions.set(arn, stored)
  return stored
}

/** Lets an execution run to its end: see `StoredExecution.ended`. */
export const runOn = ({ execution, answerers }: Pick<StoredExecution, 'execution' | 'answerers'>): Promise<void> =>
  execution.run().then(
    () => answerers.abort(),
    (error) => {
      answerers.abort()
      execution.abort('States.Runtime', `A bug of Stepthrough: ${(error as Error)?.stack ?? String(error)}`)
    },
  )

function prepare({ parts }: Memory, { machine, name, arn, input, testCase }: StartRequest): Run {
  if (input === '') throw refusals.input('Invalid execution input.')
  const wrong = jsonError(input)
  // without the place, which the reader's message ends in
  if (wrong !== undefined) throw refusals.input(wrong.message.split('\n at [Source')[0]!)
  const now = parts.now()
  const express = machine.type === 'EXPRESS' && { context: contextOf(machine, name, arn, input, now) }
  const request: RunRequest = {
    program: programOf(machine.definition),
    input: { text: input },
    type: machine.type,
    stateMachineName: machine.name,
    executionName: name,
    roleArn: machine.roleArn,
    region: parts.region,
    account: parts.account,
    startTime: now,
    checked: true,
    ...express,
    ...(testCase !== undefined && { testCase, mockConfig: { value: parts.mockConfig ?? null } }),
  }
  const prepared = prepareRun(request)
  if (prepared.kind === 'refused') throw invalid(prepared.problems.map(({ message }) => message).join(' '))
  return { ...prepared, options: { ...prepared.options, redrivable: !express } }
}

/** The ARN of an Express execution ends in an id of its own. */
const contextOf = (machine: StoredMachine, name: string, arn: string, input: string, now: number) => ({
  Execution: { Id: arn, Input: JSON.parse(input), Name: name, RoleArn: machine.roleArn, StartTime: isoTime(now) },
})

/** A task for workers waits until its token comes back; what nobody answers is left to `unmocked`. */
function entriesOf({ parts, activities }: Memory, run: Run, wait: TokenWait): Entries {
  const rest = parts.answerers?.unmocked ?? withReasons(unmocked.fail, run.strangers)
  const waits = waitsForCode(wait, activities)
  const left: Answerer = (call, control) => waits(call, control) ?? rest(call, control)
  const binding = parts.answerers?.binding
  return {
    ...parts.answerers,
    mock: run.mock ?? parts.answerers?.mock,
    binding: binding && withCallbacks(wait, binding),
    unmocked: left,
  }
}
