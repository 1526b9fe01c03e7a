import { type Json, type JsonObject, setMember } from '../base/json'
import type { Thread } from './api'

/** All variables that a thread sees by their names, an inner one hiding an outer one. A new object each time. */
export function variablesOf({ scopes }: Pick<Thread, 'scopes'>): JsonObject {
  const variables: Record<string, Json> = {}
  for (const scope of scopes.toReversed()) for (const [name, value] of Object.entries(scope)) setMember(variables, name, value)
  return variables
}
