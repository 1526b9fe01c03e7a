import type { ExpressionPorts } from '../paths/scope'
import type { Ast, Compiled } from './engine'

/** An error that a budget raises: AWS puts no code in front of its message. */
export class BudgetError {
  constructor(readonly message: string) {}
}

export const memoryExceeded = () => new BudgetError('Expression evaluation memory limit exceeded: Check for excessive memory usage')
const timeExceeded = () => new BudgetError('Expression evaluation timeout: Check for infinite loop')
const stackExceeded = () =>
  new BudgetError('Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.')

/** Bytes of one value, at 8 an item and 1 a character: AWS makes a list of 873,782 numbers, but not of 873,783. */
export const maxBytes = 873_782 * 8
/** Bytes of all large values that one evaluation makes: what keeps this computer's memory safe. */
const maxTotal = 32 * maxBytes
const large = 4096
/** Nested evaluations. On AWS, too, an expression that nests about 100 deep fails. */
const defaultDepth = 100
const defaultTime = 2000
/** Evaluated nodes where no clock tells the time; about two seconds on a slow computer. */
const maxSteps = 2_000_000

/**
 * What one evaluation may use. The package calls `enter` and `exit` around each node. An evaluation is synchronous and never calls another, so
 * that one object, reset each time, is enough.
 */
export class Budget {
  private depth = 0
  private steps = 0
  private total = 0
  private deadline = 0
  private maxDepth = defaultDepth
  private clock: (() => number) | undefined

  start({ clock, limits }: ExpressionPorts): void {
    this.depth = this.steps = this.total = 0
    this.maxDepth = limits?.jsonataDepth ?? defaultDepth
    this.clock = clock
    this.deadline = clock ? clock() + (limits?.jsonataTime ?? defaultTime) : 0
  }

  /** Counts work that no node shows, such as comparisons inside of a function. */
  work(steps: number): void {
    const before = this.steps
    this.steps += steps
    if (this.clock) {
      if (before >> 8 !== this.steps >> 8 && this.clock() > this.deadline) throw timeExceeded()
    } else if (this.steps > maxSteps) throw timeExceeded()
  }

  /** Refuses a value that is too large before it is made. */
  allocate(bytes: number): void {
    if (bytes > maxBytes) throw memoryExceeded()
    if (bytes > large && (this.total += bytes) > maxTotal) throw memoryExceeded()
  }

  attach(compiled: Compiled): void {
    compiled.assign(Symbol.for('jsonata.__evaluate_entry'), () => {
      if (++this.depth > this.maxDepth) throw stackExceeded()
      this.work(1)
    })
    compiled.assign(Symbol.for('jsonata.__evaluate_exit'), (node: Ast, _input: unknown, _environment: unknown, result: unknown) => {
      this.depth--
      const bytes = typeof result === 'string' ? result.length : Array.isArray(result) ? result.length * 8 : 0
      if (bytes <= large) return
      // A variable or a path leads to what is there already.
      this.allocate(node.type === 'variable' || node.type === 'path' ? Math.min(bytes, large) : bytes)
    })
  }
}
