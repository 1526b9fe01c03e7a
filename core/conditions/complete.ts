import { intrinsics } from '../expressions/intrinsics/table'
import { jsonataFunctions } from '../expressions/jsonata/table'
import { typedWords } from '../expressions/jsonata/words'
import { languages } from '../expressions/language'
import { memberText } from '../language/names/memberText'
import { type ShapeScope, statesShape } from '../language/shapes/expressionShape'
import { type Reference, referenceBefore } from '../language/shapes/reference'
import { any, navigate, type Shape, shapeName } from '../language/shapes/shape'
import type { QueryLanguage } from '../model/machine'
import { operators } from './parse'

/**
 * What can stand at the cursor: `text` replaces the part from `from` up to, and without, `to`, both in UTF-16 code units from the beginning
 * of the condition.
 */
export interface ConditionItem {
  readonly label: string
  readonly kind: 'path' | 'variable' | 'function' | 'keyword' | 'operator'
  /** A value's type, where it is known. */
  readonly detail?: string
  readonly from: number
  readonly to: number
  readonly text: string
}

/**
 * What can stand at an index of a condition: members of what is before the dot, the roots and variables, functions and signs. `scope` is
 * what is known where the condition is evaluated: shapes of a running state's values, or those that the language knows before anything runs.
 * `index` counts UTF-16 code units. Nothing fits within a text in quotes.
 */
export function completeCondition(text: string, index: number, language: QueryLanguage, scope: ShapeScope): ConditionItem[] {
  const before = text.slice(0, index)
  const jsonata = language === 'JSONata' || /^\s*\{%/.test(text)
  const reference = referenceBefore(before)
  if (reference !== undefined && reference.partial !== undefined)
    return reference.place === 'root' ? rootItems(before, reference.from, scope, jsonata) : memberItems(before, reference, scope, jsonata)
  if (isInText(before)) return []
  const intrinsic = jsonata ? null : /(?<![\w$.])States\.(\w*)$/.exec(before)
  if (intrinsic !== null) return intrinsicItems(before, intrinsic[1]!)
  const [word] = /[\p{L}\p{N}_.]*$/u.exec(before)!
  if (word.includes('.')) return []
  const from = before.length - word.length
  if (!jsonata && isOperand(before.slice(0, from))) return word === '' ? signs(before.length) : []
  return [...rootItems(before, from, scope, jsonata, word), ...wordItems(before, from, word, jsonata)]
}

/** Whether a quote is open. */
function isInText(before: string): boolean {
  let quote = ''
  for (let i = 0; i < before.length; i++) {
    const char = before[i]!
    if (quote === '') quote = char === "'" || char === '"' ? char : ''
    else if (char === '\\') i++
    else if (char === quote) quote = ''
  }
  return quote !== ''
}

/** Whether what stands before is something that an operator can follow. */
const isOperand = (before: string): boolean => /[^\s(!=<>&|,[]\s*$/.test(before)

const signs = (at: number): ConditionItem[] =>
  [...operators, '&&', '||'].map((label) => ({ label, kind: 'operator', from: at, to: at, text: label }))

/** The roots, the variables and JSONata's functions whose names begin as what is typed. */
function rootItems(before: string, from: number, scope: ShapeScope, jsonata: boolean, typed = before.slice(from)): ConditionItem[] {
  const item = (label: string, kind: ConditionItem['kind'], shape?: Shape): ConditionItem => ({
    label,
    kind,
    ...(shape !== undefined && shape.kind !== 'any' && { detail: shapeName(shape) }),
    from,
    to: before.length,
    text: label,
  })
  return [
    item('$', 'path', scope.data),
    ...(jsonata ? [] : [item('$$', 'path', scope.context)]),
    item('$states', 'variable', statesShape(scope)),
    ...[...scope.variables].map(([name, shape]) => item(`$${name}`, 'variable', shape)),
    ...(jsonata ? jsonataFunctions.map(({ name }) => item(`$${name}`, 'function')) : []),
  ].filter(({ label }) => begins(label, typed))
}

const begins = (label: string, typed: string) => label.toLowerCase().startsWith(typed.toLowerCase())

function wordItems(before: string, from: number, typed: string, jsonata: boolean): ConditionItem[] {
  const words = jsonata ? typedWords : ['true', 'false', 'null', 'States']
  return words.filter((label) => begins(label, typed)).map((label) => ({ label, kind: 'keyword', from, to: before.length, text: label }))
}

const intrinsicItems = (before: string, typed: string): ConditionItem[] =>
  intrinsics
    .map(({ name }) => name.slice('States.'.length))
    .filter((label) => begins(label, typed))
    .map((label) => ({ label, kind: 'function', from: before.length - typed.length, to: before.length, text: label }))

function memberItems(before: string, reference: Reference, scope: ShapeScope, jsonata: boolean): ConditionItem[] {
  const target = navigate(shapeOf(reference.root, scope, jsonata), reference.steps, jsonata)
  const holder = jsonata && target.kind === 'array' ? target.item : target
  if (holder.kind !== 'object') return []
  return [...holder.members]
    .filter(([name]) => begins(name, reference.partial!))
    .flatMap(([name, shape]): ConditionItem[] => {
      const written = memberText(name, reference, languages[jsonata ? 'JSONata' : 'JSONPath'])
      if (written === undefined) return []
      return [{ label: name, kind: 'path', ...(shape.kind !== 'any' && { detail: shapeName(shape) }), to: before.length, ...written }]
    })
}

function shapeOf(root: string, scope: ShapeScope, jsonata: boolean): Shape {
  if (root === '$') return scope.data
  if (root === '$states') return statesShape(scope)
  if (root === '$$') return jsonata ? any : scope.context
  return scope.variables.get(root.slice(1)) ?? any
}

/**
 * As completeCondition, for what the console evaluates beside conditions: JSONata in a JSONPath state too, and `others`, names that stand
 * for something there.
 */
export function completeWatch(
  text: string,
  index: number,
  language: QueryLanguage,
  scope: ShapeScope,
  others: readonly string[],
): ConditionItem[] {
  const before = text.slice(0, index)
  const [word] = /[$\w-]*$/.exec(before)!
  const from = before.length - word.length
  const items = completeCondition(text, index, language, scope)
  if (before[from - 1] === '.') return items
  const item = (label: string, kind: ConditionItem['kind']): ConditionItem => ({ label, kind, from, to: before.length, text: label })
  const functions = language === 'JSONPath' && word.startsWith('$') ? jsonataFunctions.map(({ name }) => item(`$${name}`, 'function')) : []
  return [...items, ...[...functions, ...others.map((name) => item(name, 'variable'))].filter(({ label }) => begins(label, word))]
}
