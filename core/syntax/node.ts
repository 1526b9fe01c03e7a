import type { Range } from '../base/range'

/**
 * The positioned tree: one node type for JSON, YAML and definitions embedded in templates. Trees are immutable once built;
 * a broken text still has one, as far as it could be read.
 */
export type Node = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode | SubstitutionNode

interface Base extends Range {
  /** The member or array that holds this node; undefined for the root of a document. */
  readonly parent: Member | ArrayNode | undefined
}

export interface ObjectNode extends Base {
  readonly kind: 'object'
  /** In the order of the text, duplicates included. */
  readonly members: readonly Member[]
}

export interface Member extends Range {
  readonly kind: 'member'
  readonly key: StringNode
  /** Absent while the text is being typed: `"Next": ` */
  readonly value: Node | undefined
  readonly parent: ObjectNode
}

export interface ArrayNode extends Base {
  readonly kind: 'array'
  readonly items: readonly Node[]
}

export interface StringNode extends Base {
  readonly kind: 'string'
  readonly value: string
  /**
   * How an index into `value` maps to the text. Absent: `offset + 1 + index` (a quoted string without escapes). Otherwise pairs
   * [index in value, offset in text] in ascending order; between two pairs the mapping is one to one. The last pair is the end.
   */
  readonly map?: readonly number[]
  /** `${Name}` parts of the value, whose text nobody knows before deployment. Absent where there are none. */
  readonly substitutions?: readonly SubstitutionPart[]
  /** The string of an Fn::Sub: its `${Name}` are names of the template, not of DefinitionSubstitutions. */
  readonly intrinsic?: true
  /** Where that function stands. */
  readonly around?: Range
}

/** `${Name}` inside a string; `offset` and `length` are in the *value*. */
export interface SubstitutionPart extends Range {
  readonly name: string
}

interface NumberNode extends Base {
  readonly kind: 'number'
  readonly value: number
}

export interface BooleanNode extends Base {
  readonly kind: 'boolean'
  readonly value: boolean
}

export interface NullNode extends Base {
  readonly kind: 'null'
}

/** A whole value that only the deployment knows: `${Seconds}` without quotes, or `!Ref`, `!GetAtt`, `Fn::If` in a template. */
export interface SubstitutionNode extends Base {
  readonly kind: 'substitution'
  /** The name where there is one. */
  readonly name: string | undefined
  /** Made by a function of the template: its name is one of the template, not of DefinitionSubstitutions. */
  readonly intrinsic?: true
}
