import type { Json } from '../base/json'
import { Failure } from '../expressions/evaluation/failure'
import { compileIntrinsic } from '../expressions/intrinsics/compile'
import type { Call } from '../expressions/intrinsics/parse'
import { deepEqual } from '../expressions/paths/compare'
import { compilePath } from '../expressions/paths/compile'
import type { Path } from '../expressions/paths/parse'
import type { Operator, Term } from './parse'
import type { Find, Subject } from './subject'
import { isTrue } from './truth'

/**
 * What a term gives. A path that finds nothing gives undefined, which is not true, equals nothing and is in no order. A call that fails is
 * a Failure, which ends the whole. A value nested too deep throws a RangeError, of which compileCondition makes a Failure.
 */
export function compileTerm(term: Term): Find {
  switch (term.kind) {
    case 'literal':
      return () => term.value
    case 'path': {
      const find = compilePath(term.path)
      return (subject) => find(subject.payload, subject.scope)
    }
    case 'call':
      return compileCall(term.call, term.text)
    case 'not': {
      const inner = compileTerm(term.term)
      return (subject) => whole(inner(subject), (value) => !isTrue(value))
    }
    case 'compare':
      return compileCompare(term.operator, compileTerm(term.left), compileTerm(term.right))
    default:
      return compileChain(term.terms.map(compileTerm), term.kind === 'or')
  }
}

/** A path in an argument that finds nothing makes the whole call nothing, which the interpreter takes for an error. */
function compileCall(call: Call, text: string): Find {
  const evaluate = compileIntrinsic({ text, call, problems: [], tokens: [] })
  const paths = pathsIn(call).map((path) => compilePath(path, null))
  return ({ payload, scope }) => {
    if (paths.some((find) => find(payload, scope) === undefined)) return undefined
    return evaluate(payload, scope)
  }
}

/** Calls nest at most `maxNesting` deep. */
const pathsIn = (call: Call): Path[] =>
  call.arguments.flatMap((argument) => (argument.kind === 'path' ? [argument.path] : argument.kind === 'call' ? pathsIn(argument) : []))

/** Looks no further than it has to: what stands behind `||` may fail where what stands before it holds. */
function compileChain(terms: readonly Find[], decisive: boolean): Find {
  return (subject) => {
    for (const term of terms) {
      const value = term(subject)
      if (value instanceof Failure) return value
      if (isTrue(value) === decisive) return decisive
    }
    return !decisive
  }
}

function compileCompare(operator: Operator, left: Find, right: Find): Find {
  const holds = comparisons[operator]
  return (subject: Subject) => {
    const a = left(subject)
    if (a instanceof Failure) return a
    return whole(right(subject), (b) => holds(a, b))
  }
}

const whole = (value: Json | undefined | Failure, then: (value: Json | undefined) => Json) =>
  value instanceof Failure ? value : then(value)

type Compare = (a: Json | undefined, b: Json | undefined) => boolean

/** Strict, unlike those of a filter: the text '1' is not the number 1, as in a Choice Rule. */
const equal: Compare = (a, b) => a !== undefined && b !== undefined && deepEqual(a, b)

/** Numbers among themselves and texts among themselves are in an order, by UTF-16 code units; nothing else is. */
const ordered =
  (holds: (order: number) => boolean): Compare =>
  (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return holds(a - b)
    return typeof a === 'string' && typeof b === 'string' && holds(a < b ? -1 : a > b ? 1 : 0)
  }

const comparisons: { readonly [K in Operator]: Compare } = {
  '==': equal,
  '!=': (a, b) => !equal(a, b),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
}
