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

/** An object, from its "{" to behind its "}". In YAML without braces it begins with its first key. */
export interface ObjectNode extends Base {
  readonly kind: 'object'
  /** In the order of the text, duplicates included. */
  readonly members: readonly Member[]
}

/** A name and its value, from the beginning of the key to the end of the value. */
export interface Member extends Range {
  readonly kind: 'member'
  readonly key: StringNode
  /** Absent while the text is being typed: `"Next": ` */
  readonly value: Node | undefined
  readonly parent: ObjectNode
}

/** An array, from its "[" to behind its "]". In YAML without brackets it begins with its first dash. */
export interface ArrayNode extends Base {
  readonly kind: 'array'
  /** In the order of the text. */
  readonly items: readonly Node[]
}

/**
 * A string or a key, its quotes included in its range. Indices into `value` are turned into offsets of the text by `offsetAt` and `rangeOf`
 * (strings.ts).
 */
export interface StringNode extends Base {
  readonly kind: 'string'
  /** Decoded: without quotes and escapes, and with known substitutions put in where it is read to be run. */
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
  /** The range of that function in the text. */
  readonly around?: Range
}

/** `${Name}` inside a string; `offset` and `length` are in the *value*. */
export interface SubstitutionPart extends Range {
  /** What stands between the braces, without blanks around: `AWS::Region`, `self:custom.x, 'y'`. */
  readonly name: string
}

interface NumberNode extends Base {
  readonly kind: 'number'
  readonly value: number
}

/** true or false; in a template in YAML also yes, no, on and off. */
export interface BooleanNode extends Base {
  readonly kind: 'boolean'
  readonly value: boolean
}

/** null. In YAML also a value that is not written, with a length of 0, and an alias that leads nowhere. */
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
