import type { Json } from '../../base/json'
import { Failure } from '../../expressions/evaluation/failure'
import { events } from '../../history/events'
import type { Stage } from '../../model/dataflow'
import { placeNames } from '../../model/places'
import { Children } from '../children'
import { abortChildren, failParent, type Join, resumeChildren, waitForChildren } from '../join'
import { doing, leading, type Operation, operation } from '../operation'
import type { PlanMachine, PlanScope } from '../planState'
import { resume } from '../redrive'
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
  const begin = (from: Stage) =>
    doing(from, placeNames.work, (thread) => {
      const concurrency = parts.concurrency(thread.frame)
      if (concurrency instanceof Failure) return thread.fail(concurrency)
      const items = thread.frame.items!.values
      thread.log(events.mapStateStarted, { length: items.length })
      const { fault } = thread.frame
      if (fault?.kind === 'result') return given(thread, parts, fault.output)
      const limit = Math.min(concurrency > 0 ? concurrency : mostConcurrent, mostConcurrent, items.length)
      waitForChildren(thread, new Children(items, 0, 0), children)
      if (items.length === 0) return finish(thread, parts)
      for (let i = 0; i < limit; i++) {
        const failure = startNext(thread, iteration, parts, thread.frame.last)
        if (failure !== undefined) {
          abortChildren(thread)
          thread.frame.waiting = undefined
          return thread.fail(failure)
        }
      }
      return undefined
    })
  /** The items are selected one by one as the iterations begin: who looks comes to the first. */
  const run: Mapping['run'] = (from) => (parts.selector === undefined ? begin(from) : leading(from, begin(from), 'ItemSelector'))
  return { run, join: join(iteration, parts, children), given: (thread, output) => given(thread, parts, output) }
}

function startNext(thread: ThreadImpl, iteration: PlanMachine, parts: MapParts, previous: number): Failure | undefined {
  const children = thread.frame.children!
  const index = children.next
  const input = selected(thread, parts.selector, index)
  if (input instanceof Failure) return input
  const { execution } = thread
  const child = execution.newThread('iteration', iteration, thread, index, input)
  thread.frame.children = children.begun()
  const started = execution.log(events.mapIterationStarted, previous, child, index, thread.frame.plan!.state)
  execution.spawn(child, started)
  return undefined
}

function finish(thread: ThreadImpl, parts: MapParts): Operation {
  thread.frame.waiting = undefined
  const children = thread.frame.children!
  return given(thread, parts, children.outputs(children.items.length))
}

function given(thread: ThreadImpl, { after }: MapParts, output: Json): Operation {
  thread.frame.fault = undefined
  thread.logBeside(events.mapStateSucceeded, thread.frame.last)
  thread.frame.value = thread.frame.result = output
  thread.record(record.result, output)
  return after
}

function join(iteration: PlanMachine, parts: MapParts, children: Operation): Join {
  return {
    again: (parent) => resumeChildren(parent, children, resume),
    ended(parent, child) {
      const { execution } = parent
      const succeeded = execution.log(events.mapIterationSucceeded, child.frame.last, child, child.index, parent.frame.plan!.state)
      const children = parent.frame.children!
      if (children.next < children.items.length) {
        const failure = startNext(parent, iteration, parts, child.frame.last)
        if (failure === undefined) return
        parent.frame.last = child.frame.last
        abortChildren(parent)
        execution.wake(parent, parent.fail(failure))
        return
      }
      parent.frame.last = succeeded
      if (children.running === 0) execution.wake(parent, finish(parent, parts))
    },
    failed(parent, child, error) {
      parent.execution.log(events.mapIterationFailed, child.frame.last, child, child.index, parent.frame.plan!.state)
      parent.frame.last = child.frame.last
      abortChildren(parent)
      failParent(parent, error)
    },
  }
}
