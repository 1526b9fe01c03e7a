import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../../expressions/evaluation/failure'
import { compilePathField } from '../../expressions/fields/pathField'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { Frame } from '../frame'
import { unexpected } from './unexpected'

/** A number that a field says: constant, found by a path or evaluated; a Failure where it is none. */
export type NumberField = (frame: Frame) => number | Failure

/** A field that takes an integer, a path to one (`<field>Path`), or in JSONata states an expression. Undefined: it is not there. */
export const integerOf = (node: Node, field: string, jsonata: boolean, location = field) =>
  numberOf(node, field, jsonata, location, 'integer', toInteger)

/** The same for a field that takes any number. */
export const floatOf = (node: Node, field: string, jsonata: boolean, location = field) =>
  numberOf(node, field, jsonata, location, 'float', toFloat)

/** A field whose value has to be within bounds: `problem` says what is wrong with one that is not. */
export const bounded = (field: NumberField | undefined, problem: (value: number) => Failure | undefined): NumberField | undefined =>
  field &&
  ((frame) => {
    const value = field(frame)
    return value instanceof Failure ? value : (problem(value) ?? value)
  })

function numberOf(
  node: Node,
  field: string,
  jsonata: boolean,
  location: string,
  type: 'integer' | 'float',
  read: (value: Json) => number | undefined,
): NumberField | undefined {
  const literal = valueAt(node, field)
  const path = valueAt(node, `${field}Path`)
  if (literal?.kind === 'number') return () => literal.value
  if (jsonata && literal?.kind === 'string') {
    const evaluate = compileJsonata(literal, location)
    return (frame) => {
      const value = evaluate(frame.input, frame)
      return value instanceof Failure || typeof value === 'number' ? value : unexpected(literal, location, 'number', value)
    }
  }
  if (jsonata || path?.kind !== 'string') return undefined
  const evaluate = compilePathField(path)
  return (frame) => {
    const value = evaluate(frame.effectiveInput, frame)
    if (value instanceof Failure) return value
    const cause = `The ${field}Path field refers to value "${typeof value === 'string' ? value : jsonText(value)}" which is not a valid ${type}: ${path.value}`
    return read(value) ?? new Failure('States.Runtime', cause, path)
  }
}

/** Texts of numbers count as numbers, but AWS reads no integer in "2.0". */
function toInteger(value: Json): number | undefined {
  if (typeof value === 'string' && value.includes('.')) return undefined
  const number = toFloat(value)
  return Number.isInteger(number) ? number : undefined
}

function toFloat(value: Json): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
}
