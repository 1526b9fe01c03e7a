import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { events } from '../../history/events'
import type { StartedMachine, TaskCall, TaskOutcome } from '../api'
import { Children } from '../children'
import { abortChildren } from '../join'
import type { Names } from '../names'
import { type Operation, operation } from '../operation'
import { concluded, timedOut } from '../states/taskEnds'
import type { ThreadImpl } from '../thread'
import { startedResponse } from './described'
import { refusedStart, type StartForm, startFormOf } from './forms'
import { chainOf, type Identity, identity } from './identity'
import { namedAs } from './named'
import { readStart } from './request'

type Answer = Extract<TaskOutcome, { readonly kind: 'execution' }>
type Ask = (thread: ThreadImpl, call: TaskCall) => Operation | undefined

/** Bounds of our own: how deep executions start others, and how many run at once. A machine that starts itself would never end. */
const deepest = 25
const mostAtOnce = 10_000

/**
 * A task has been answered with another state machine: that begins, as a thread of its own. The task waits for it or goes on, as its Resource
 * says. `ask`: asks who answers for the token of .waitForTaskToken.
 */
export function start(thread: ThreadImpl, answer: Answer, ask: Ask): Operation | undefined {
  const { execution, identity: starter } = thread
  const { plan, call } = thread.frame
  const { source = 'execution' } = answer
  const form = startFormOf(plan!.resource!)
  const machine = execution.options.ports.machine?.(answer.machine)
  const never = (cause: string) => concluded(thread, { kind: 'unanswered', cause, source })
  if (form === undefined) return never(`The task of the state "${plan!.name}" starts no execution: its Resource is ${call!.resource}.`)
  if (machine === undefined) return never(`The state machine ${answer.arn} is not known here.`)
  const chain = chainOf(starter)
  if (chain.length > deepest)
    return never(`Executions start each other more than ${deepest} deep: ${[...chain, nameIn(answer.arn)].join(', ')}.`)
  if (execution.open >= mostAtOnce)
    return never(
      `More than ${mostAtOnce} executions run at once; the last would be of ${nameIn(answer.arn)}, started by ${chain.join(', ')}.`,
    )

  const made = (what: string) => execution.effects.once(`${thread.key}!${what}`, execution.options.ports.uuid)
  const asked = readStart(call!.input, form, machine, starter.limits.payloadBytes)
  if ('refused' in asked)
    return concluded(thread, { kind: 'failed', ...refusedStart(form, asked.refused, asked.message, made('request')), source })
  const { input } = asked
  const type = form.express ? 'EXPRESS' : (machine.type ?? 'STANDARD')
  const names = namesOf(answer.arn, type, asked.name ?? made('execution'), () => made('id'))

  const known = type === 'STANDARD' && asked.name !== undefined ? namedAs(execution.named, names.executionArn) : undefined
  const running = known && execution.threads.find(({ id }) => id === known.thread)
  if (known !== undefined && (running === undefined || jsonText(known.input) !== jsonText(input))) {
    const message = `Execution Already Exists: '${names.executionArn}'`
    return concluded(thread, { kind: 'failed', ...refusedStart(form, 'ExecutionAlreadyExists', message, made('request')), source })
  }
  const child = running ?? begin(thread, answer, machine, names, type, input, form)
  if (running === undefined && asked.name !== undefined)
    execution.named = { arn: names.executionArn, thread: child.id, input, before: execution.named }
  const started = startedResponse(form, child.identity, form.service === 'sdk' ? '' : made('request'))

  const { about } = plan!.resource!
  if (form.submits && about !== undefined) thread.log(events.taskSubmitted, { ...about, output: started })
  if (form.waits) return waitFor(thread, child)
  if (!form.submits) return concluded(thread, { kind: 'succeeded', output: started, source })
  thread.frame.call = { ...call!, key: `${call!.key}!callback`, submitted: started }
  return ask(thread, thread.frame.call)
}

const nameIn = (arn: string): string => arn.split(':')[6] ?? arn

function namesOf(machineArn: string, type: 'STANDARD' | 'EXPRESS', executionName: string, id: () => string): Names {
  const [, partition = '', , region = '', account = '', , machineName = ''] = machineArn.split(':')
  const of = (kind: string) => `arn:${partition}:states:${region}:${account}:${kind}:${machineName}:${executionName}`
  const executionArn = type === 'EXPRESS' ? `${of('express')}:${id()}` : of('execution')
  const roleArn = `arn:${partition}:iam::${account}:role/${machineName}-role`
  return { region, account, roleArn, machineName, machineArn, executionName, executionArn }
}

function begin(
  thread: ThreadImpl,
  { machine: id, testCase }: Answer,
  { plan }: StartedMachine,
  names: Names,
  type: 'STANDARD' | 'EXPRESS',
  input: Json,
  { waits }: StartForm,
): ThreadImpl {
  const { execution } = thread
  const { now, options } = execution
  const term = { now, timeoutSeconds: plan.timeoutSeconds, order: execution.takeOrder() }
  const { machineName: stateMachineName, executionName, executionArn } = names
  const own: Identity = {
    ...identity(names, type, input, options.limits, term),
    nested: { stateMachineName, executionName, executionArn, machine: id, startedBy: thread.id, testCase },
    starter: thread.identity,
  }
  return execution.begin({ ...plan.machine, isolated: true }, thread, waits, input, own)
}

const waiting = operation('children', () => undefined)

/** TimeoutSeconds of the task are over: its execution ends with it. */
const expired = operation('children', (thread) => {
  abortChildren(thread)
  return timedOut(thread)
})

function waitFor(thread: ThreadImpl, child: ThreadImpl): undefined {
  const { execution } = thread
  const { timeoutSeconds } = thread.frame.call!
  const until = timeoutSeconds === undefined ? undefined : execution.now + timeoutSeconds * 1000
  const timeout = until === undefined ? undefined : execution.timer(thread, until, expired)
  thread.frame.children = new Children([], 1, 1)
  thread.frame.waiting = { kind: 'children', of: child.id, ...(timeout && { timeout }) }
  thread.frame.op = waiting
}
