import { events } from '../../history/events'
import { type Machine, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { Cut } from '../children'
import type { PlanMachine } from '../planState'
import { resumeExecution } from '../redrive'
import { emptyScope, type MapRun, type ThreadImpl } from '../thread'
import { isoTime } from '../time'

/** The most child executions that run at the same time. Source: Developer Guide, Quotas related to state machine executions. */
const mostConcurrent = 1000

/** What a Map Run has of the Map's fields. */
type Settings = Pick<MapRun, 'opened' | 'concurrency' | 'count' | 'percentage'>

/** A Map Run begins. `label`: what the Map calls it. */
export function startRun(thread: ThreadImpl, label: Node | undefined, settings: Settings): void {
  const { execution } = thread
  const made = (what: string) => execution.effects.once(`${thread.key}!${what}`, execution.options.ports.uuid)
  const uuid = made('Map Run')
  const name = label?.kind === 'string' ? label.value : made('label')
  const { region, account, machineName } = thread.identity.names
  const arn = `arn:aws:states:${region}:${account}:mapRun:${machineName}/${name}:${uuid}`
  const started = thread.log(events.mapRunStarted, { mapRunArn: arn })
  thread.frame.mapRun = { ...settings, arn, label: name, uuid, started, redrives: 0, failed: 0, hasFailed: false }
}

/** It goes on by a redrive, which tells of no other beginning. */
export function redriveRun(thread: ThreadImpl, mapRun: MapRun): void {
  const redrives = mapRun.redrives + 1
  thread.frame.last = mapRun.opened
  const started = thread.log(events.mapRunRedriven, { mapRunArn: mapRun.arn, redriveCount: redrives })
  thread.frame.mapRun = { ...mapRun, started, redrives, failed: 0, hasFailed: false }
}

/** Whose child executions run. */
export interface Runner {
  readonly machine: PlanMachine
  readonly isExpress: boolean
}

/** Whether the child executions are Express ones. */
export const isExpress = ({ node }: Machine): boolean => {
  const type = valueAt(valueAt(node, 'ProcessorConfig'), 'ExecutionType')
  return type?.kind === 'string' && type.value === 'EXPRESS'
}

/** As many child executions begin, or go on, as may run at once. */
export function startMany(thread: ThreadImpl, runner: Runner): void {
  const { concurrency } = thread.frame.mapRun!
  const limit = Math.min(concurrency > 0 ? concurrency : mostConcurrent, mostConcurrent)
  for (let i = 0; i < limit && startNext(thread, runner); i++);
}

/** The next child execution begins, or goes on after a redrive. Whether there was one. */
export function startNext(thread: ThreadImpl, { machine, isExpress }: Runner): boolean {
  const { pending, next, items } = thread.frame.children!
  if (pending === undefined) return next < items.length && startNew(thread, machine)
  thread.frame.children = thread.frame.children!.resumed()
  if (isExpress) startAgain(pending)
  else resumeExecution(pending)
  return true
}

/** An Express child is no longer there: the same begins once more. */
function startAgain({ thread, copy }: Cut): void {
  const { execution, parent, index, machine } = thread
  execution.revive(thread, copy)
  const { frame } = thread
  thread.executionContext = { ...thread.executionContext!, StartTime: isoTime(execution.now) }
  frame.redo()
  frame.value = frame.input = parent!.frame.children!.items[index]!
  frame.own = frame.variables = emptyScope
  frame.visits = machine.unvisited.slice()
  thread.journal.add(events.executionStarted, 0, undefined, thread.id, {
    input: frame.value,
    roleArn: thread.identity.names.roleArn,
  })
  execution.spawn(thread, 0)
}

function startNew(thread: ThreadImpl, processor: PlanMachine): true {
  const children = thread.frame.children!
  const { execution } = thread
  const index = children.next
  const item = children.items[index]!
  const child = execution.newThread('iteration', processor, thread, index, item)
  const name = execution.effects.once(`${child.key}!name`, execution.options.ports.uuid)
  const { region, account, machineName, roleArn } = thread.identity.names
  child.executionContext = {
    Id: `arn:aws:states:${region}:${account}:execution:${machineName}/${thread.frame.mapRun!.label}:${name}`,
    Input: item,
    Name: name,
    RoleArn: roleArn,
    StartTime: isoTime(execution.now),
    RedriveCount: 0,
  }
  child.journal.add(events.executionStarted, 0, undefined, child.id, { input: item, roleArn })
  thread.frame.children = children.begun()
  execution.spawn(child, 0)
  return true
}
