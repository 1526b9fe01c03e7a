import type { Json } from '../../base/json'
import { Failure } from '../../expressions/evaluation/failure'
import { events } from '../../history/events'
import { fieldOfKind, type Stage } from '../../model/dataflow'
import { valueAt } from '../../model/machine'
import { placeNames } from '../../model/places'
import type { Node } from '../../syntax/node'
import type { ItemRequest, MapRunEnd, WriteRequest, Written } from '../api'
import { Children } from '../children'
import { StateError, settle } from '../handlers'
import { itemsJson } from '../items/items'
import { type Dataset, readDataset } from '../items/read'
import { type ResultWriter, resultWriter } from '../items/write'
import { abortChildren, failParent, type Join, waitForChildren } from '../join'
import { amid, doing, type Operation, operation } from '../operation'
import type { PlanScope } from '../planState'
import { beginAnew } from '../redrive'
import { stage as record } from '../stages'
import type { ThreadImpl } from '../thread'
import { type MapParts, type Mapping, selected } from './mapParts'
import { isExpress, type Runner, redriveRun, startMany, startNext, startRun } from './mapRunChildren'
import { batcherOf, maxItemsOf, readerOf, valuesOf } from './mapRunFields'
import { bounded, floatOf, integerOf } from './numbers'
import { exceeded, exceeds } from './tolerance'
import { exit } from './transition'

/** Runs each item (or batch) as a child execution, whose events are not in the history of the execution. */
export function mapRun(scope: PlanScope, parts: MapParts): Mapping {
  const { state, plan, machine } = scope
  const runner: Runner = {
    machine: machine(state.machines[0]!, true),
    isExpress: isExpress(state.machines[0]!),
  }
  const reader = fieldOfKind(state, 'read')
  const settings = {
    count: bounded(integerOf(state.node, 'ToleratedFailureCount', plan.jsonata), (count) =>
      count < 0 ? new Failure('States.Runtime', 'ToleratedFailureCount cannot be negative.', state.node) : undefined,
    ),
    percentage: bounded(floatOf(state.node, 'ToleratedFailurePercentage', plan.jsonata), (percentage) =>
      percentage < 0 || percentage > 100
        ? new Failure('States.Runtime', 'ToleratedFailurePercentage must be between 0 and 100.', state.node)
        : undefined,
    ),
    most: reader && maxItemsOf(reader, plan.jsonata),
    request: reader && readerOf(reader, state),
  }
  const batcher = fieldOfKind(state, 'batch')
  const batch = batcher && batcherOf(batcher, state)
  const label = valueAt(state.node, 'Label')
  const children = operation('children', () => undefined)
  const write = exporting(resultWriter(state), parts, fieldOfKind(state, 'write'), state.node)

  /** What the children begin with is known. */
  const starting = (from: Stage) =>
    doing(from, placeNames.work, (thread) => {
      const inputs = thread.frame.children!.items
      waitForChildren(thread, thread.frame.children!, children)
      if (inputs.length === 0) return ended(thread, parts, write)
      startMany(thread, runner)
      return undefined
    })

  const batching = (from: Stage): Operation => {
    if (batch === undefined) return starting(from)
    const next = starting('afterItemBatcher')
    return doing(from, 'ItemBatcher', (thread) => {
      const batched = batch(thread.frame, thread.frame.children!.items)
      if (batched instanceof Failure) return thread.fail(batched)
      thread.frame.children = new Children(batched, 0, 0)
      thread.record(record.afterItemBatcher, batched)
      return next
    })
  }

  const selecting = (from: Stage): Operation => {
    const next = batching(parts.selector === undefined ? from : 'afterItemSelector')
    return doing(from, parts.selector === undefined ? next.at : 'ItemSelector', (thread) => {
      const { length } = thread.frame.items!.values
      const inputs: Json[] = []
      for (let i = 0; i < length; i++) {
        const input = selected(thread, parts.selector, i)
        if (input instanceof Failure) return thread.fail(input)
        inputs.push(input)
      }
      thread.frame.children = new Children(inputs, 0, 0)
      if (parts.selector === undefined) return next.run(thread)
      thread.record(record.afterItemSelector, inputs)
      return next
    })
  }

  const ready = selecting(reader === undefined ? 'afterItemsPath' : 'afterItemsPointer')
  const answered = amid('waiting', 'ItemReader', (thread) => {
    const dataset = thread.frame.asked!.answer as Dataset
    if ('cause' in dataset) return readerFailed(thread, dataset.cause, reader!)
    thread.frame.items = dataset.items
    thread.record(record.afterItemsPointer, itemsJson(dataset.items))
    return ready
  })

  const run: Mapping['run'] = (from) =>
    doing(from, reader && 'ItemReader', (thread) => {
      const concurrency = parts.concurrency(thread.frame)
      if (concurrency instanceof Failure) return thread.fail(concurrency)
      const { redriven } = thread.frame
      const opened =
        redriven?.opened ?? thread.log(events.mapStateStarted, { length: reader === undefined ? thread.frame.items!.values.length : 0 })
      const values = valuesOf(thread.frame, settings)
      if (values instanceof Failure) return thread.fail(values)
      const { count, percentage, most, request } = values
      const { execution } = thread
      const known = { opened, concurrency, count, percentage }
      if (redriven === undefined) startRun(thread, label, known)
      else redriveRun(thread, { ...redriven, ...known })
      const { fault } = thread.frame
      if (fault?.kind === 'result') return succeed(thread, parts, fault.output)
      const end = execution.mapRunEnd(thread)
      if (end !== undefined) return operation('children', () => recorded(thread, end))
      if (request === undefined) return ready
      if (most !== undefined && most < 0) return readerFailed(thread, 'field MaxItems must be positive', reader!)
      return askForItems(thread, request, most, answered)
    })
  const given: Mapping['given'] = (thread, output) => succeed(thread, parts, output)
  return { run, given, join: { ...join(runner, parts, write, children), ...(write.ofSuccess && { output: write.ofSuccess }) } }
}

/** A MaxItems of 0 stands for all. */
function askForItems(thread: ThreadImpl, request: ItemRequest, most: number | undefined, answered: Operation): Operation | undefined {
  const { effects, options } = thread.execution
  const question = () => readDataset(request, most === undefined || most === 0 ? Number.POSITIVE_INFINITY : most, options.ports)
  const failed = (error: unknown): Dataset => ({ cause: `The items cannot be read: ${error instanceof Error ? error.message : error}` })
  const asked = { resource: request.resource, parameters: request.parameters, readerConfig: request.readerConfig, most: most ?? 0 }
  thread.frame.asked = effects.ask<Dataset, undefined>(`${thread.key}/ItemReader`, asked, question, undefined, failed)
  if (!effects.isPending(thread.frame.asked)) return answered
  thread.frame.op = answered
  thread.frame.waiting = { kind: 'asked', next: answered }
  return undefined
}

function readerFailed(thread: ThreadImpl, cause: string, node: Node): Operation {
  return runFailed(thread, 'States.ItemReaderFailed', cause, node)
}

/** The Map Run fails, and the Map with it. `node`: what is to blame. */
export function runFailed(
  thread: ThreadImpl,
  error: string | undefined,
  cause: string | undefined,
  node: Node | undefined = thread.frame.plan!.state.node,
): Operation {
  logFailed(thread, { error, cause })
  return settle(thread, new StateError(error, cause, node))
}

function logFailed(thread: ThreadImpl, { error, cause }: Pick<StateError, 'error' | 'cause'>): void {
  thread.log(events.mapRunFailed, { error, cause })
  const { mapRun } = thread.frame
  thread.frame.mapRun = mapRun && { ...mapRun, hasFailed: true }
}

interface Write extends ResultWriter {
  /** Where the results are to be written: what does it, once all children have ended. */
  readonly begin: Operation | undefined
  /** What follows once the results have been written, or have not. */
  readonly answered: Operation
}

/** `field`: the ResultWriter; `node`: what a result that cannot be written is to be blamed on. */
function exporting(writer: ResultWriter, parts: MapParts, field: Node | undefined, node: Node): Write {
  const answered = amid('waiting', 'ResultWriter', (thread) => {
    const { problem } = thread.frame.asked!.answer as Written
    if (problem !== undefined) return runFailed(thread, 'States.ResultWriterFailed', problem, field ?? node)
    return succeed(thread, parts, thread.frame.result!)
  })
  const begin = field && doing('waiting', 'ResultWriter', (thread) => finish(thread, parts, write))
  const write: Write = { ...writer, begin, answered }
  return write
}

/** All children have ended. Undefined: the thread waits for its results to be written. */
function ended(thread: ThreadImpl, parts: MapParts, write: Write): Operation | undefined {
  thread.frame.waiting = undefined
  return write.begin ?? finish(thread, parts, write)
}

function finish(thread: ThreadImpl, parts: MapParts, write: Write): Operation | undefined {
  const outcome = write.output(thread, thread.frame.children!)
  if (outcome instanceof Failure) return thread.fail(outcome)
  const { output, request } = outcome
  const { effects, options } = thread.execution
  const port = options.ports.writeResults
  if (request === undefined || port === undefined) return succeed(thread, parts, output)
  thread.frame.result = output
  const failed = (error: unknown): Written => ({
    problem: `The results cannot be written: ${error instanceof Error ? error.message : error}`,
  })
  const asked = question(request, options.ports.hash)
  thread.frame.asked = effects.ask<Written, WriteRequest>(`${thread.key}/ResultWriter`, asked, port, request, failed)
  if (!effects.isPending(thread.frame.asked)) return write.answered
  thread.frame.op = write.answered
  thread.frame.waiting = { kind: 'asked', next: write.answered }
  return undefined
}

/** What is remembered of a request, so that the same one is not put twice: the texts may be large. */
const question = ({ bucket, objects }: WriteRequest, hash: (algorithm: string, text: string) => string): Json => ({
  bucket,
  objects: objects.map(({ key, text }) => [key, hash('SHA-256', text)]),
})

function succeed(thread: ThreadImpl, { after }: MapParts, output: Json): Operation {
  const { started } = thread.frame.mapRun!
  thread.frame.fault = undefined
  thread.log(events.mapRunSucceeded)
  thread.log(events.mapStateSucceeded)
  thread.frame.last = started
  thread.frame.value = thread.frame.result = output
  thread.record(record.result, output)
  return after
}

/** What a recording tells of the Map Run's end: the state's own output, whatever its fields have made of the results. */
function recorded(thread: ThreadImpl, end: MapRunEnd): Operation {
  if (end.kind === 'failed') return runFailed(thread, end.error, end.cause)
  thread.log(events.mapRunSucceeded)
  thread.log(events.mapStateSucceeded)
  thread.frame.last = thread.frame.mapRun!.started
  thread.frame.value = end.output
  thread.frame.assigned = end.assigned
  return exit
}

function join(runner: Runner, parts: MapParts, write: Write, at: Operation): Join {
  /** A child execution is over. */
  const next = (parent: ThreadImpl) => {
    if (startNext(parent, runner) || parent.frame.children!.running > 0) return
    const op = ended(parent, parts, write)
    if (op !== undefined) parent.execution.wake(parent, op)
  }
  return {
    ended: next,
    failed(parent, child, error) {
      const { children } = parent.frame
      const failed = parent.frame.mapRun!.failed + 1
      parent.frame.mapRun = { ...parent.frame.mapRun!, failed }
      parent.frame.children = children!.failed(child.index, write.ofFailure?.(child, error))
      if (!exceeds(parent.frame.mapRun, failed, children!.items.length)) return next(parent)
      abortChildren(parent)
      const failure = exceeded(child.frame.failure?.node)
      logFailed(parent, failure)
      failParent(parent, failure)
    },
    again(parent) {
      const { frame } = parent
      const { mapRun, children } = frame
      if (children === undefined || children.next === 0) {
        beginAnew(parent, frame.entered)
        parent.frame.redriven = mapRun
        return
      }
      redriveRun(parent, mapRun!)
      waitForChildren(parent, children, at)
      startMany(parent, runner)
      if (parent.frame.children!.running > 0) return
      const op = ended(parent, parts, write)
      if (op !== undefined) parent.execution.wake(parent, op)
    },
  }
}
