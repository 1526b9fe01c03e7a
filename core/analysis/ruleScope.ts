import type { Machine, QueryLanguage, State } from '../model/machine'
import type { ObjectNode } from '../syntax/node'
import type { Report } from './rule'

/** What a check knows about the place that it looks at. */
export interface RuleScope {
  readonly machine: Machine
  readonly state: State
  readonly language: QueryLanguage
  readonly report: Report
}

/** Checks of whole objects, by what the object is. Each is called once per object, in the order of the text. */
export type ObjectCheck = (node: ObjectNode, scope: RuleScope) => void
