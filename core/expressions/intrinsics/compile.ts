import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../evaluation/failure'
import type { Evaluate, Scope } from '../evaluation/scope'
import { compilePath } from '../paths/compile'
import { IntrinsicError } from './error'
import { formatText } from './format'
import type { Argument, Call, IntrinsicExpression } from './parse'
import type { Intrinsic } from './table'
import { isType, type ParameterType, typeNames } from './types'

/**
 * Compiles a call once. Failures name the text of the whole expression, as AWS does, and have no node: States.IntrinsicFailure of a
 * function, States.Runtime for a path that finds nothing or a call that cannot be read. A value nested too deep, or a pattern that takes
 * too long, throws a RangeError: `compileNamed` catches it.
 */
export function compileIntrinsic({ text, call, problems }: IntrinsicExpression): Evaluate {
  const broken = problems.find((p) => p.severity === 'error' && p.code !== 'placeholders' && p.code !== 'argument-type')
  if (!call || broken) {
    const failure = new Failure('States.Runtime', `'${text}' is no valid intrinsic function call: ${broken?.message ?? ''}`)
    return () => failure
  }
  return compileCall(call, text)
}

function compileCall(call: Call, text: string): Evaluate {
  const intrinsic = call.intrinsic!
  const fill = intrinsic.name === 'States.Format' && call.arguments[0]?.kind === 'literal' ? call.arguments[0].parts : undefined
  const evaluators = (fill ? call.arguments.slice(1) : call.arguments).map((argument) => compileArgument(argument, text))
  const types = intrinsic.parameters.map((p) => p.type)
  const checked = !fill && types.some((type) => type !== 'any')
  const [first, second] = evaluators
  const finish = (args: Json[], scope: Scope): Json | Failure => {
    const problem = checked ? wrongType(intrinsic, types, args) : undefined
    const result = problem ?? (fill ? formatText(fill, args) : intrinsic.evaluate(args, scope.ports))
    return result instanceof IntrinsicError ? failed(text, result.message) : result
  }
  // The usual numbers of arguments without a loop: these run at every pass of a loop over states.
  if (first && second && evaluators.length === 2) {
    return (input, scope) => {
      const a = first(input, scope)
      if (a instanceof Failure) return a
      const b = second(input, scope)
      return b instanceof Failure ? b : finish([a, b], scope)
    }
  }
  return (input, scope) => {
    const args: Json[] = []
    for (const evaluate of evaluators) {
      const value = evaluate(input, scope)
      if (value instanceof Failure) return value
      args.push(value)
    }
    return finish(args, scope)
  }
}

const failed = (text: string, message: string) =>
  new Failure('States.IntrinsicFailure', `The function '${text}' had the following error: ${message}`)

function compileArgument(argument: Argument, text: string): Evaluate {
  if (argument.kind === 'literal') return () => argument.value
  if (argument.kind === 'call') return compileCall(argument, text)
  const { path } = argument
  const find = compilePath(path, null)
  return (input, scope) => {
    const value = find(input, scope)
    if (value !== undefined) return value
    const missing = `The JsonPath argument for the field '${path.text}' could not be found in the input '${jsonText(input)}'`
    return new Failure('States.Runtime', `The function '${text}' had the following error: ${missing}`)
  }
}

function wrongType(intrinsic: Intrinsic, types: readonly ParameterType[], args: readonly Json[]): IntrinsicError | undefined {
  for (let i = 0; i < args.length; i++) {
    const type = types[i] ?? types.at(-1)!
    if (!isType(type, args[i]!))
      return new IntrinsicError(
        `Invalid arguments in ${intrinsic.name}: ${intrinsic.parameters[i]?.name ?? 'value'} must be ${typeNames[type]}`,
      )
  }
  return undefined
}
