import type { Scanner } from '../paths/scanner'
import type { Argument, Call } from './parse'
import type { Parameter } from './table'
import { isType, typeNames } from './types'

/**
 * Reports to the scanner what a call's arguments can be told to be wrong before they are evaluated: number (`arity`), types and values of
 * literals (`argument-type`), and the `{}` of States.Format (`placeholders`).
 */
export function checkCall(call: Call, scanner: Scanner): void {
  const { intrinsic } = call
  if (!intrinsic) return
  const report = (code: string, message: string, at: { offset: number; length: number }) =>
    scanner.problem(code, message, at.offset, at.offset + at.length)
  const { parameters } = intrinsic
  const rest = parameters.at(-1)?.rest === true
  const most = rest ? Number.POSITIVE_INFINITY : parameters.length
  const least = parameters.filter((p) => !p.rest && !p.optional).length
  const count = call.arguments.length
  if (count < least || count > most) report('arity', `${call.name} takes ${inWords(least, most)}, not ${count}`, call)
  for (const [i, argument] of call.arguments.entries()) {
    const parameter = parameters[Math.min(i, parameters.length - 1)]
    const problem = parameter && i < most && typeProblem(parameter, argument)
    if (problem) report('argument-type', `${parameter.name} of ${call.name} ${problem}`, argument)
  }
  if (call.name === 'States.Format') checkFormat(call, report)
}

type Report = (code: string, message: string, at: { offset: number; length: number }) => void

function checkFormat(call: Call, report: Report): void {
  const template = call.arguments[0]
  if (template?.kind !== 'literal' || !template.parts) return
  const places = template.parts.length - 1
  const values = call.arguments.length - 1
  if (places !== values) report('placeholders', `The text has ${places} {} for ${values} argument${values === 1 ? '' : 's'}`, template)
}

function inWords(least: number, most: number): string {
  if (most === Number.POSITIVE_INFINITY) return `at least ${least} argument${least === 1 ? '' : 's'}`
  if (most === 0) return 'no arguments'
  const count = least === most ? `${most}` : `${least} to ${most}`
  return `${count} argument${most === 1 ? '' : 's'}`
}

function typeProblem(parameter: Parameter, argument: Argument): string | undefined {
  const { type } = parameter
  if (argument.kind === 'path') return undefined
  if (argument.kind === 'call') {
    const returns = argument.intrinsic?.returns ?? 'any'
    return returns === 'any' || type === 'any' || returns === type
      ? undefined
      : `has to be ${typeNames[type]}, but ${argument.name} gives ${typeNames[returns]}`
  }
  if (!isType(type, argument.value)) return `has to be ${typeNames[type]}`
  return parameter.literal?.(argument.value)
}
