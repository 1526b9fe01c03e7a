import type { Json } from '../base/json'
import type { Failure } from '../expressions/evaluation/failure'
import type { Scope } from '../expressions/evaluation/scope'

/** What a person's expression is evaluated over: a state at some stage of its data flow. */
export interface Subject {
  /** `$`: the payload as it is at this stage. */
  readonly payload: Json
  /** `$states.input`: the state's raw input. */
  readonly input: Json
  /** Context, variables, `$states.result` and `$states.errorOutput`. */
  readonly scope: Scope
}

/** Undefined where it gives nothing; a failure where it cannot be evaluated over these values. */
export type Find = (subject: Subject) => Json | undefined | Failure
