import type { DebugProtocol } from '@vscode/debugprotocol'
import { type Condition, compileCondition, problemText } from '../../core/conditions/condition'
import { parseLogMessage } from '../../core/conditions/logMessage'
import type { QueryLanguage } from '../../core/model/machine'
import { parseHitCondition } from './hitCount'

/** What a client sets beside the place. */
export type Settings = Pick<DebugProtocol.SourceBreakpoint, 'condition' | 'hitCondition' | 'logMessage'>

/** What a breakpoint asks when a thread enters its state, compiled once for the query language of the state. */
export interface Checks {
  readonly condition: Condition | undefined
  readonly hits: ((hits: number) => boolean) | undefined
  /** The parts of the message; absent where it stops. */
  readonly message: readonly (string | Condition)[] | undefined
  /** Why it can never hold. */
  readonly problem: string | undefined
}

export function compileChecks({ condition, hitCondition, logMessage }: Settings, language: QueryLanguage): Checks {
  const problems: string[] = []
  const compiled = (text: string, what: string) => {
    const found = compileCondition(text, language)
    const problem = problemText(found.problems)
    if (problem !== undefined) problems.push(`${what} cannot be read: ${problem}.`)
    return found
  }
  const given = (text: string | undefined) => (text?.trim() ? text : undefined)
  const hold = given(condition)
  const count = given(hitCondition)
  const hits = count === undefined ? undefined : parseHitCondition(count)
  if (count !== undefined && hits === undefined)
    problems.push(`The hit count "${count}" is never met: write a number from 1, or one after >, >=, <, <=, == or % (every n-th).`)
  return {
    condition: hold === undefined ? undefined : compiled(hold, `The condition "${hold.trim()}"`),
    hits,
    message: logMessage
      ? parseLogMessage(logMessage).map((part) =>
          'text' in part ? part.text : compiled(part.expression, `{${part.expression}} in the log message`),
        )
      : undefined,
    problem: problems[0],
  }
}
