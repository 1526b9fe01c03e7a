import { contextMembers } from '../../aws/contextObject'
import { intrinsicNamed } from '../../expressions/intrinsics/table'
import type { ParameterType } from '../../expressions/intrinsics/types'
import { jsonataBody } from '../../expressions/jsonata/body'
import { wholeReference } from './reference'
import { any, arrayOf, boolean, navigate, number, type Shape, type Step, string, withMember } from './shape'

/** What the expressions of one field see. A name that is missing is not available there. */
export interface ShapeScope {
  /** `$` in JSONPath. */
  readonly data: Shape
  /** `$states.input`, the raw input of the state. */
  readonly input: Shape
  readonly result?: Shape
  readonly errorOutput?: Shape
  /** That of a whole execution: of an assertion in a test, which sees nothing but it and the input. */
  readonly output?: Shape
  readonly context: Shape
  readonly variables: ReadonlyMap<string, Shape>
}

/**
 * The context object's shape. `item`: that of a Map's item; absent: there is no `Map` in it. Source: Developer Guide, "Accessing execution
 * data from the Context object".
 */
export function contextShape(input: Shape, item?: Shape): Shape {
  let shape: Shape = { kind: 'object', members: new Map() }
  for (const row of contextMembers) {
    if (row.map && item === undefined) continue
    const steps = row.path.map((name) => ({ name }))
    const path = row.path.join('.')
    const type = path === 'Execution.Input' ? input : path === 'Map.Item.Value' ? item! : types[row.type]
    shape = withMember(shape, steps, type)
  }
  return shape
}

const types = { any, string, number, object: { kind: 'object', members: new Map() } } as const

/**
 * The shape that `root` stands for, which is written with its dollar (`$`, `$$`, `$states`, `$name`); undefined where nothing is known by
 * that name.
 */
export function rootShape(root: string, scope: ShapeScope, jsonata: boolean): Shape | undefined {
  if (jsonata) return root === '$states' ? statesShape(scope) : scope.variables.get(root.slice(1))
  if (root === '$') return scope.data
  if (root === '$$') return scope.context
  return scope.variables.get(root.slice(1))
}

/** `$states` as this field sees it. Source: ASL spec, "Reserved variable: $states". */
export function statesShape(scope: ShapeScope): Shape {
  if (scope.output !== undefined)
    return {
      kind: 'object',
      members: new Map([
        ['input', scope.input],
        ['output', scope.output],
      ]),
    }
  const members = new Map([
    ['input', scope.input],
    ['context', scope.context],
  ])
  if (scope.result !== undefined) members.set('result', scope.result)
  if (scope.errorOutput !== undefined) members.set('errorOutput', scope.errorOutput)
  return { kind: 'object', members }
}

const isWild = (step: Step) => step === '*'

/** What a JSONPath gives: where it is indefinite, a list. `any` for what is no plain path. */
export function pathShape(text: string, scope: ShapeScope): Shape {
  const path = wholeReference(text.trim())
  if (path === undefined) return any
  const shape = navigate(rootShape(path.root, scope, false) ?? any, path.steps)
  return path.steps.some(isWild) ? arrayOf(shape) : shape
}

const returned: Readonly<Record<ParameterType, Shape>> = {
  any,
  string,
  integer: number,
  boolean,
  array: arrayOf(any),
  object: { kind: 'object', members: new Map() },
}

const call = /^States\.\w+(?=\s*\()/

/** What the value of a `name.$` member gives: a path or an intrinsic function. */
export function jsonPathExpressionShape(text: string, scope: ShapeScope): Shape {
  const name = call.exec(text)?.[0]
  if (name === undefined) return pathShape(text, scope)
  const intrinsic = intrinsicNamed(name)
  return intrinsic === undefined ? any : returned[intrinsic.returns]
}

/** What a string of a JSONata state gives: its text, or what its expression is known to give: `any` for more than a path. */
export function jsonataShape(text: string, scope: ShapeScope): Shape {
  const body = jsonataBody(text)?.text.trim()
  if (body === undefined) return { kind: 'string', value: text }
  const path = wholeReference(body)
  if (path === undefined) return any
  return navigate(rootShape(path.root, scope, true) ?? any, path.steps, true)
}
