import { machinesOf } from '../../analysis/graph'
import { skeletonOf } from '../../model/fields'
import { type Machine, valueAt } from '../../model/machine'
import type { ObjectNode } from '../../syntax/node'
import { targetsOf } from '../completion/targets'
import { fieldIn, placeOf } from '../place'
import { withoutPlaceholders } from '../snippet'
import type { Edit } from '../types'
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
    const values = missing.map((name) => {
      if (name === 'StartAt') return [name, JSON.stringify(startOf(machineOf(request, object)) ?? '')] as const
      const field = fieldIn(holder, name)
      const value = field === undefined ? 'null' : withoutPlaceholders(skeletonOf(field))
      return [name, value.replace(/\{\s*\}/, '{}').replace(/^$/, 'null')] as const
    })
    return [{ title: `Add ${missing.join(', ')}`, edits: insertAll(request, object, values), preferred: true }]
  },
}

function machineOf({ document }: ActionRequest, object: ObjectNode): Machine | undefined {
  for (const { machine } of document.definitions) for (const each of machinesOf(machine)) if (each.node === object) return each
  return undefined
}

/** Where a machine most likely begins: the state that nothing leads to, the first of several; else the first of all. */
function startOf(machine: Machine | undefined): string | undefined {
  if (machine === undefined) return undefined
  const targets = targetsOf(machine)
  const names = [...machine.states.keys()]
  return names.find((name) => !targets.has(name)) ?? names[0]
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
