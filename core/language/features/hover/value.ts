import { awsService } from '../../../aws/apis'
import { errorNamed } from '../../../aws/errors'
import { integrationOf } from '../../../aws/integrations'
import { parseResource } from '../../../aws/resource'
import { valueAt } from '../../../model/machine'
import type { Cursor } from '../../cursor/cursor'
import { placeOf } from '../../cursor/fieldAt'
import { stateDocs } from '../../data/states'
import { parametersOf } from '../completion/parameters'
import { patternText } from '../completion/resources'
import { describeField } from '../describeField'
import { describeState } from '../describeState'

/**
 * A value that is no expression, in markdown: a state's name, a state type, an error name, a Resource. Undefined where it is none of these,
 * or not known.
 */
export function hoverValue(cursor: Cursor): string | undefined {
  const place = placeOf(cursor)
  if (place.kind !== 'field' || place.field === undefined) return undefined
  const { field } = place
  const text = cursor.token.value
  switch (field.value.kind) {
    case 'transition': {
      const target = cursor.machine?.states.get(text)
      return target === undefined ? undefined : describeState(target)
    }
    case 'enum': {
      if (field.name !== 'Type' || !Object.hasOwn(stateDocs, text)) return describeField(field)
      return `**${text}** state\n\n${stateDocs[text as keyof typeof stateDocs]}`
    }
    case 'errorNames': {
      const error = errorNamed(text)
      if (error !== undefined) return `**${error.name}**\n\n${error.doc}`
      return failing(cursor, text)
    }
    case 'resource':
      return describeResource(text)
    default:
      return undefined
  }
}

/** An error name of the user's own: the Fail states of the branches that raise it. */
function failing({ state }: Cursor, name: string): string | undefined {
  const found: string[] = []
  const waiting = [...(state?.machines ?? [])]
  for (let machine = waiting.pop(); machine !== undefined; machine = waiting.pop())
    for (const inner of machine.states.values()) {
      waiting.push(...inner.machines)
      const error = inner.type === 'Fail' ? valueAt(inner.node, 'Error') : undefined
      if (error?.kind === 'string' && error.value === name) found.push(describeState(inner))
    }
  return found.length === 0 ? undefined : found.join('\n\n---\n\n')
}

/** What a Resource names: the service, the action, the pattern and the parameters that it needs. */
function describeResource(text: string): string | undefined {
  const resource = parseResource(text)
  switch (resource.kind) {
    case 'lambda':
      return '**AWS Lambda function**\n\nThe input of the task is the event; what the function returns is the result.'
    case 'activity':
      return '**Activity**\n\nA worker of yours polls for the task with GetActivityTask and answers it.'
    case 'optimised':
    case 'sdk': {
      const { service, action, suffix: pattern } = resource
      const id = resource.kind === 'sdk' ? awsService(service)?.id : undefined
      const known = resource.kind === 'sdk' ? id !== undefined : integrationOf(service, action) !== undefined
      if (!known) return undefined
      const required = (parametersOf(text) ?? []).filter((p) => p.required).map((p) => `\`${p.name}\``)
      const lines = [`**${id ?? service}: ${action}** · ${resource.kind === 'sdk' ? 'AWS SDK integration' : 'optimised integration'}`]
      lines.push(`${pattern === '' ? 'Request response' : `\`${pattern}\``}: ${patternText(pattern)}.`)
      if (required.length > 0) lines.push(`Required: ${required.join(', ')}`)
      return lines.join('\n\n')
    }
    default:
      return undefined
  }
}
