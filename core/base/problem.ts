import type { Range } from './range'

const severities = ['error', 'warning', 'information', 'hint'] as const
export type Severity = (typeof severities)[number]

/** What a user makes of a rule: its severity, or nothing at all. */
export const levels = [...severities, 'off'] as const
export type Level = (typeof levels)[number]
export const isLevel = (value: unknown): value is Level => levels.some((level) => level === value)

/** The levels that a user has chosen, by the code of a rule. */
export type Levels = ReadonlyMap<string, Level>

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

/** Problems as the user wants them. */
export const withLevels = (problems: readonly Problem[], levels: Levels): Problem[] =>
  problems.flatMap((problem): Problem[] => {
    const severity = levels.get(problem.code) ?? problem.severity
    return severity === 'off' ? [] : [severity === problem.severity ? problem : { ...problem, severity }]
  })
