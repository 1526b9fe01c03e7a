import type { Member, Node } from '../syntax/node'
import { parseDocument } from '../syntax/parse'
import { findingsOf } from './analyse'
import { jsonError } from './jsonError'
import type { Finding } from './rule'

/** One of ValidateStateMachineDefinition's diagnostics. Source: AWS Step Functions API reference. */
export interface AwsDiagnostic {
  readonly severity: 'ERROR' | 'WARNING'
  readonly code: string
  readonly message: string
  /** Such as /States/A/Choices[0]/Next; absent where AWS names none. */
  readonly location?: string
}

export interface AwsValidation {
  readonly result: 'OK' | 'FAIL'
  readonly diagnostics: readonly AwsDiagnostic[]
  /** The variables that each state reads, as DescribeStateMachine reports them. */
  readonly variableReferences: Readonly<Record<string, readonly string[]>>
}

/** What ValidateStateMachineDefinition says of a definition in JSON, from the rules that AWS has too. Never throws. */
export function validateStateMachineDefinition(text: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): AwsValidation {
  if (text.trim() === '') return fail({ severity: 'ERROR', code: 'MISSING_DESCRIPTION', message: 'Missing description' })
  const message = jsonError(text)
  if (message !== undefined) return fail({ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message })
  const { findings, variables } = findingsOf(parseDocument(text, { format: 'json', content: 'definition' }), type, false)
  // AWS says the same thing of one place once
  const diagnostics = [...new Map(findings.flatMap(diagnosticOf).map((each) => [JSON.stringify(each), each])).values()]
  const references: Record<string, string[]> = Object.create(null)
  for (const { name, state } of variables.flatMap((each) => each.references)) {
    const names = (references[state.name] ??= [])
    if (!names.includes(name)) names.push(name)
  }
  for (const names of Object.values(references)) names.sort()
  return {
    result: diagnostics.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics,
    variableReferences: references,
  }
}

const fail = (diagnostic: AwsDiagnostic): AwsValidation => ({ result: 'FAIL', diagnostics: [diagnostic], variableReferences: {} })

/** A rule that AWS does not have says nothing here; neither does one where we are not sure enough for its own severity. */
function diagnosticOf({ rule, severity, message, awsMessage, location }: Finding): AwsDiagnostic[] {
  if (!rule.aws || (severity && severity !== rule.severity)) return []
  return [
    {
      severity: rule.severity === 'error' ? 'ERROR' : 'WARNING',
      code: rule.aws,
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
