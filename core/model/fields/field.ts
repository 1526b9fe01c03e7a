import type { QueryLanguage, StateType } from '../machine'
import { stateTypes } from '../machine'

/** The kinds of object that a definition is made of. `Branch` is the machine in Branches, `ItemProcessor` also that of Iterator. */
export type ObjectKind =
  | 'Machine'
  | 'Branch'
  | 'ItemProcessor'
  | StateType
  | 'Retrier'
  | 'Catcher'
  | 'ChoiceRule'
  | 'NestedRule'
  | 'ProcessorConfig'
  | 'ItemReader'
  | 'ReaderConfig'
  | 'ItemBatcher'
  | 'ResultWriter'
  | 'WriterConfig'
  | 'Credentials'

/** What a field's value has to be, before any expression in it. */
export type FieldValue =
  | { readonly kind: 'string' | 'boolean' | 'timestamp' | 'resource' | 'errorNames' | 'strings' }
  | { readonly kind: 'integer' | 'number'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  /** The name of a state of the same machine. */
  | { readonly kind: 'transition' }
  /** JSONPath; `nullable` where null stands for "nothing"; `intrinsic` where an intrinsic function may stand too. */
  | { readonly kind: 'path' | 'referencePath'; readonly nullable?: boolean; readonly intrinsic?: boolean }
  /** Any JSON in which expressions are evaluated: a payload template in JSONPath, `{% %}` strings in JSONata. */
  | { readonly kind: 'template' }
  /** Any JSON, taken as it is. */
  | { readonly kind: 'json' }
  /** An object whose keys are variable names, and whose values are templates. */
  | { readonly kind: 'variables' }
  /** An object whose keys are state names. */
  | { readonly kind: 'states' }
  | { readonly kind: 'object'; readonly of: ObjectKind }
  | { readonly kind: 'array'; readonly of: ObjectKind; readonly nonEmpty?: boolean }
  /** A JSON array. */
  | { readonly kind: 'list' }
  /** A boolean. */
  | { readonly kind: 'condition' }

/**
 * A field of an object of the language. This table is the only place that knows which fields there are: rules, completion, hover and
 * the documentation read it. Sources: ASL specification (2024-11-22), "Table of State Types and Fields"; AWS Step Functions Developer
 * Guide for what the specification does not have.
 */
export interface Field {
  readonly name: string
  readonly on: readonly ObjectKind[]
  /** The query language in which it exists; absent: both. */
  readonly language?: QueryLanguage
  readonly value: FieldValue
  /** In JSONata a `{% %}` string may stand for the value. */
  readonly expression?: true
  readonly required?: true
  /** The names of other fields that must not stand beside it. */
  readonly excludes?: readonly string[]
  /** The name of the field that replaces it. */
  readonly deprecated?: string
  /** A sentence or two, for hover and completion. */
  readonly doc: string
  /** The value to begin with, in the snippet syntax of LSP. Absent: what `skeletonOf` makes of the value's kind. */
  readonly skeleton?: string
}

// What many rows have: the objects that they are on, and kinds of values.

/** On a state of any type. */
export const every = stateTypes
/** On a state of any type but these. */
export const allBut = (...types: StateType[]): readonly StateType[] => stateTypes.filter((type) => !types.includes(type))
/** On a machine and on those nested in it. */
export const machines = ['Machine', 'Branch', 'ItemProcessor'] as const
/** On a state whose work can fail, and be retried and caught. */
export const work = ['Task', 'Parallel', 'Map'] as const
/** A path that has to be there. It may give a list. */
export const path = { kind: 'path' } as const
/** A path that names a single place. Source: ASL specification, Reference Paths. */
export const referencePath = { kind: 'referencePath' } as const
/** A path, or null for `{}`. */
export const nullablePath = { kind: 'path', nullable: true } as const
/** A payload template in JSONPath, any JSON with `{% %}` strings in JSONata. */
export const template = { kind: 'template' } as const
/** Whole seconds that have to be positive, up to the most that AWS takes: more than three years. */
export const seconds = { kind: 'integer', min: 1, max: 99_999_999 } as const
