import { valueAt } from '../../../model/machine'
import { parentOf } from '../../../syntax/walk'
import type { Cursor } from '../../cursor/cursor'
import { fieldIn, placeOf } from '../../cursor/fieldAt'
import type { LanguageContext } from '../../types'
import { parametersOf } from '../completion/parameters'
import { describeField } from '../describeField'
import { describeState, plain } from '../describeState'
import { describeVariable } from './variable'

/** A key, in markdown: a field, a state, a variable that is assigned, a parameter of an API. Undefined where it is none of these. */
export function hoverKey(cursor: Cursor, uri: string, context: LanguageContext): string | undefined {
  const { member, machine } = cursor
  if (member === undefined) return undefined
  const name = member.key.value
  const place = placeOf(cursor)
  if (place.kind === 'object') return described(place.of, name)
  const value = place.field?.value
  if (value?.kind === 'states') {
    const state = [...(machine?.states.values() ?? []), ...(machine?.duplicates ?? [])].find((s) => s.key === member.key)
    return state === undefined ? undefined : describeState(state)
  }
  if (value?.kind === 'object') return described(value.of, name)
  if (place.rest.length > 0) return undefined
  if (value?.kind === 'variables') {
    const variable = name.endsWith('.$') ? name.slice(0, -2) : name
    return describeVariable(cursor, variable, uri, context)
  }
  return value?.kind === 'template' ? parameter(cursor, name) : undefined
}

function described(holder: Parameters<typeof fieldIn>[0], name: string): string | undefined {
  const field = fieldIn(holder, name)
  return field === undefined ? undefined : describeField(field)
}

function parameter({ object }: Cursor, key: string): string | undefined {
  const resource = object === undefined ? undefined : valueAt(parentOf(object), 'Resource')
  if (resource?.kind !== 'string') return undefined
  const name = key.endsWith('.$') ? key.slice(0, -2) : key
  const found = parametersOf(resource.value)?.find((p) => p.name === name)
  return found === undefined ? undefined : `**${plain(name)}** · parameter of \`${resource.value}\`${found.required ? ' · required' : ''}`
}
