import type { Range } from '../../base/range'
import type { HclExpression } from '../../syntax/hcl/types'
import type { OffsetMap } from '../../syntax/strings'

/**
 * What an expression of Terraform comes to, as far as the files tell, with its place in the document. What only a plan or the deployment knows is
 * `unknown`. Values within objects and lists are worked out when somebody asks.
 */
export type Value = ScalarValue | TextValue | ObjectValue | TupleValue | JsonTextValue | FileValue | UnknownValue

interface Placed {
  readonly place: Range
}

export interface ScalarValue extends Placed {
  readonly kind: 'scalar'
  readonly value: number | boolean | null
}

export interface TextValue extends Placed {
  readonly kind: 'text'
  readonly pieces: readonly Piece[]
  /** Which part of a `%{ if }`, or how many of a `%{ for }`, nobody knows. */
  readonly uncertain?: boolean
}

/** A part of a text: what it says, or the name of what nobody knows. */
export type Piece = KnownPiece | OpenPiece
export interface KnownPiece {
  readonly text: string
  /** As StringNode.map. */
  readonly map: OffsetMap
}
export interface OpenPiece extends Range {
  readonly name: string
}

export interface ObjectValue extends Placed {
  readonly kind: 'object'
  readonly entries: readonly Entry[]
}
export interface Entry {
  readonly key: TextValue
  readonly value: Lazy
}

export interface TupleValue extends Placed {
  readonly kind: 'tuple'
  readonly items: readonly Lazy[]
}

/** `jsonencode(of)` */
export interface JsonTextValue extends Placed {
  readonly kind: 'json'
  readonly of: Lazy
}

/** `file(path)`, or `templatefile(path, variables)`. */
export interface FileValue extends Placed {
  readonly kind: 'file'
  readonly path: TextValue
  readonly variables: Lazy | undefined
}

export interface UnknownValue extends Placed {
  readonly kind: 'unknown'
  /** Letters, digits, `_` and `.` alone: `aws_lambda_function.order.arn`. */
  readonly name: string
}

/** A value, or the expression that it comes from. */
export type Lazy = Value | Thunk
export interface Thunk {
  readonly kind: 'thunk'
  readonly expression: HclExpression
  readonly scope: Scope
}

/** What names stand for around an expression. */
export interface Scope {
  /** Names of `for`, and the variables of a templatefile. */
  readonly names: ReadonlyMap<string, Lazy>
  /** The expression is in another file: all of it has this place. */
  readonly place: Range | undefined
}

/** Works values out. */
export interface Evaluator {
  evaluate(lazy: Lazy): Value
  /** The text of a value, in which nothing is open; undefined for an object, a list, and what nobody knows. */
  text(lazy: Lazy): string | undefined
  /** Whether so many more values, or characters, may be made. */
  spend(count: number): boolean
}

/** A text that stands nowhere, or elsewhere: all of it has the place. */
export const textValue = (text: string, place: Range): TextValue => ({ kind: 'text', pieces: [knownPiece(text, place)], place })

/** All of the text is at the beginning of the place, and its end behind it. */
export const knownPiece = (text: string, { offset, length }: Range): KnownPiece => ({
  text,
  map: [0, offset, ...(text.length > 1 ? [text.length - 1, offset] : []), text.length, offset + length],
})

/** Pieces that all have one place, whose maps only ever go on: the last has all of it, those before its beginning. */
export const collapsed = (pieces: readonly Piece[], place: Range): readonly Piece[] =>
  pieces.map((piece, i) => {
    const at = i === pieces.length - 1 ? place : { offset: place.offset, length: 0 }
    return 'text' in piece ? knownPiece(piece.text, at) : { name: piece.name, offset: at.offset, length: at.length }
  })

/** The text where all of it is known. */
export function plainText({ pieces }: TextValue): string | undefined {
  const texts = pieces.map((piece) => ('text' in piece ? piece.text : undefined))
  return texts.includes(undefined) ? undefined : texts.join('')
}

export const unknown = (name: string, place: Range): UnknownValue => ({ kind: 'unknown', name: openName(name), place })

/** A name as `${Name}` may have it in any text of a definition. */
const openName = (name: string): string =>
  name
    .slice(0, 100)
    .replace(/[^\w.]+/g, '_')
    .replace(/^[_.]+|[_.]+$/g, '') || 'unknown'

/** What a reference names: `aws_lambda_function.order.arn`; undefined where the expression is none. Indices are left out. */
export function referenceName(expression: HclExpression): string | undefined {
  const steps: string[] = []
  let at = expression
  if (at.kind === 'template') {
    const [part, ...more] = at.parts
    if (part?.kind !== 'interpolation' || more.length > 0) return undefined
    at = part.expression
  }
  for (; at.kind === 'get'; at = at.of) if (typeof at.key === 'string' && !/^\d+$/.test(at.key)) steps.push(at.key)
  return at.kind === 'name' ? [at.name, ...steps.reverse()].join('.') : undefined
}
