import { builtins } from './builtins'
import { equal } from './equal'
import { type Ast, type Compiled, type Internals, type JsonataError, packageInternals, parser } from './package'
import { createPattern } from './pattern'
import { run } from './run'
import { jsonText, shownText } from './text'

let prepared: Internals | undefined

/**
 * The inside of the package, with its functions replaced by ours and everything bound to the budget of `run`. Before its first use the package is
 * not read at all.
 */
export function internals(): Internals {
  if (prepared) return prepared
  const inside = packageInternals()
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
 * Parses an expression. Throws a JsonataError for a syntax error unless `recover`, when `errors()` has them; a SyntaxError for a regular expression
 * that is none, and a RangeError for what is nested too deep.
 * The evaluation is synchronous because the bundler and the test runner take `async` out of the package (scripts/jsonata.mjs).
 */
export function parseExpression(text: string, options?: { readonly recover?: boolean }): Compiled {
  internals()
  return parser()(text, options)
}
