import type { Problem } from '../problem'
import type { Finding } from './rule'

/** Rules about what belongs to what, and what leads where. */
const structural: ReadonlySet<string> = new Set([
  'UNKNOWN_FIELD',
  'MISSING_FIELD',
  'WRONG_TYPE',
  'EMPTY_VALUE',
  'DUPLICATE_KEY',
  'MISSING_END_STATE',
  'MISSING_TRANSITION',
  'MISSING_TRANSITION_TARGET',
  'UNREACHABLE_STATE',
  'STATES_ALL_NOT_ALONE',
  'STATES_ALL_NOT_LAST',
])

const brackets: ReadonlySet<unknown> = new Set(['brace', 'bracket', 'opening'])

/**
 * Says which findings can only follow from a syntax error. Where a bracket is missing nobody knows which object its members belong to; a
 * key of nothing but punctuation is what recovery has made of the text.
 */
export function isConsequence(syntaxProblems: readonly Problem[]): (finding: Finding) => boolean {
  if (syntaxProblems.length === 0) return () => false
  const unbalanced = syntaxProblems.some(({ data }) => brackets.has((data as { missing?: string } | undefined)?.missing))
  return ({ rule, message }) =>
    (unbalanced && structural.has(rule.code)) || (rule.code === 'UNKNOWN_FIELD' && /^Field '[^\w']*'/.test(message))
}
