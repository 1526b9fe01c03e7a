import { resourceOf, type State } from '../../model/machine'
import type { Step } from '../../syntax/walk'
import { isAt } from '../mockFiles/fields'
import type { ShapeScope } from '../shapes/expressionShape'
import { knownData } from '../shapes/flowShapes'
import { exampleInputs } from '../shapes/inputs'
import { taskResult } from '../shapes/results'
import { any, merge, navigate, type Shape, shapeOfJson } from '../shapes/shape'
import type { LanguageContext } from '../types'

import type { Target } from './target'

const known = ({ uri, document }: Target, context: LanguageContext) => knownData(document, exampleInputs(uri, context), shapeOfJson)

/** What the execution ends with. */
export const outputShape = (target: Target, context: LanguageContext): Shape => known(target, context).output(target.definition.machine)

const inputShape = ({ uri }: Target, context: LanguageContext): Shape =>
  exampleInputs(uri, context)
    .map((value) => shapeOfJson(value))
    .reduce(merge, any)

/** What expressions of `assert` see. */
export function assertScope(target: Target, context: LanguageContext): ShapeScope {
  const output = outputShape(target, context)
  return { data: output, input: inputShape(target, context), output, context: any, variables: new Map() }
}

/** What the value at a path of a case is known to be like; undefined where the path leads to no data. */
export function shapeAt(path: readonly Step[], target: Target, context: LanguageContext): Shape | undefined {
  const row = rows.find(({ before }) => before.length <= path.length && isAt(before, path.slice(0, before.length)))
  if (row === undefined) return undefined
  const steps = path.slice(row.before.length).map((step) => (typeof step === 'number' ? { index: step } : { name: step }))
  return navigate(row.shape(path, target, context), steps)
}

interface Row {
  readonly before: readonly string[]
  readonly shape: (path: readonly Step[], target: Target, context: LanguageContext) => Shape
}

const rows: readonly Row[] = [
  { before: ['expect', 'output'], shape: (_, target, context) => outputShape(target, context) },
  { before: ['expect', 'outputContains'], shape: (_, target, context) => outputShape(target, context) },
  {
    before: ['expect', 'calls', '*', '*'],
    shape: ([, , name], target, context) => callShape(target.states.get(String(name)), target, context),
  },
  {
    before: ['input'],
    shape: (_, target, context) => inputShape(target, context),
  },
  { before: ['mocks', '*', 'Return'], shape: ([, name], target) => resultShape(target.states.get(String(name))) },
  { before: ['mocks', '*', '*', 'Return'], shape: ([, name], target) => resultShape(target.states.get(String(name))) },
]

/** What a task receives. */
export const callShape = (state: State | undefined, target: Target, context: LanguageContext): Shape =>
  (state && known(target, context).of(state)?.values.arguments) ?? any

const resultShape = (state: State | undefined): Shape => (state === undefined ? any : taskResult(resourceOf(state)))
