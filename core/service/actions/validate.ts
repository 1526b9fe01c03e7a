import { action } from '../action'
import { integer, oneOf, text } from '../shapes'
import { mostDiagnostics, validateStateMachineDefinition as validate } from '../validate'

interface Request {
  readonly definition: string
  readonly type?: 'STANDARD' | 'EXPRESS'
  readonly severity?: 'ERROR' | 'WARNING'
  readonly maxResults?: number
}

const shapes = {
  definition: text(1_048_576),
  'type?': oneOf('STANDARD', 'EXPRESS'),
  'severity?': oneOf('ERROR', 'WARNING'),
  'maxResults?': integer(mostDiagnostics),
}

/**
 * What is wrong with a definition is the answer, also where it is no JSON. `severity`: ERROR, the default, leaves warnings out. A
 * `maxResults` of 0 is as many as there may be. Source: API reference, ValidateStateMachineDefinition.
 */
export const validateStateMachineDefinition = action<Request>(
  'ValidateStateMachineDefinition',
  shapes,
  (_, { definition, type, severity, maxResults }) => {
    const { result, diagnostics, truncated } = validate(definition, type)
    const asked = diagnostics.filter((diagnostic) => severity === 'WARNING' || diagnostic.severity === 'ERROR')
    const shown = asked.slice(0, maxResults || mostDiagnostics)
    return { result, diagnostics: shown, truncated: truncated || shown.length < asked.length }
  },
)
