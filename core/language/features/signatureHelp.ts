import { intrinsicNamed } from '../../expressions/intrinsics/table'
import { jsonataFunctionNamed } from '../../expressions/jsonata/table'
import type { AslDocument } from '../../model/document'
import { type Cursor, cursorAt } from '../cursor/cursor'
import { expressionAt, openCall } from '../cursor/expressionAt'
import { variablesIn } from '../cursor/stateAt'
import { localNames } from '../names/localNames'
import type { SignatureHelp } from '../types'
import { signature } from './completion/intrinsics'
import { jsonataSignature } from './completion/jsonata'

/**
 * The signature of the intrinsic or JSONata function whose arguments are being written; undefined where none is, and for functions that the
 * expression defines itself. LSP: textDocument/signatureHelp.
 */
export function signatureHelp(document: AslDocument, offset: number): SignatureHelp | undefined {
  const cursor = cursorAt(document, offset)
  const expression = expressionAt(cursor)
  if (expression === undefined || expression.kind === 'path') return undefined
  const { text, index } = expression
  return expression.kind === 'jsonata' ? jsonataHelp(text, index, cursor) : intrinsicHelp(text, index)
}

function intrinsicHelp(text: string, index: number): SignatureHelp | undefined {
  const call = openCall(text, index, /States\.\w+\s*$/)
  const intrinsic = call === undefined ? undefined : intrinsicNamed(call.name)
  if (call === undefined || intrinsic === undefined) return undefined
  const label = signature(intrinsic)
  const last = intrinsic.parameters.length - 1
  const active = intrinsic.parameters[last]?.rest ? Math.min(call.argument, last) : call.argument
  const parameters = located(label, intrinsic.parameters).map((range, i) => ({ label: range, documentation: intrinsic.parameters[i]!.doc }))
  return { label, documentation: intrinsic.doc, parameters, activeParameter: active }
}

function jsonataHelp(text: string, index: number, cursor: Cursor): SignatureHelp | undefined {
  const call = openCall(text, index, /\$\w+\s*$/)
  const fn = call === undefined ? undefined : jsonataFunctionNamed(call.name.slice(1))
  if (call === undefined || fn === undefined) return undefined
  if (localNames(text, call.from).has(fn.name) || isVariable(cursor, fn.name)) return undefined
  const label = jsonataSignature(fn)
  // `list ~> $sum()` hands over the first argument.
  const given = /~>\s*$/.test(text.slice(0, call.from)) ? 1 : 0
  const last = fn.parameters.length - 1
  const argument = call.argument + given
  const active = fn.most === Number.POSITIVE_INFINITY ? Math.min(argument, last) : argument
  return {
    label,
    documentation: fn.doc,
    parameters: located(label, fn.parameters).map((range) => ({ label: range })),
    activeParameter: active,
  }
}

/** A variable hides the function of its name. */
function isVariable({ definition, state }: Cursor, name: string): boolean {
  if (definition === undefined || state === undefined) return false
  return variablesIn(definition)
    .visible(state)
    .some((variable) => variable.name === name)
}

/** Where the parameters are in the label. */
function located(label: string, parameters: readonly { readonly name: string }[]): [number, number][] {
  let from = label.indexOf('(') + 1
  return parameters.map(({ name }) => {
    const start = label.indexOf(name, from)
    from = start + name.length
    return [start, from]
  })
}
