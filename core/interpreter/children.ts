import type { Json } from '../base/json'
import type { ThreadCopy, ThreadImpl } from './thread'

/** A child that has not succeeded, as it was at its end: a redrive goes on with it. `rest`: the others of the list. */
export interface Cut {
  readonly thread: ThreadImpl
  readonly copy: ThreadCopy
  readonly rest: Cut | undefined
}

/** The children of a Parallel or Map that is running. Immutable, so that snapshots share it: a child's beginning or end makes a new one. */
export class Children {
  constructor(
    /** A Map's items; a Parallel has none. */
    readonly items: readonly Json[],
    /** Index of the next child to begin. */
    readonly next: number,
    readonly running: number,
    readonly done: Done | undefined = undefined,
    /** Descriptions of those that failed, where somebody wants them. */
    readonly failures: Done | undefined = undefined,
    /** Those that have not succeeded, the latest first, where there may be a redrive. */
    readonly cut: Cut | undefined = undefined,
    /** Those with which a redrive goes on when there is room, in their order. */
    readonly pending: Cut | undefined = undefined,
  ) {}

  begun(): Children {
    const { items, next, running, done, failures, cut, pending } = this
    return new Children(items, next + 1, running + 1, done, failures, cut, pending)
  }

  ended(index: number, output: Json): Children {
    const { items, next, running, done, failures, cut, pending } = this
    return new Children(items, next, running - 1, new Done(index, output, done), failures, cut, pending)
  }

  /** `description`: what is kept of the child; undefined where nobody wants to know. */
  failed(index: number, description: Json | undefined): Children {
    const { items, next, running, done, cut, pending } = this
    const failures = description === undefined ? this.failures : new Done(index, description, this.failures)
    return new Children(items, next, running - 1, done, failures, cut, pending)
  }

  /** A child that has not succeeded is over. */
  kept(thread: ThreadImpl, copy: ThreadCopy): Children {
    const { items, next, running, done, failures, pending } = this
    return new Children(items, next, running, done, failures, { thread, copy, rest: this.cut }, pending)
  }

  /** What a redrive goes on with, in the order of the children. */
  get unsuccessful(): Cut[] {
    const all: Cut[] = []
    for (const list of [this.cut, this.pending]) for (let at = list; at !== undefined; at = at.rest) all.push(at)
    return all.sort((a, b) => a.thread.index - b.thread.index)
  }

  /** A redrive begins: all that have not succeeded are pending. */
  redriven(): Children {
    const { items, next, done } = this
    let pending: Cut | undefined
    for (const { thread, copy } of this.unsuccessful.reverse()) pending = { thread, copy, rest: pending }
    return new Children(items, next, 0, done, undefined, undefined, pending)
  }

  /** The first of those that are pending goes on. */
  resumed(): Children {
    const { items, next, running, done, failures, cut, pending } = this
    return new Children(items, next, running + 1, done, failures, cut, pending?.rest)
  }

  /** The outputs in the order of the children; null for those that failed. */
  outputs(length: number): Json[] {
    const outputs = new Array<Json>(length).fill(null)
    for (let done = this.done; done !== undefined; done = done.before) outputs[done.index] = done.output
    return outputs
  }

  /** The outputs of those that did not fail, in the order of the children. */
  successes(): Json[] {
    return inOrder(this.done)
  }

  /** The descriptions of those that failed, in the order of the children. */
  descriptions(): Json[] {
    return inOrder(this.failures)
  }
}

function inOrder(latest: Done | undefined): Json[] {
  const all: Done[] = []
  for (let done = latest; done !== undefined; done = done.before) all.push(done)
  return all.sort((a, b) => a.index - b.index).map(({ output }) => output)
}

/** The results so far, latest first. */
class Done {
  constructor(
    readonly index: number,
    readonly output: Json,
    readonly before: Done | undefined,
  ) {}
}
