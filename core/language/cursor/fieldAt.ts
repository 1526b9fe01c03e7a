import { type Field, fieldOf, fields, type ObjectKind } from '../../model/fields'
import { type QueryLanguage, stateTypes } from '../../model/machine'
import type { Step } from '../../syntax/walk'
import type { Cursor } from './cursor'

/** An object of the language. `State`: a state whose Type is not known (yet). */
export type HolderKind = ObjectKind | 'State'

/** Where a path leads, in the words of the field table. */
export type Place =
  /** To an object of the language. */
  | { readonly kind: 'object'; readonly of: HolderKind }
  /** To the value of a field, or by `rest` into it. `field` is undefined where the object has no such field. */
  | {
      readonly kind: 'field'
      readonly holder: HolderKind
      readonly name: string
      readonly field: Field | undefined
      readonly rest: readonly Step[]
    }

/** The place of a field's value, or one in it. */
export type FieldPlace = Place & { kind: 'field' }

/** The place that a cursor's path leads to. What the language does not know is a field too, without a row of the table. */
export function placeOf(cursor: Pick<Cursor, 'machine' | 'state' | 'inside'>): Place {
  const { machine, state, inside } = cursor
  const start: HolderKind = state !== undefined ? (state.type ?? 'State') : machineKind(machine?.path ?? [])
  return follow({ kind: 'object', of: start }, inside)
}

const machineKind = (path: readonly Step[]): HolderKind =>
  path.length === 0 ? 'Machine' : typeof path.at(-1) === 'number' ? 'Branch' : 'ItemProcessor'

function follow(from: Place, steps: readonly Step[]): Place {
  let place = from
  for (const [i, step] of steps.entries()) {
    place = into(place, step)
    // nothing is known of what is inside of a value: all further steps are the rest
    if (place.kind === 'field' && place.rest.length > 0) return { ...place, rest: steps.slice(i + 1 - place.rest.length) }
  }
  return place
}

function into(place: Place, step: Step): Place {
  if (place.kind === 'object') {
    const name = String(step)
    return { kind: 'field', holder: place.of, name, field: fieldIn(place.of, name), rest: [] }
  }
  const value = place.field?.value
  if (place.rest.length === 0) {
    if (value?.kind === 'object') return into({ kind: 'object', of: value.of }, step)
    if (value?.kind === 'array' && typeof step === 'number') return { kind: 'object', of: value.of }
    if (value?.kind === 'states') return { kind: 'object', of: 'State' }
  }
  return { ...place, rest: [...place.rest, step] }
}

/** A field by its name; of a state without a known Type, that of any type that has it. `RoleArn.$` is RoleArn. Undefined: no such field. */
export function fieldIn(holder: HolderKind, name: string): Field | undefined {
  const plain = name.endsWith('.$') ? name.slice(0, -2) : name
  return holder === 'State' ? anyState.get(plain) : fieldOf(holder, plain)
}

/**
 * The fields that an object can have in a query language, in the order of the table. Of a state without a known Type, those of all types,
 * each name once.
 */
export function fieldsIn(holder: HolderKind, language: QueryLanguage): Field[] {
  const all = holder === 'State' ? [...anyState.values()] : fields.filter((field) => field.on.includes(holder))
  return all.filter((field) => field.language === undefined || field.language === language)
}

/** Whether the object is a state, of a known Type or not. */
export const isState = (holder: HolderKind): boolean => holder === 'State' || stateTypes.some((type) => type === holder)
const anyState = new Map(fields.filter((field) => stateTypes.some((type) => field.on.includes(type))).map((field) => [field.name, field]))

/**
 * The state's member that a path inside of it goes through, and whether that is a Catcher's. In a Catcher or a Choice Rule it is the member
 * of that. Undefined outside of a state, and at its own keys.
 */
export function stateField(cursor: Pick<Cursor, 'state' | 'inside'>): { field: string; inCatch: boolean } | undefined {
  if (cursor.state === undefined || cursor.inside.length === 0) return undefined
  const [first, index, name] = cursor.inside
  if (first === 'Catch' || first === 'Choices')
    return { field: typeof index === 'number' && name !== undefined ? String(name) : String(first), inCatch: first === 'Catch' }
  return { field: String(first), inCatch: false }
}
