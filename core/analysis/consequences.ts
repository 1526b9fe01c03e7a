import type { Problem } from '../base/problem'
import type { Range } from '../base/range'
import { brackets } from '../syntax/json'
import type { Recovered } from '../syntax/layoutParser'
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

/** Rules about all transitions of a machine: one that could not be read changes what they find. */
const ofTheWhole: ReadonlySet<string> = new Set(['MISSING_END_STATE', 'UNREACHABLE_STATE'])

/** What an object lacks as long as one of its members is being typed. */
const missing: ReadonlySet<string> = new Set(['MISSING_FIELD', 'MISSING_TRANSITION', 'MISSING_API_PARAMETER'])

/**
 * Says which findings can only follow from a syntax error: those in what the parser could not place for certain, and those about the
 * machine as a whole. Where brackets do not match and no layout tells where they belong, nobody knows what belongs to which object. A
 * key of nothing but punctuation is what recovery has made of the text.
 */
export function isConsequence(syntaxProblems: readonly Problem[]): (finding: Finding) => boolean {
  if (syntaxProblems.length === 0) return () => false
  const recovered = syntaxProblems.map(({ data }) => data as Recovered | undefined)
  const doubts = recovered.flatMap((each) => each?.doubt ?? [])
  const unfinished = recovered.find((each) => each?.unfinished)?.unfinished ?? []
  const typed = syntaxProblems.filter((_, i) => recovered[i]?.missing === 'restOfLine')
  const isRecovered = typed.length + unfinished.length > 0 || recovered.some((each) => brackets.has(each?.missing) || each?.doubt?.length)
  const isUnplaced = recovered.some((each) => brackets.has(each?.missing) && each?.doubt === undefined)
  return (finding) => {
    const { code } = finding.rule
    if (isUnplaced && structural.has(code)) return true
    if (isRecovered && ofTheWhole.has(code)) return true
    if (typed.some((string) => isWithin(finding, string))) return true
    if (missing.has(code) && unfinished.some((place) => isWithin({ offset: finding.offset, length: 0 }, place))) return true
    return doubts.some((doubt) => isWithin(finding, doubt)) || (code === 'UNKNOWN_FIELD' && isPunctuation(finding.data))
  }
}

const isWithin = ({ offset, length }: Range, around: Range): boolean =>
  offset >= around.offset && offset + length <= around.offset + around.length

function isPunctuation(data: unknown): boolean {
  const { field } = (data ?? {}) as { readonly field?: string }
  return field !== undefined && /^\W*$/.test(field)
}
