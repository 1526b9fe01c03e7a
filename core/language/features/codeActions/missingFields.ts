import { valueAt } from '../../../model/machine'
import { placeOf } from '../../cursor/fieldAt'
import type { Edit } from '../../types'
import { missingValue } from './missingValues'
import { type ActionRequest, type Fix, listData } from './request'

/** Writes the required fields that an object lacks. */
export const missingFieldsFix: Fix = {
  codes: ['MISSING_FIELD', 'CHOICE_WITHOUT_OPERATOR'],
  fix(problem, request) {
    const missing = listData(problem, 'missing')
    const object = request.object(problem)
    if (missing.length === 0 || object === undefined) return []
    const cursor = request.cursor(object.members[0]?.key.offset ?? object.offset + 1)
    const place = placeOf(cursor)
    const holder = place.kind === 'object' ? place.of : place.field?.value.kind === 'object' ? place.field.value.of : undefined
    if (holder === undefined) return []
    const values = missing.map((name) => [name, missingValue(name, holder, object, request)] as const)
    return [{ title: `Add ${missing.join(', ')}`, edits: insertAll(request, object, values), preferred: true }]
  },
}

/** Writes the parameters that an API needs. */
export const apiParametersFix: Fix = {
  codes: ['MISSING_API_PARAMETER'],
  fix(problem, request) {
    const missing = listData(problem, 'missing')
    const member = request.member(problem)
    const state = request.cursor(problem.offset)
    if (missing.length === 0 || member === undefined) return []
    const title = `Add ${missing.join(', ')}`
    const marked = member.value
    if (marked?.kind === 'object')
      return [
        {
          title,
          edits: insertAll(
            request,
            marked,
            missing.map((name) => [name, '""'] as const),
          ),
          preferred: true,
        },
      ]
    const name = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters'
    if (valueAt(member.parent, name) !== undefined) return []
    const value = `{\n${missing.map((each) => `\t${JSON.stringify(each)}: ""`).join(',\n')}\n}`
    return [
      {
        title: `Add ${name} with ${missing.join(', ')}`,
        edits: request.editor.insert(member.parent, name, value, member),
        preferred: true,
      },
    ]
  },
}

/** Several members behind the last one, as one edit. */
function insertAll(
  request: ActionRequest,
  object: Parameters<ActionRequest['editor']['insert']>[0],
  members: readonly (readonly [string, string])[],
): Edit[] {
  const { editor } = request
  if (object.members.length === 0) {
    if (!editor.isFlow(object)) return []
    const inner = members.map(([name, value]) => `${JSON.stringify(name)}: ${value}`)
    const holder = object.parent
    const text = request.document.text.includes('\n')
      ? `{\n${inner.map((line) => `\t${line.replaceAll('\n', '\n\t')}`).join(',\n')}\n}`
      : `{ ${inner.join(', ')} }`
    return holder?.kind === 'member' ? editor.replaceValue(holder, text) : []
  }
  const edits = members.flatMap(([name, value]) => editor.insert(object, name, value))
  const [first] = edits
  return first === undefined ? [] : [{ ...first, text: edits.map((edit) => edit.text).join('') }]
}
