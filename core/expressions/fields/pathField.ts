import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import type { StringNode } from '../../syntax/node'
import { Failure } from '../evaluation/failure'
import type { Evaluate, Scope } from '../evaluation/scope'
import { compileIntrinsic } from '../intrinsics/compile'
import { isIntrinsic, parseIntrinsic } from '../intrinsics/parse'
import { compilePath } from '../paths/compile'
import { explainMissing } from '../paths/explain'
import { isReferencePath, type Path, parsePath } from '../paths/parse'
import { PatternExceeded } from '../paths/patternMeter'

/**
 * A path field that has to find something: InputPath, OutputPath, TimeoutSecondsPath... Where it finds nothing, is no path or is applied to
 * null: States.Runtime, in AWS's words. Source: ASL specification, Paths; the words are recorded.
 */
export function compilePathField(node: StringNode): Evaluate {
  return compileFound(node, (path, input, scope) => `Invalid path '${path.text}' : ${explainMissing(path, input, scope)}`)
}

/**
 * ItemsPath: a Reference Path whose absence is States.ReferencePathConflict, else as any path. That it finds an array is checked by the
 * Map.
 */
export function compileItemsPath(node: StringNode): Evaluate {
  const path = parsePath(node.value)
  if (!isReferencePath(path)) return compilePathField(node)
  const find = compilePath(path)
  return guard(node, (input, scope) => {
    const value = find(input, scope)
    return value === undefined ? noReference(path, input, scope) : value
  })
}

/** AWS names the first step that cannot be made, and the value in which it was looked for. */
function noReference(path: Path, input: Json, scope: Scope): Failure {
  for (let i = 0; i < path.segments.length; i++) {
    const upTo = (count: number) => compilePath({ ...path, segments: path.segments.slice(0, count) })(input, scope)
    if (upTo(i + 1) !== undefined) continue
    const segment = path.segments[i]!
    const step = segment.kind === 'name' ? segment.name : segment.kind === 'index' ? segment.index : ''
    return new Failure('States.ReferencePathConflict', `Unable to apply step "${step}" to input ${jsonText(upTo(i) ?? null)}`)
  }
  return new Failure('States.Runtime', `Invalid path '${path.text}' : ${explainMissing(path, input, scope)}`)
}

/**
 * A field that takes a path or an intrinsic call and says its own name where it fails: `x.$` of a payload template, ErrorPath, CausePath.
 * Failures: States.Runtime for a path that finds nothing, States.IntrinsicFailure of a function.
 */
export function compileNamed(node: StringNode, field: string): Evaluate {
  const text = node.value
  if (isIntrinsic(text)) return guard(node, compileIntrinsic(parseIntrinsic(text)))
  return compileFound(
    node,
    (path, input) => `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${jsonText(input)}'`,
    `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`,
  )
}

/**
 * A path that may find nothing, which is undefined then: a Choice Rule's Variable, SecondsPath... What is no path, and a path into an input
 * of null, is States.Runtime.
 */
export function compileOptionalPath(node: StringNode): (input: Json, scope: Scope) => Json | undefined | Failure {
  const path = parsePath(node.value)
  const problem = brokenPath(path)
  if (problem) {
    const failure = new Failure('States.Runtime', `Invalid path '${path.text}' : ${problem}`, node)
    return () => failure
  }
  const find = compilePath(path)
  const ofNull = path.root.kind === 'input' ? nullInput(node) : undefined
  // it neither recurses nor can it fail
  if (isReferencePath(path)) return ofNull === undefined ? find : (input, scope) => (input === null ? ofNull : find(input, scope))
  return (input, scope) => {
    if (input === null && ofNull !== undefined) return ofNull
    try {
      return find(input, scope)
    } catch (error) {
      return tooDeep(error, node)
    }
  }
}

/** AWS applies no path to an input that is null, not even `$`. Measured by users: github.com/awslabs/states-language/issues/29. */
const nullInput = (node: StringNode) => new Failure('States.Runtime', 'Unable to apply Path transformation to null or empty input.', node)

type Missing = (path: Path, input: Json, scope: Scope) => string

function compileFound(node: StringNode, missing: Missing, invalid?: string): Evaluate {
  const path = parsePath(node.value)
  const problem = brokenPath(path)
  if (problem) {
    const failure = new Failure('States.Runtime', invalid ?? `Invalid path '${path.text}' : ${problem}`, node)
    return () => failure
  }
  const ofNull = path.root.kind === 'input' ? nullInput(node) : undefined
  if (ofNull !== undefined && path.segments.length === 0) return (input) => (input === null ? ofNull : input)
  const find = compilePath(path, null)
  const absent = guard(node, (input, scope) => new Failure('States.Runtime', missing(path, input, scope), node))
  const found: Evaluate = (input, scope) => {
    if (input === null && ofNull !== undefined) return ofNull
    const value = find(input, scope)
    return value === undefined ? absent(input, scope) : value
  }
  return isReferencePath(path) ? found : guard(node, found)
}

const brokenPath = (path: Path) => path.problems.find((p) => p.severity === 'error')?.message

/** Gives failures their node, and turns the end of the stack into one. */
function guard(node: StringNode, evaluate: Evaluate): Evaluate {
  return (input, scope) => {
    try {
      const value = evaluate(input, scope)
      return value instanceof Failure && value.node === undefined ? value.at(node) : value
    } catch (error) {
      return tooDeep(error, node)
    }
  }
}

/**
 * The Failure (States.Runtime) for the exceptions that data can cause: values nested so deep that the stack ends, and patterns that take
 * too long. Anything else is a bug, and thrown again.
 */
export function tooDeep(error: unknown, node: StringNode): Failure {
  if (error instanceof PatternExceeded) return new Failure('States.Runtime', error.message, node)
  if (error instanceof RangeError) return new Failure('States.Runtime', 'The value is nested too deep to be evaluated', node)
  throw error
}

/** States.Runtime for a field whose path has to lead to an array, in AWS's words where it does not. It has no node yet. */
export const notAnArray = (path: string): Failure =>
  new Failure('States.Runtime', `Reference path "${path.replace(/^\$\$/, '$')}" must point to array.`)
