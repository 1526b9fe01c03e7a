import type { ExpressionPorts } from '../evaluation/scope'
import type { Ast } from './package'

/** An error that a budget raises: AWS puts no code in front of its message. */
export class BudgetError {
  constructor(readonly message: string) {}
}

const memoryExceeded = () => new BudgetError('Expression evaluation memory limit exceeded: Check for excessive memory usage')
const timeExceeded = () => new BudgetError('Expression evaluation timeout: Check for infinite loop')
const stackExceeded = () =>
  new BudgetError('Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.')

/** Bytes of one value, at 8 an item and 1 a character: AWS makes a list of 873,782 numbers, but not of 873,783. */
export const maxBytes = 873_782 * 8
/** Bytes of all values that one evaluation makes, as if all were kept: what keeps this computer's memory safe. */
const maxTotal = 64 * maxBytes
/** Values below are not worth counting. */
const large = 64
/** Nested evaluations. On AWS, too, an expression that nests about 100 deep fails. */
const defaultDepth = 100
const defaultTime = 2000
/** Steps where no clock tells the time; about two seconds on a slow computer. */
const maxSteps = 2_000_000

/**
 * What one evaluation may use. The package, its functions and its regular expressions spend from it. An evaluation is synchronous and never
 * calls another, so that one object, reset each time, is enough. A step is about what an evaluated node takes, or a hundred characters. Who spends
 * more is stopped by a BudgetError, of which compileExpression makes a Failure.
 */
export class Budget {
  private depth = 0
  private steps = 0
  private total = 0
  private deadline = 0
  private maxDepth = defaultDepth
  private clock: (() => number) | undefined

  /** Before each evaluation: all is unspent. Without a clock the steps stand for the time. */
  start({ clock, limits }: ExpressionPorts): void {
    this.depth = this.steps = this.total = 0
    this.maxDepth = limits?.jsonataDepth ?? defaultDepth
    this.clock = clock
    this.deadline = clock ? clock() + (limits?.jsonataTime ?? defaultTime) : 0
  }

  /** Before a node is evaluated. */
  enter(): void {
    if (++this.depth > this.maxDepth) throw stackExceeded()
    this.work(1)
  }

  /** After a node was evaluated. What functions make has been counted where it was made. */
  exit(node: Ast, result: unknown): void {
    this.depth--
    if (typeof result !== 'string') return
    if (node.type === 'binary') this.allocate(result.length)
  }

  /** Counts steps that were done, or are about to be. */
  work(steps: number): void {
    const before = this.steps
    this.steps += steps
    if (this.clock) {
      if (before >> 8 !== this.steps >> 8 && this.clock() > this.deadline) throw timeExceeded()
    } else if (this.steps > maxSteps) throw timeExceeded()
  }

  /** Refuses one value that is too large. */
  check(bytes: number): void {
    if (!(bytes <= maxBytes)) throw memoryExceeded()
  }

  /** Counts what may stay until the end of the evaluation. */
  hold(bytes: number): void {
    if (bytes > large && (this.total += bytes) > maxTotal) throw memoryExceeded()
  }

  /** Refuses a value that is too large before it is made, and counts it. */
  allocate(bytes: number): void {
    this.check(bytes)
    this.hold(bytes)
  }

  /** Counts what a function reads. */
  calling(args: readonly unknown[]): void {
    for (const arg of args) if (typeof arg === 'string' || Array.isArray(arg)) this.work(arg.length >> 6)
  }

  /** Counts what a function has made. */
  made(result: unknown): void {
    if (typeof result === 'string') this.allocate(result.length)
    else if (Array.isArray(result)) this.allocate(result.length * 8)
  }
}
