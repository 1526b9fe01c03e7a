import type { AslError } from '../expressions/evaluation/failure'
import type { QueryLanguage } from '../model/machine'
import { type Condition, compileCondition, problemText } from './condition'
import { meansError } from './selector'

/** Which errors a person means. */
export interface ErrorFilter {
  /** Why it can never hold: a sentence without its stop. */
  readonly problem: string | undefined
  /** Whether it has neither names nor a condition. */
  readonly isEmpty: boolean
  readonly names: (error: Pick<AslError, 'error' | 'traits'>) => boolean
  /** What has to hold beside the names, in the language of the state; undefined: nothing. */
  readonly condition: (language: QueryLanguage) => Condition | undefined
}

/** How one is written, for the person who does. */
export const errorHint = 'error names, and a condition after "if": States.Timeout, Payment.* if $.total > 100'

/** What stands in no name of an error, and begins what a person may take for a condition. */
const signs = /[$=<>&|(){}'"]/

/**
 * Reads names and a condition, either of which may be missing: `Payment.*, !Payment.Late if $.total > 100`. A name is one of an ErrorEquals,
 * so that States.ALL stands for others here too; `*` and `?` make a glob of it, and `!` takes away what it names. The condition is in the language of the
 * state, as that of a breakpoint; over the values where the error is, `$states.errorOutput` among them.
 */
export function parseErrorFilter(text: string): ErrorFilter {
  const at = /(?:^|\s)if(?=\s|$)/.exec(text)
  const names = (at === null ? text : text.slice(0, at.index)).split(/[\s,]+/).filter((name) => name !== '')
  const written = at === null ? undefined : text.slice(at.index + at[0].length).trim()
  const known = new Map<QueryLanguage, Condition>()
  const condition = (language: QueryLanguage) => {
    if (written === undefined) return undefined
    const made = known.get(language) ?? compileCondition(written, language)
    known.set(language, made)
    return made
  }
  const wanted = names.filter((name) => !name.startsWith('!'))
  const unwanted = names.filter((name) => name.startsWith('!')).map((name) => name.slice(1))
  return {
    problem: problemOf(names, written, condition),
    isEmpty: names.length === 0 && written === undefined,
    names: (error) =>
      (wanted.length === 0 || wanted.some((name) => meansError(name, error))) && !unwanted.some((name) => meansError(name, error)),
    condition,
  }
}

function problemOf(
  names: readonly string[],
  written: string | undefined,
  condition: (language: QueryLanguage) => Condition | undefined,
): string | undefined {
  const wrong = names.find((name) => signs.test(name) || name === '!')
  if (wrong !== undefined) return `"${wrong}" is no error name. Write ${errorHint}`
  if (written === undefined) return undefined
  if (written === '') return `There is no condition after "if". Write ${errorHint}`
  // a state of either language may fail
  const problems = (['JSONPath', 'JSONata'] as const).map((language) => problemText(condition(language)!.problems))
  return problems.includes(undefined) ? undefined : `The condition "${written}" cannot be read: ${problems[0]}`
}
