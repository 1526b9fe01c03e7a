import type { Range } from '../../base/range'
import type { OffsetMap } from '../strings'

/** A body of HCL: a whole file, or what stands between the braces of a block. The last of two attributes with one name counts. */
export interface HclBody {
  readonly attributes: ReadonlyMap<string, HclExpression>
  readonly blocks: readonly HclBlock[]
}

/** `resource "aws_sfn_state_machine" "order" { ... }` */
export interface HclBlock extends HclBody, Range {
  readonly type: string
  readonly labels: readonly HclLabel[]
}

/** A label of a block; the range is that of the text without its quotes. */
export interface HclLabel extends Range {
  readonly text: string
}

/** An expression of HCL with its place. What cannot be read is `unknown`: nothing fails. Source: HCL Native Syntax Specification. */
export type HclExpression =
  | HclLiteral
  | HclTemplate
  | HclObject
  | HclTuple
  | HclCall
  | HclName
  | HclGet
  | HclConditional
  | HclOperation
  | HclFor
  | (Range & { readonly kind: 'unknown' })

interface HclLiteral extends Range {
  readonly kind: 'literal'
  readonly value: number | boolean | null
}

/** A quoted text or a heredoc; its range has the quotes, or all of the heredoc. */
export interface HclTemplate extends Range {
  readonly kind: 'template'
  readonly parts: readonly HclPart[]
}

/** A part of a template, front to back: text, `${...}`, `%{ if }`, `%{ for }`. */
export type HclPart = HclText | HclInterpolation | HclIf | HclLoop

export interface HclText extends Range {
  readonly kind: 'text'
  /** Decoded: without escapes. */
  readonly value: string
  /** As StringNode.map. */
  readonly map: OffsetMap
}

/** `${...}`; the range has the braces. */
export interface HclInterpolation extends Range {
  readonly kind: 'interpolation'
  readonly expression: HclExpression
}

export interface HclIf extends Range {
  readonly kind: 'if'
  readonly condition: HclExpression
  readonly whenTrue: readonly HclPart[]
  readonly whenFalse: readonly HclPart[]
}

export interface HclLoop extends Range {
  readonly kind: 'loop'
  /** One name: the value. Two: the key or index, and the value. */
  readonly names: readonly string[]
  readonly of: HclExpression
  readonly body: readonly HclPart[]
}

export interface HclObject extends Range {
  readonly kind: 'object'
  readonly entries: readonly HclEntry[]
}

/** `key = value` or `key : value`. A word is a key as it stands; in parentheses it is an expression. */
export interface HclEntry {
  readonly key: HclExpression
  readonly value: HclExpression
}

export interface HclTuple extends Range {
  readonly kind: 'tuple'
  readonly items: readonly HclExpression[]
}

export interface HclCall extends Range {
  readonly kind: 'call'
  readonly name: string
  readonly parameters: readonly HclExpression[]
  /** The last argument is a list of arguments: `merge(local.all...)`. */
  readonly spread: boolean
}

/** The first name of a reference: `local`, `var`, `aws_lambda_function`. */
interface HclName extends Range {
  readonly kind: 'name'
  readonly name: string
}

/** `of.key` or `of[key]`; a splat has no key. */
export interface HclGet extends Range {
  readonly kind: 'get'
  readonly of: HclExpression
  readonly key: string | HclExpression | undefined
}

export interface HclConditional extends Range {
  readonly kind: 'conditional'
  readonly condition: HclExpression
  readonly whenTrue: HclExpression
  readonly whenFalse: HclExpression
}

/** One operand: `!` or `-` before it. */
export interface HclOperation extends Range {
  readonly kind: 'operation'
  readonly operator: string
  readonly operands: readonly [HclExpression] | readonly [HclExpression, HclExpression]
}

/** `[for v in list : v if c]`, `{for k, v in map : k => v...}` */
export interface HclFor extends Range {
  readonly kind: 'for'
  readonly names: readonly string[]
  readonly of: HclExpression
  /** Undefined: a tuple is made. */
  readonly key: HclExpression | undefined
  readonly value: HclExpression
  readonly condition: HclExpression | undefined
}
