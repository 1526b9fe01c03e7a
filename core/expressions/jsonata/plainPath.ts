import { isArray, isObject, type Json, member } from '../../base/json'
import type { Scope } from '../evaluation/scope'
import { reservedWords } from './words'

/** An expression of the form `$name.a.b`: by far the most frequent one. It needs neither the package's parser nor its evaluator. */
export interface PlainPath {
  /** Of the variable, without `$`. */
  readonly name: string
  /** The members behind it. */
  readonly names: readonly string[]
  /** The index of `$` in the text. */
  readonly offset: number
}

const form = /^\s*\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)\s*$/

/** The parts of a plain path, blanks around it allowed; undefined for any other expression. */
export function plainPath(text: string): PlainPath | undefined {
  const [, name, rest] = form.exec(text) ?? []
  if (name === undefined || rest === undefined) return undefined
  const names = rest === '' ? [] : rest.slice(1).split('.')
  return names.some((step) => reservedWords.includes(step)) ? undefined : { name, names, offset: text.indexOf('$') }
}

/**
 * What a plain path finds where there are only objects on the way; undefined where JSONata has to say, as for a member that is not there or
 * of each item of an array.
 */
export function compilePlainPath({ name, names }: PlainPath): (input: Json, scope: Scope) => Json | undefined {
  const [first, ...rest] = names
  if (name !== 'states') return (_input, scope) => follow(member(scope.variables, name), names)
  switch (first) {
    case 'input':
      return (input) => follow(input, rest)
    case 'context':
      return (_input, scope) => follow(scope.context, rest)
    case 'result':
      return (_input, scope) => follow(scope.result, rest)
    case 'errorOutput':
      return (_input, scope) => follow(scope.errorOutput, rest)
    default:
      return () => undefined
  }
}

function follow(value: Json | undefined, names: readonly string[]): Json | undefined {
  let found = value
  for (const name of names) {
    if (!isObject(found) || isArray(found)) return undefined
    found = member(found, name)
  }
  return found
}
