import { seesMapItem } from '../../analysis/variables'
import { rowNamed } from '../../model/dataflow'
import type { Cursor } from '../cursor/cursor'
import { stateField } from '../cursor/fieldAt'
import { variablesIn } from '../cursor/stateAt'
import type { LanguageContext } from '../types'
import { contextShape, type ShapeScope } from './expressionShape'
import { knownData, scopeAt } from './flowShapes'
import { exampleInputs } from './inputs'
import { any, type Shape, shapeOfJson } from './shape'

/** What the expressions at a cursor see: also in a state that nothing leads to, and in one that is half written. */
export function scopeOfCursor(cursor: Cursor, uri: string, context: LanguageContext): ShapeScope {
  const { state, document } = cursor
  const field = stateField(cursor)
  const data = state === undefined ? undefined : knownData(document, exampleInputs(uri, context), shapeOfJson).of(state)
  const scope: ShapeScope =
    state === undefined || data === undefined
      ? {
          data: any,
          input: any,
          context: contextShape(any, cursor.machine && seesMapItem(cursor.machine) ? any : undefined),
          variables: new Map(),
        }
      : scopeAt(state, data, field?.field ?? '', field?.inCatch ?? false)
  return withoutData(cursor, scope, field)
}

/** The names that are there whatever the data: `$states.result` and `errorOutput` by field, and the variables of the scopes. */
function withoutData(cursor: Cursor, scope: ShapeScope, field: ReturnType<typeof stateField>): ShapeScope {
  const { state } = cursor
  const names = state === undefined || cursor.definition === undefined ? [] : variablesIn(cursor.definition).visible(state)
  const variables = new Map<string, Shape>(names.map(({ name }) => [name, scope.variables.get(name) ?? any]))
  for (const [name, shape] of scope.variables) variables.set(name, shape)
  const holder = field?.inCatch ? 'Catcher' : state?.type
  const sees = field && holder && rowNamed(holder, 'JSONata', field.field)?.sees
  return {
    ...scope,
    variables,
    ...(sees === 'result' && scope.result === undefined ? { result: any } : {}),
    ...(sees === 'errorOutput' && scope.errorOutput === undefined ? { errorOutput: any } : {}),
  }
}
