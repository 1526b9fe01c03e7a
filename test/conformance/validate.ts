import type { AwsValidation } from '../../core/service/validate'
import { validateStateMachineDefinition } from '../../core/service/validate'
import { service } from '../support/service'

/**
 * The recordings name resources that AWS made by a placeholder. That of an activity stands alone where AWS saw an ARN, which the
 * validator needs to know what it is.
 */
const activity = /"activity_arn"/g

/** The checker's contract for the kind `validation`. */
export async function validate(text: string, { type }: { readonly type: 'STANDARD' | 'EXPRESS' }) {
  const definition = text.replace(activity, '"arn:aws:states:us-east-1:111111111111:activity:activity_arn"')
  const result = await service().call<AwsValidation>('ValidateStateMachineDefinition', { definition, type, severity: 'WARNING' })
  if ('error' in result) throw new Error(result.error.message)
  const { variableReferences } = validateStateMachineDefinition(definition, type)
  return {
    valid: result.response.result === 'OK',
    diagnostics: [...result.response.diagnostics],
    variableReferences: { ...variableReferences },
  }
}
