import type { Json } from '../base/json'

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
  ) {}

  begun(): Children {
    return new Children(this.items, this.next + 1, this.running + 1, this.done, this.failures)
  }

  ended(index: number, output: Json): Children {
    return new Children(this.items, this.next, this.running - 1, new Done(index, output, this.done), this.failures)
  }

  /** `description`: what is kept of the child; undefined where nobody wants to know. */
  failed(index: number, description: Json | undefined): Children {
    const failures = description === undefined ? this.failures : new Done(index, description, this.failures)
    return new Children(this.items, this.next, this.running - 1, this.done, failures)
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
