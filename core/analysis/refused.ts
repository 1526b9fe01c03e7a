import type { Problem } from '../base/problem'
import type { Rule } from './rule'
import { definitionRules } from './rules'

const run = new Set<string>(
  Object.values<Rule>(definitionRules)
    .filter((rule) => rule.runs)
    .map(({ code }) => code),
)

/**
 * Whether a definition with this problem cannot run: the service would not create the state machine. Its severity has to be the analyser's,
 * not a level that the user has chosen.
 */
export const isRefused = ({ severity, code }: Problem): boolean => severity === 'error' && !run.has(code)
