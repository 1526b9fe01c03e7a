import type { Cursor } from './cursor'
import type { FieldPlace } from './fieldAt'

/** What is evaluated at the cursor: a path, a path or an intrinsic function, JSONata, or nothing. */
export type ExpressionKind = 'path' | 'pathOrIntrinsic' | 'jsonata'

/** The kind of expression that the string at the cursor is, or would be once it is typed; undefined: nothing is evaluated there. */
export function expressionKind(cursor: Cursor, place: FieldPlace): ExpressionKind | undefined {
  const { token, queryLanguage, path } = cursor
  const value = place.field?.value
  if (queryLanguage === 'JSONata') return token.value.startsWith('{%') && token.index >= 2 ? 'jsonata' : undefined
  if (value === undefined) return undefined
  if ((value.kind === 'path' || value.kind === 'referencePath') && place.rest.length === 0)
    return value.intrinsic ? 'pathOrIntrinsic' : 'path'
  const inTemplate = value.kind === 'template' || value.kind === 'variables'
  const key = place.rest.length === 0 ? place.name : path.findLast((step) => typeof step === 'string')
  return inTemplate && typeof path.at(-1) === 'string' && String(key).endsWith('.$') ? 'pathOrIntrinsic' : undefined
}
