import type { Range } from './range'

export type Severity = 'error' | 'warning' | 'information' | 'hint'

/** What is wrong with a user's text, and where. Analysis returns problems; it never throws. */
export interface Problem extends Range {
  /** The rule's code: a row of the rules' table, a page in docs/rules. */
  readonly code: string
  readonly severity: Severity
  readonly message: string
  /** The other place where two disagree, e.g. the first of two states with one name. */
  readonly related?: readonly (Range & { readonly message: string })[]
  /** The editor draws these struck out or faded. */
  readonly tags?: readonly ('unnecessary' | 'deprecated')[]
  /** What a code action needs to mend it, e.g. the nearest name. Plain data. */
  readonly data?: unknown
}
