import type { Focus, Internals } from '../package'
import { run } from '../run'
import { aggregates } from './aggregates'
import { arrays } from './arrays'
import { aws } from './aws'
import { formats } from './formats'
import { higher } from './higher'
import { objects } from './objects'
import { patterns } from './patterns'
import { strings } from './strings'
import type { Builtin, Host } from './types'
import { values } from './values'

/** Functions that the evaluator calls by itself: for names, `&`, sorting and conditions. */
const ofEvaluator = new Set(['append', 'boolean', 'lookup', 'sort', 'string'])

/**
 * The functions that are ours: those of AWS, and those of JSONata that the package writes so that data could take all of the computer's time or
 * memory, change something, or make it fail with an exception of JavaScript. Each does what the package's does, within the budget.
 */
export function builtins(internals: Internals): readonly Builtin[] {
  const { budget } = run
  const call = (focus: Focus, func: unknown, args: readonly unknown[]) => {
    budget.work(1)
    if (typeof func === 'function') return func.apply(focus, args)
    return internals.apply(func, args, undefined, focus.environment)
  }
  const host: Host = { ...internals, run, budget, call }
  const rows = [aggregates, arrays, formats, higher, objects, patterns, strings, values].flatMap((make) => Object.entries(make(host)))
  return [
    ...rows.map(([name, implementation]): Builtin => ({ name, implementation, ...(ofEvaluator.has(name) && { evaluator: true }) })),
    ...aws(host),
  ]
}
