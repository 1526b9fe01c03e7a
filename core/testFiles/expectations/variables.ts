import { type Json, type JsonObject, setMember } from '../../base/json'
import { ArchivedText, type Payload, payloadText } from '../../history/archive'
import { detailsOf, payloadValue } from '../../history/types'
import type { Ran } from '../ran'
import { compare } from './compare'
import { endOf, whereGiven } from './expectation'
import { partOf } from './output'

/** The variables of the machine itself at its end: those that it began with, and what its states have assigned since. */
export function variablesAtEnd({ run, execution: { history } }: Pick<Ran, 'run' | 'execution'>): JsonObject {
  const variables: Record<string, Json> = {}
  for (const [name, value] of Object.entries(run.options.variables ?? {})) setMember(variables, name, value)
  for (let i = 0; i < history.length; i++) {
    const { kind, thread } = history.info(i)
    if (thread !== 0 || kind.span !== 'state' || kind.role !== 'closes') continue
    // the payloads are asked for as they are: their texts would have to be parsed again
    const payloads: Payload[] = []
    const { assignedVariables } = detailsOf(history.event(i, (payload) => String(payloads.push(payload) - 1)))
    for (const [name, index] of Object.entries(assignedVariables ?? {})) {
      const payload = payloads[Number(index)]!
      setMember(variables, name, payload instanceof ArchivedText ? payloadValue(payloadText(payload)) : payload)
    }
  }
  return variables
}

/** Variables of the top level at the end. */
export const variables = whereGiven<'variables'>(
  (expected, judged) => {
    const found = variablesAtEnd(judged.ran)
    return compare(expected, found, { what: 'variables', subject: 'The variables', verb: 'have', subset: true, event: endOf(judged) })
  },
  (expected, { ran }) => partOf(expected, variablesAtEnd(ran)),
)
