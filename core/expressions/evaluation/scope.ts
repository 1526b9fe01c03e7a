import type { Json, JsonObject } from '../../base/json'
import type { StringNode } from '../../syntax/node'
import type { Failure } from './failure'

/** What an expression can see beside its input, and whom it may ask. Evaluators keep no reference to it. */
export interface Scope {
  /** `$$` in JSONPath, `$states.context` in JSONata. */
  readonly context: JsonObject
  /** All variables in scope, an inner one hiding an outer one. */
  readonly variables: JsonObject
  /** `$states.result`; undefined in fields that do not have it. */
  readonly result?: Json | undefined
  /** `$states.errorOutput`; defined in Catchers only. */
  readonly errorOutput?: Json | undefined
  readonly ports: ExpressionPorts
}

/** Everything impure that an expression can ask for. The first three are `Ports` of core/interpreter/api.ts. */
export interface ExpressionPorts {
  /** A number in [0, 1). */
  readonly random: () => number
  /** A version 4 UUID. */
  readonly uuid: () => string
  /** Hex digest of UTF-8 text. `algorithm`: MD5, SHA-1, SHA-256, SHA-384, SHA-512. */
  readonly hash: (algorithm: string, text: string) => string
  /** Milliseconds since the epoch on the execution's clock: `$now()`, `$millis()`. */
  readonly now: () => number
  /** Real milliseconds, for JSONata's time budget. Absent: the number of evaluated expressions alone is bounded. */
  readonly clock?: () => number
  /** Is told which way a conditional of a JSONata expression takes: see `Ports.took`. */
  readonly took?: (node: StringNode, index: number, isMet: boolean) => void
  /** Of one JSONata evaluation: milliseconds of `clock` (2000 if absent), and how deep it may nest (100 if absent). */
  readonly limits?: { readonly jsonataTime?: number; readonly jsonataDepth?: number }
}

/**
 * A compiled expression or template: `input` is `$` in JSONPath and `$states.input` in JSONata. Errors are Failures, and it never throws
 * but where its maker says so.
 */
export interface Evaluate {
  (input: Json, scope: Scope): Json | Failure
  /** The value, where it does not depend on anything: nothing has to be evaluated. */
  readonly constant?: Json
}

/** As Evaluate, with undefined where a path finds nothing, and no Failures. What it may throw: compilePath (paths/compile.ts). */
export type Find = (input: Json, scope: Scope) => Json | undefined
