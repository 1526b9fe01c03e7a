import type { Range } from '../base/range'
import { type Call, isIntrinsic } from '../expressions/intrinsics/parse'
import { jsonataBody } from '../expressions/jsonata/body'
import { jsonataFunctionNamed } from '../expressions/jsonata/table'
import type { Operand, Path, Test } from '../expressions/paths/parse'
import { type ExpressionReader, isPlainPath } from './expressionReader'
import type { Expression } from './expressions'

/** A variable's name in an expression, whose range has the `$` in it. Offsets count in the value of the expression's string. */
export interface Read extends Range {
  readonly name: string
  /** A JSONata function has this name too: it is meant where the variable has no value yet. */
  readonly builtin?: true
  /** `$name( )`, `~> $name`: what is called is the variable wherever it has a value. */
  readonly called?: true
}

const none: readonly Read[] = []

/**
 * The variables that an expression reads, as far as it can be read: each place by itself. `hiding`: those that have the name of a JSONata
 * function; no other function's name is a read.
 */
export function readsOf({ kind, node }: Expression, hiding: ReadonlySet<string>, reader: ExpressionReader): readonly Read[] {
  const { value } = node
  if (kind === 'jsonata') return variablesOfJsonata(value, hiding, reader)
  if (isPlainPath(value)) return none
  const paths = kind === 'template' && isIntrinsic(value) ? pathsOfCall(reader.call(value).call) : [reader.path(value)]
  return paths.flatMap((path) => variablesOfPath(path))
}

function variablesOfJsonata(value: string, hiding: ReadonlySet<string>, reader: ExpressionReader): readonly Read[] {
  const body = jsonataBody(value)
  if (!body) return none
  const { variables, calls } = reader.jsonata(body.text)
  if (variables.length === 0 && calls.length === 0) return none
  const reads: Read[] = []
  for (const { name, local, binding, builtin, offset, length } of variables) {
    if (local || binding || (builtin && !hiding.has(name))) continue
    reads.push({ name, offset: offset + body.offset, length, ...(builtin && { builtin }) })
  }
  for (const { name, local, offset, length } of calls) {
    const builtin = jsonataFunctionNamed(name) !== undefined
    if (local || (builtin && !hiding.has(name))) continue
    reads.push({ name, offset: offset + body.offset, length, called: true, ...(builtin && { builtin }) })
  }
  return reads
}

/** The paths among the arguments of a call, at any depth; none without a call. */
export function pathsOfCall(call: Call | undefined): Path[] {
  const paths: Path[] = []
  const calls = call ? [call] : []
  for (const each of calls) {
    for (const argument of each.arguments) {
      if (argument.kind === 'path') paths.push(argument.path)
      else if (argument.kind === 'call') calls.push(argument)
    }
  }
  return paths
}

/** Every variable that a path reads, its filters included. Offsets are in the expression's text. */
function variablesOfPath(path: Path, found: Read[] = []): Read[] {
  if (path.root.kind === 'variable') found.push({ name: path.root.name, offset: path.root.offset, length: path.root.length })
  for (const segment of path.segments) {
    if (segment.kind === 'filter') variablesOfTest(segment.test, found)
    else if (segment.kind === 'function') for (const operand of segment.arguments) variablesOfOperand(operand, found)
  }
  return found
}

function variablesOfTest(test: Test, found: Read[]): void {
  switch (test.kind) {
    case 'and':
    case 'or':
      for (const each of test.tests) variablesOfTest(each, found)
      return
    case 'not':
      variablesOfTest(test.test, found)
      return
    case 'exists':
      variablesOfPath(test.path, found)
      return
    case 'compare':
      variablesOfOperand(test.left, found)
      variablesOfOperand(test.right, found)
  }
}

function variablesOfOperand(operand: Operand, found: Read[]): void {
  if (operand.kind === 'path') variablesOfPath(operand.path, found)
}
