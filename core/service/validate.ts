import { findingsOf } from '../analysis/analyse'
import { jsonError } from '../analysis/jsonError'
import type { Finding } from '../analysis/rule'
import { parseDocument } from '../model/parse'
import type { Member, Node } from '../syntax/node'

/** One of ValidateStateMachineDefinition's diagnostics. Source: AWS Step Functions API reference. */
export interface AwsDiagnostic {
  readonly severity: 'ERROR' | 'WARNING'
  readonly code: string
  readonly message: string
  /**
   * Such as /States/A/Choices[0]/Next, or for a text that is no JSON Jackson's `[Source: ...; line: 1, column: 6]`; absent where AWS names
   * none.
   */
  readonly location?: string
}

/**
 * What ValidateStateMachineDefinition answers, and the variables. FAIL: there is at least one error; warnings alone are OK. Source: API
 * reference, ValidateStateMachineDefinition.
 */
export interface AwsValidation {
  readonly result: 'OK' | 'FAIL'
  /** Errors and warnings, at most `mostDiagnostics`. */
  readonly diagnostics: readonly AwsDiagnostic[]
  /** Whether there are more than these. */
  readonly truncated: boolean
  /** The names of the variables that each state reads, sorted, by the state's name, as DescribeStateMachine reports them. */
  readonly variableReferences: Readonly<Record<string, readonly string[]>>
}

/** What ValidateStateMachineDefinition says of a definition in JSON, from the rules that AWS has too. Never throws. */
export function validateStateMachineDefinition(text: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): AwsValidation {
  if (text === '') return fail({ severity: 'ERROR', code: 'MISSING_DESCRIPTION', message: 'Missing description' })
  const wrong = unreadable(text)
  if (wrong !== undefined) return fail(wrong)
  const { findings, variables } = findingsOf(parseDocument(text, { format: 'json', content: 'definition' }), type)
  // AWS says the same thing of one place once
  const told = new Map<string, AwsDiagnostic>()
  for (const finding of findings) {
    for (const diagnostic of diagnosticOf(finding)) told.set(JSON.stringify(diagnostic), diagnostic)
    if (told.size > mostDiagnostics) break
  }
  const diagnostics = [...told.values()].slice(0, mostDiagnostics)
  const references: Record<string, string[]> = Object.create(null)
  for (const { name, state } of variables.flatMap((each) => each.references)) {
    const names = (references[state.name] ??= [])
    if (!names.includes(name)) names.push(name)
  }
  for (const names of Object.values(references)) names.sort()
  return {
    result: findings.some((finding) => isTold(finding) && finding.rule.severity === 'error') ? 'FAIL' : 'OK',
    diagnostics,
    truncated: told.size > mostDiagnostics,
    variableReferences: references,
  }
}

/** The most diagnostics of an answer. Source: API reference, ValidateStateMachineDefinition, maxResults. */
export const mostDiagnostics = 100

/** What keeps a text from being read at all, as the service says it; undefined for every JSON, also one that is no state machine. */
export function unreadable(text: string): AwsDiagnostic | undefined {
  if (text.trim() === '') return { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' }
  const wrong = jsonError(text)
  return wrong && { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', ...wrong }
}

/**
 * The message of InvalidDefinition: all errors as `CODE: message at location`; undefined where there are only warnings. Source: what users
 * have been answered by CreateStateMachine, such as github.com/localstack/localstack/issues/11978. That a reader's message, which ends in
 * its place, does not say it twice is our inference.
 */
export function invalidDefinition(diagnostics: readonly AwsDiagnostic[]): string | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'ERROR')
  if (errors.length === 0) return undefined
  const said = errors.map(({ code, message, location }) => {
    return `${code}: ${message}${location === undefined || message.endsWith(location) ? '' : ` at ${location}`}`
  })
  return `Invalid State Machine Definition: '${said.join(', ')}'`
}

const fail = (diagnostic: AwsDiagnostic): AwsValidation => ({
  result: 'FAIL',
  diagnostics: [diagnostic],
  truncated: false,
  variableReferences: {},
})

/** A rule that AWS does not have says nothing here; neither does one where we are not sure enough for its own severity. */
const isTold = ({ rule, severity }: Finding): boolean => rule.aws !== undefined && (severity === undefined || severity === rule.severity)

function diagnosticOf(finding: Finding): AwsDiagnostic[] {
  const { rule, message, awsMessage, location } = finding
  if (!isTold(finding)) return []
  return [
    {
      severity: rule.severity === 'error' ? 'ERROR' : 'WARNING',
      code: rule.aws!,
      message: awsMessage ?? message,
      ...(location && { location: locationOf(location) }),
    },
  ]
}

/** AWS writes members with a slash and elements in brackets. */
function locationOf(place: Member | Node): string {
  const steps: string[] = []
  for (let at: Member | Node = place; at.parent !== undefined; at = at.parent) {
    if (at.kind === 'member') steps.push(`/${at.key.value}`)
    else if (at.parent.kind === 'array') steps.push(`[${at.parent.items.indexOf(at)}]`)
  }
  return steps.reverse().join('') || '/'
}
