import type { JsonObject } from '../base/json'
import type { AslError } from '../expressions/evaluation/failure'

/**
 * What a Catcher gets: always both members, null where the error has none, though the events leave such a member out.
 * Source: recordings of AWS; ASL specification, Fallback States.
 */
export const errorOutput = ({ error, cause, traits }: AslError): JsonObject => ({
  Error: error ?? null,
  Cause: traits?.told ?? cause ?? null,
})
