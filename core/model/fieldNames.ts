import type { FieldNames } from '../syntax/definitionShape'
import { type Field, fieldsOf, type ObjectKind } from './fields'
import { stateTypes } from './machine'

const namesOf = (...kinds: readonly ObjectKind[]) => new Set(kinds.flatMap((kind) => [...fieldsOf(kind).keys()]))
const isList = ({ value: { kind } }: Field) => kind === 'array' || kind === 'list' || kind === 'strings' || kind === 'errorNames'

/** The names of fields by what has them, those of both query languages. Made when a text is broken, which most never are. */
export const fieldNames = (): FieldNames => ({
  machine: namesOf('Machine', 'Branch', 'ItemProcessor'),
  state: namesOf(...stateTypes),
  list: new Set(
    [...stateTypes, 'Retrier' as const, 'Catcher' as const, 'ChoiceRule' as const].flatMap((kind) =>
      [...fieldsOf(kind).values()].filter(isList).map(({ name }) => name),
    ),
  ),
})
