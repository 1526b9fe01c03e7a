import { contextMembers, statesMembers } from '../../../aws/contextObject'
import { intrinsicNamed } from '../../../expressions/intrinsics/table'
import { jsonataFunctionNamed } from '../../../expressions/jsonata/table'
import { rangeOf } from '../../../syntax/strings'
import type { Cursor } from '../../cursor/cursor'
import type { ExpressionAt } from '../../cursor/expressionAt'
import { localNames } from '../../names/localNames'
import { rootShape, type ShapeScope } from '../../shapes/expressionShape'
import { type Reference, referenceBefore } from '../../shapes/reference'
import { any, describeShape, navigate, type Shape, type Step } from '../../shapes/shape'
import { scopeOfCursor } from '../../shapes/shapesAt'
import type { Hover, LanguageContext } from '../../types'
import { describeIntrinsic } from '../completion/intrinsics'
import { describeJsonataFunction } from '../completion/jsonata'
import { exampleOf } from './example'
import { describeVariable } from './variable'

/**
 * The part of an expression at the cursor: a function, a variable, a step of a path with what it is known to give. Its range is that of the
 * part. Undefined where nothing is known of it.
 */
export function hoverExpression(
  cursor: Cursor,
  { kind, text, index }: ExpressionAt,
  uri: string,
  context: LanguageContext,
): Hover | undefined {
  const jsonata = kind === 'jsonata'
  const scope = scopeOfCursor(cursor, uri, context)
  const locals = jsonata ? localNames(text, partEnd(text, index)) : none
  const called = calledAt(text, index, jsonata, (name) => locals.has(name) || scope.variables.has(name))
  if (called !== undefined) return at(cursor, called.from, called.to, called.markdown)
  const end = partEnd(text, index)
  const reference = referenceBefore(text, end)
  if (reference === undefined || reference.root === '@') return undefined
  const from = firstOf(text, index, reference)
  if (index < reference.start || locals.has(reference.root.slice(1))) return undefined
  const markdown = described(cursor, reference, uri, context, jsonata, text.slice(reference.start, end))
  return markdown === undefined ? undefined : at(cursor, from, end, markdown)
}

/** Where the part under the cursor begins: a name, a step in brackets, or the root. */
function firstOf(text: string, index: number, { place, partial, start, from }: Reference): number {
  if (partial !== undefined) return place === 'root' ? start : from
  return Math.max(start, text.lastIndexOf('[', index))
}

function at(cursor: Cursor, from: number, to: number, markdown: string): Hover {
  return { range: rangeOf(cursor.token.node!, from, to - from), markdown }
}

const none: ReadonlySet<string> = new Set()

/** The function whose name is at the index; a variable comes before the function of its name. */
function calledAt(
  text: string,
  index: number,
  jsonata: boolean,
  isVariable: (name: string) => boolean,
): { from: number; to: number; markdown: string } | undefined {
  const name = jsonata ? /\$\w+/g : /States\.\w+/g
  for (const match of text.matchAll(name)) {
    const to = match.index + match[0].length
    if (match.index > index) return undefined
    if (index > to) continue
    if (jsonata) {
      const fn = jsonataFunctionNamed(match[0].slice(1))
      if (fn !== undefined && !isVariable(fn.name) && !isVariableUse(text, to))
        return { from: match.index, to, markdown: describeJsonataFunction(fn) }
    } else {
      const intrinsic = intrinsicNamed(match[0])
      if (intrinsic !== undefined) return { from: match.index, to, markdown: describeIntrinsic(intrinsic) }
    }
  }
  return undefined
}

/** `$sum.a` and `$sum := 1` are a variable of that name. */
const isVariableUse = (text: string, to: number): boolean => /^\s*(?:\.|:=|\[)/.test(text.slice(to, to + 10))

/** Where the name, or the step in brackets, around an index ends. */
function partEnd(text: string, index: number): number {
  const bracket = /^[^'"\][]*['"]\]/.exec(text.slice(index))
  const open = text.lastIndexOf('[', index)
  if (bracket !== null && open !== -1 && /^\[\s*['"][^'"]*$/.test(text.slice(open, index))) return index + bracket[0].length
  let end = index
  while (end < text.length && /[\w$\p{L}]/u.test(text[end]!)) end++
  return end === index && text[index] === '.' ? index : end
}

function described(
  cursor: Cursor,
  reference: Reference,
  uri: string,
  context: LanguageContext,
  jsonata: boolean,
  path: string,
): string | undefined {
  const scope = scopeOfCursor(cursor, uri, context)
  const { root } = reference
  const steps: readonly Step[] =
    reference.partial === undefined || reference.place === 'root' ? reference.steps : [...reference.steps, { name: reference.partial }]
  const name = root.slice(1)
  if (steps.length === 0 && root !== '$' && root !== '$$' && root !== '$states') return describeVariable(cursor, name, uri, context)
  const shapeIn = (seen: ShapeScope) => navigate(rootShape(root, seen, jsonata) ?? any, steps, jsonata)
  const shape = shapeIn(scope)
  const doc = docOf(root, steps)
  if (doc === undefined && shape.kind === 'any') return undefined
  return [`\`${path}\``, doc, exampleOf(cursor, uri, context, shapeIn), known(shape)].filter((part) => part !== undefined).join('\n\n')
}

const known = (shape: Shape): string | undefined => (shape.kind === 'any' ? undefined : `\`\`\`json\n${describeShape(shape)}\n\`\`\``)

/** What the language says about a member of the context object or of `$states`. */
function docOf(root: string, steps: readonly Step[]): string | undefined {
  const names = steps.map((step) => (typeof step === 'object' && 'name' in step ? step.name : ''))
  if (root === '$' && steps.length === 0) return 'The data that this field sees.'
  if (root === '$$' && steps.length === 0) return 'The context object.'
  if (root === '$states' && names.length === 0)
    return 'What a JSONata expression sees: the input, the context object, and by field the result or the error output.'
  if (root === '$states' && names.length === 1) return statesMembers.find((m) => m.name === names[0])?.doc
  const path = (root === '$$' ? names : root === '$states' && names[0] === 'context' ? names.slice(1) : []).join('.')
  return contextMembers.find((m) => m.path.join('.') === path)?.doc
}
