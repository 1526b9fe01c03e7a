import { ruleFields } from './fields/choiceRule'
import { nestedObjectFields } from './fields/distributedMap'
import { errorFields } from './fields/errorHandling'
import type { Field, ObjectKind } from './fields/field'
import { machineFields } from './fields/machine'
import { mapFields, parallelFields } from './fields/nesting'
import { flowFields, stateFields } from './fields/state'
import { choiceFields, failFields, taskFields, waitFields } from './fields/stateTypes'
import type { QueryLanguage } from './machine'

/** The words of the rows, for those who read the table. */
export type { Field, FieldValue, ObjectKind } from './fields/field'

/** All fields, in the order in which they are best written. */
export const fields: readonly Field[] = [
  ...machineFields,
  ...stateFields,
  ...taskFields,
  ...choiceFields,
  ...waitFields,
  ...failFields,
  ...parallelFields,
  ...mapFields,
  ...flowFields,
  ...errorFields,
  ...ruleFields,
  ...nestedObjectFields,
]

const byObject = new Map<ObjectKind, Map<string, Field>>()
for (const field of fields)
  for (const kind of field.on) {
    const found = byObject.get(kind) ?? new Map<string, Field>()
    byObject.set(kind, found.set(field.name, field))
  }

/** The fields of an object of both query languages, by name, in the order in which they are best written. */
export const fieldsOf = (kind: ObjectKind): ReadonlyMap<string, Field> => byObject.get(kind) ?? new Map()

/**
 * A field of an object, of either query language; undefined where it has none of this name. A payload template's `RoleArn.$` is found under
 * its own name by the caller.
 */
export const fieldOf = (kind: ObjectKind, name: string): Field | undefined => byObject.get(kind)?.get(name)

/** Whether the field exists in the query language. */
export const isInLanguage = (field: Field, language: QueryLanguage): boolean => field.language === undefined || field.language === language

/** The value that a new field begins with, in the snippet syntax of LSP. */
export function skeletonOf(field: Field): string {
  if (field.skeleton !== undefined) return field.skeleton
  const { value } = field
  switch (value.kind) {
    case 'enum':
      return value.values.length === 1 ? `"${value.values[0]}"` : `"\${1|${value.values.join(',')}|}"`
    case 'path':
    case 'referencePath':
      return '"\\$.$1"'
    case 'boolean':
      return '${1|true,false|}'
    case 'integer':
    case 'number':
      return `\${1:${value.min ?? 0}}`
    case 'object':
    case 'states':
    case 'template':
    case 'variables':
      return '{\n\t$0\n}'
    case 'array':
      return '[\n\t{\n\t\t$0\n\t}\n]'
    case 'list':
    case 'strings':
    case 'errorNames':
      return '[ $0 ]'
    case 'json':
    case 'condition':
      return '$0'
    case 'string':
    case 'timestamp':
    case 'resource':
    case 'transition':
      return '"$1"'
  }
}
