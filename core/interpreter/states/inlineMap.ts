import { Failure } from '../../expressions/evaluation/failure'
import { events } from '../../history/events'
import { Children } from '../children'
import { abortChildren, failParent, type Join, waitForChildren } from '../join'
import { type Operation, operation } from '../operation'
import type { PlanMachine, PlanScope } from '../planState'
import { stage as record } from '../stages'
import type { ThreadImpl } from '../thread'
import { broken } from './broken'
import { type MapParts, type Mapping, selected } from './mapParts'

/** The most iterations of an inline Map that run at the same time. Source: Developer Guide, "Map state processing modes". */
const mostConcurrent = 40

/** Runs the iterations within the execution, with events of their own in its history. */
export function inlineMap({ state, machine }: PlanScope, parts: MapParts): Mapping {
  const [processor] = state.machines
  const iteration: PlanMachine =
    processor === undefined
      ? {
          machine: state.machine,
          states: new Map(),
          unvisited: [],
          first: broken(state.machine, 'The Map state has no ItemProcessor.', state.node),
          isolated: false,
        }
      : machine(processor, false)
  const children = operation('children', () => undefined)
  const run: Mapping['run'] = (from) =>
    operation(from, (thread) => {
      const concurrency = parts.concurrency(thread)
      if (concurrency instanceof Failure) return thread.fail(concurrency)
      const items = thread.items!.values
      thread.log(events.mapStateStarted, { length: items.length })
      const limit = Math.min(concurrency > 0 ? concurrency : mostConcurrent, mostConcurrent, items.length)
      waitForChildren(thread, new Children(items, 0, 0), children)
      if (items.length === 0) return finish(thread, parts)
      for (let i = 0; i < limit; i++) {
        const failure = startNext(thread, iteration, parts, thread.last)
        if (failure !== undefined) {
          abortChildren(thread)
          thread.waiting = undefined
          return thread.fail(failure)
        }
      }
      return undefined
    })
  return { run, join: join(iteration, parts) }
}

function startNext(thread: ThreadImpl, iteration: PlanMachine, parts: MapParts, previous: number): Failure | undefined {
  const children = thread.children!
  const index = children.next
  const input = selected(thread, parts.selector, index)
  if (input instanceof Failure) return input
  const { execution } = thread
  const child = execution.newThread('iteration', iteration, thread, index, input)
  thread.children = children.begun()
  const started = execution.log(events.mapIterationStarted, previous, child, index, thread.plan!.state)
  execution.spawn(child, started)
  return undefined
}

function finish(thread: ThreadImpl, { after }: MapParts): Operation {
  thread.waiting = undefined
  thread.logBeside(events.mapStateSucceeded, thread.last)
  const children = thread.children!
  thread.value = thread.result = children.outputs(children.items.length)
  thread.record(record.result, thread.value)
  return after
}

function join(iteration: PlanMachine, parts: MapParts): Join {
  return {
    ended(parent, child) {
      const { execution } = parent
      const succeeded = execution.log(events.mapIterationSucceeded, child.last, child, child.index, parent.plan!.state)
      const children = parent.children!
      if (children.next < children.items.length) {
        const failure = startNext(parent, iteration, parts, child.last)
        if (failure === undefined) return
        parent.last = child.last
        abortChildren(parent)
        execution.wake(parent, parent.fail(failure))
        return
      }
      parent.last = succeeded
      if (children.running === 0) execution.wake(parent, finish(parent, parts))
    },
    failed(parent, child, error) {
      parent.execution.log(events.mapIterationFailed, child.last, child, child.index, parent.plan!.state)
      parent.last = child.last
      abortChildren(parent)
      failParent(parent, error)
    },
  }
}
