import type { Range } from './range'

const severities = ['error', 'warning', 'information', 'hint'] as const
/** How much a problem matters, in the words of LSP, the gravest first. */
export type Severity = (typeof severities)[number]

/** What a user makes of a rule in the settings: a severity, or nothing at all. */
export const levels = [...severities, 'off'] as const
/** A word of `levels`. */
export type Level = (typeof levels)[number]
/** Whether a setting, which may be anything, is a level. */
export const isLevel = (value: unknown): value is Level => levels.some((level) => level === value)

/** The levels that a user has chosen, by the code of a rule. A rule that is not in it keeps its own severity. */
export type Levels = ReadonlyMap<string, Level>

/** What is wrong with a user's text, and where: a range in UTF-16 code units. Analysis returns problems; it never throws. */
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

/** Problems as the user wants them: each with the level of its rule, those that are off left out, in the same order. */
export const withLevels = (problems: readonly Problem[], levels: Levels): Problem[] =>
  problems.flatMap((problem): Problem[] => {
    const severity = levels.get(problem.code) ?? problem.severity
    return severity === 'off' ? [] : [severity === problem.severity ? problem : { ...problem, severity }]
  })
