import { fieldsOf, skeletonOf } from '../../../model/fields'
import { machinesOf } from '../../../model/graph'
import { type Machine, memberOf, type StateType, stateTypes, valueAt } from '../../../model/machine'
import type { ObjectNode } from '../../../syntax/node'
import { fieldIn, type HolderKind } from '../../cursor/fieldAt'
import { withoutPlaceholders } from '../../edit/snippet'
import { targetsOf } from '../completion/targets'
import type { ActionRequest } from './request'

/** A Resource that has to be one, and of which the user knows which. */
const someFunction = 'arn:aws:lambda:us-east-1:123456789012:function:NAME'

/** The name of a state where there is none at all. */
const firstState = 'Start'

/**
 * A value for a field that an object lacks, as JSON: one that is right as it stands, so that the fix leaves no other problem. What it should be
 * is for the user to say.
 */
export function missingValue(name: string, holder: HolderKind, object: ObjectNode, request: ActionRequest): string {
  const cursor = request.cursor(object.members[0]?.key.offset ?? object.offset + 1)
  const jsonata = cursor.queryLanguage === 'JSONata'
  switch (name) {
    case 'StartAt':
      return JSON.stringify(startOf(machineOf(request, object)) ?? firstState)
    case 'States': {
      const start = valueAt(object, 'StartAt')
      return `{\n\t${JSON.stringify(start?.kind === 'string' ? start.value : firstState)}: {\n\t\t"Type": "Succeed"\n\t}\n}`
    }
    case 'Type':
      return JSON.stringify(typeOf(object))
    case 'Next':
      return JSON.stringify(following(cursor.machine, cursor.state?.name) ?? '')
    case 'Variable':
      return '"$"'
    case 'Condition':
      return '"{% true %}"'
    case 'Choices': {
      const test = jsonata ? '"Condition": "{% true %}"' : '"Variable": "$",\n\t\t"IsPresent": true'
      return `[\n\t{\n\t\t${test},\n\t\t"Next": ${JSON.stringify(following(cursor.machine, cursor.state?.name) ?? '')}\n\t}\n]`
    }
    default: {
      const field = fieldIn(holder, name)
      const value = field === undefined ? 'null' : withoutPlaceholders(skeletonOf(field))
      if (name === 'Resource' && value === '""') return JSON.stringify(someFunction)
      return value.replace(/\{\s*\}/, '{}').replace(/^$/, 'null')
    }
  }
}

function machineOf({ document }: ActionRequest, object: ObjectNode): Machine | undefined {
  for (const { machine } of document.definitions) for (const each of machinesOf(machine)) if (each.node === object) return each
  return undefined
}

/**
 * Where a machine most likely begins: the state that nothing leads to, of several the one that leads somewhere; else the first of all.
 * Undefined where it has no state.
 */
export function startOf(machine: Machine | undefined): string | undefined {
  if (machine === undefined) return undefined
  const targets = targetsOf(machine)
  const states = [...machine.states.values()]
  const entries = states.filter(({ name }) => !targets.has(name))
  return (entries.find(({ transitions }) => transitions.length > 0) ?? entries[0] ?? states[0])?.name
}

/** The state behind one in the text; behind the last one the first. */
function following(machine: Machine | undefined, name: string | undefined): string | undefined {
  const names = [...(machine?.states.keys() ?? [])]
  return names[names.indexOf(name ?? '') + 1] ?? names[0]
}

/** The type that a state's fields belong to; without such a field one that needs none. */
export function typeOf(state: ObjectNode): StateType {
  const names = state.members.map(({ key }) => key.value)
  const own = stateTypes.find((type) =>
    names.some((name) => fieldsOf(type).has(name) && stateTypes.every((other) => other === type || !fieldsOf(other).has(name))),
  )
  if (own !== undefined) return own
  const end = valueAt(state, 'End')
  return memberOf(state, 'Next') || (end !== undefined && !(end.kind === 'boolean' && !end.value)) ? 'Pass' : 'Succeed'
}
