import jsonata from 'jsonata'
import { builtins } from './builtins'
import { equal } from './equal'
import { createPattern } from './pattern'
import { run } from './run'
import { jsonText, shownText } from './text'

/** What the parser makes of an expression. The package's own types are those of an older version. */
export interface Ast {
  readonly type: string
  readonly value?: unknown
  /** Index just behind the token in the expression's text. */
  readonly position?: number
  readonly [member: string]: unknown
}

/** In the form of the package's errors: it makes the message of the code. */
export interface JsonataError {
  readonly code?: string
  readonly message?: string
  readonly position?: number
  readonly token?: string
  readonly value?: unknown
  /** Of an argument, from 1. */
  readonly index?: number
}

export interface Compiled {
  evaluate(input: unknown, bindings: Readonly<Record<string, unknown>>): unknown
  ast(): Ast
  errors(): readonly JsonataError[] | undefined
}

/** `this` of a function of the package. */
export interface Focus {
  readonly environment: unknown
  readonly input: unknown
}

type Implementation = (this: Focus, ...args: never[]) => unknown

/** What scripts/jsonataChanges.mjs exports of the package. */
export interface Internals {
  readonly host: Record<string, unknown>
  /** The functions that the evaluator itself calls, and those that we leave as they are. */
  readonly fn: Record<string, (...args: never[]) => unknown>
  readonly datetime: Record<string, (...args: never[]) => unknown>
  /** A function of the package; recognised by identity. */
  readonly isFunction: (value: unknown) => boolean
  readonly isSequence: (value: readonly unknown[]) => boolean
  /** A list that stands for its item where it has one. */
  readonly createSequence: (...item: readonly unknown[]) => unknown[]
  readonly getFunctionArity: (value: unknown) => number
  readonly apply: (func: unknown, args: readonly unknown[], input: unknown, environment: unknown) => unknown
  /** Replaces a function for all expressions. Without a signature that of the package stays. */
  readonly define: (name: string, implementation: Implementation | undefined, signature?: string) => void
}

type Parse = ((text: string, options?: { readonly recover?: boolean }) => Compiled) & { readonly internals?: Internals }

let prepared: Internals | undefined

/**
 * The inside of the package, with its functions replaced by ours and everything bound to the budget of `run`. Before its first use the package is
 * not read at all.
 */
export function internals(): Internals {
  if (prepared) return prepared
  const inside = (jsonata as unknown as Parse).internals
  if (!inside) throw new Error('Bug: this bundle has an unchanged jsonata. It has to be built with the plugin in scripts/jsonata.mjs.')
  prepared = inside
  const { budget } = run
  Object.assign(inside.host, {
    enter: () => budget.enter(),
    exit: (node: Ast, result: unknown) => budget.exit(node, result),
    work: (steps: number) => budget.work(steps),
    check: (bytes: number) => budget.check(bytes),
    hold: (bytes: number) => budget.hold(bytes),
    allocate: (bytes: number) => budget.allocate(bytes),
    calling: (args: readonly unknown[]) => budget.calling(args),
    made: (result: unknown) => budget.made(result),
    isEqual: equal,
    text: jsonText,
    shown: shownText,
    pattern: createPattern,
    objectsOf,
    subject: subjectOf,
    now: () => run.ports.now(),
  })
  for (const { name, implementation, signature, evaluator } of builtins(inside)) {
    inside.define(name, implementation, signature)
    if (evaluator) inside.fn[name] = implementation as (...args: never[]) => unknown
  }
  return inside
}

/** The objects of a value that shares nothing. */
function objectsOf(value: unknown, found = new Set<unknown>()): Set<unknown> {
  run.budget.work(1)
  if (Array.isArray(value)) for (const item of value) objectsOf(item, found)
  else if (typeof value === 'object' && value !== null) {
    found.add(value)
    for (const item of Object.values(value)) objectsOf(item, found)
  }
  return found
}

/** What a regular expression is matched against where it is called with something else than a text. */
function subjectOf(value: unknown): string {
  if (Array.isArray(value) || typeof value === 'function') throw { code: 'T0410', value, index: 1 } satisfies JsonataError
  return typeof value === 'object' && value !== null ? '[object Object]' : String(value)
}

/**
 * Parses an expression. Throws a JsonataError for a syntax error unless `recover`, when `errors()` has them.
 * The evaluation is synchronous because the bundler and the test runner take `async` out of the package (scripts/jsonata.mjs).
 */
export function parseExpression(text: string, options?: { readonly recover?: boolean }): Compiled {
  // The package is touched here, not above: the bundles read it on its first use.
  internals()
  return (jsonata as unknown as Parse)(text, options)
}
