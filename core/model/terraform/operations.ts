import type { Range } from '../../base/range'
import type { Evaluator, Lazy, Value } from './value'

const numeric: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
}

/** An operation on what is known; undefined where something of it is not. Source: HCL Native Syntax Specification, Operations. */
export function operate(operator: string, operands: readonly Lazy[], evaluator: Evaluator, place: Range): Value | undefined {
  const made = (value: number | boolean): Value => ({ kind: 'scalar', value, place })
  const [a, b] = operands.map((each) => evaluator.text(each))
  if (a === undefined) return undefined
  if (operands.length === 1) return operator === '!' ? made(a !== 'true') : made(-Number(a))
  // `false && x` and `true || x` are known without x
  if ((operator === '&&' && a === 'false') || (operator === '||' && a === 'true')) return made(a === 'true')
  if (b === undefined) return undefined
  if (operator === '&&' || operator === '||') return made(b === 'true')
  if (operator === '==' || operator === '!=') return made((a === b) === (operator === '=='))
  const result = numeric[operator]?.(Number(a), Number(b))
  return result === undefined || Number.isNaN(result) ? undefined : made(result)
}
