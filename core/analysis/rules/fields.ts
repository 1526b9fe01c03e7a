import { nearest } from '../../base/nearest'
import { isTimestamp } from '../../base/timestamp'
import { isDelimited } from '../../expressions/jsonata/body'
import { type Field, fieldOf, fieldsOf, isInLanguage, type ObjectKind } from '../../model/fields'
import type { QueryLanguage, State, StateType } from '../../model/machine'
import { memberOf, stateTypes } from '../../model/machine'
import { isOpen, isUnknown, isUnknownKey } from '../../model/unknown'
import type { Member, Node, ObjectNode } from '../../syntax/node'
import type { Holder } from '../expressions'
import { type Report, rules } from '../rule'
import { shown, shownValue } from '../shown'
import { readsLikeExpression } from './forgotten'

/** Rules about single fields and their values, as core/model/fields has them. */
export const fieldRules = rules({
  UNKNOWN_FIELD: {
    severity: 'error',
    sentence: 'An object has the fields that belong to it, and no others.',
    source: 'ASL specification, Top-level fields; Table of State Types and Fields',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  OTHER_QUERY_LANGUAGE: {
    severity: 'error',
    sentence: "A field is used with the query language that it belongs to: that of the state, or else the machine's.",
    source: 'ASL specification, Table of State Types and Fields (JSONPath), (JSONata)',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  QUERY_LANGUAGE_DOWNGRADE: {
    severity: 'error',
    sentence: 'A state of a JSONata machine does not declare JSONPath.',
    source: 'ASL specification, Query Languages',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  MISSING_FIELD: {
    severity: 'error',
    sentence: 'An object has all its required fields.',
    source: 'ASL specification, the section of the state type',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  EXCLUSIVE_FIELDS: {
    severity: 'error',
    sentence: 'Fields that say the same thing in two ways do not stand together.',
    source: 'ASL specification, Transitions; the section of the state type',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  WRONG_TYPE: {
    severity: 'error',
    sentence: "A field's value has the field's type.",
    source: 'ASL specification, the section of the state type',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  OUT_OF_RANGE: {
    severity: 'error',
    sentence: "A number lies within the field's bounds.",
    source: 'ASL specification, the section of the state type; AWS Step Functions Developer Guide, Service quotas',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INVALID_VALUE: {
    severity: 'error',
    sentence: 'A field with a fixed list of values has one of them.',
    source: 'ASL specification, the section of the state type',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  EMPTY_VALUE: {
    severity: 'error',
    sentence: 'A list or object that needs a member is not empty: States, Choices, Branches, ErrorEquals, And, Or.',
    source: 'AWS: Value cannot be empty; ASL specification, the section of the state type',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  INVALID_TIMESTAMP: {
    severity: 'error',
    sentence: 'A timestamp is written as RFC3339 has it, with a capital T and a capital Z or an offset, and its day exists.',
    source: 'ASL specification, Timestamps',
    aws: 'SCHEMA_VALIDATION_FAILED',
  },
  DEPRECATED_FIELD: {
    severity: 'hint',
    sentence: 'A field that has a newer name is written with it.',
    source: 'ASL specification, Map State',
  },
})

/** A member of an object: whether it belongs there, and whether its value is what the field takes. */
export function checkMember(member: Member, field: Field | undefined, holder: Holder, report: Report): void {
  const { state, node, kind } = holder
  if (!field) {
    if (isUnknownKey(member.key)) return
    // what else Credentials may hold is up to the service. ASL specification, Task State
    if (kind !== 'Credentials' && !isOperatorName(kind, member.key.value)) reportUnknown(member, kind, state.queryLanguage, report)
    return
  }
  if (!isInLanguage(field, state.queryLanguage)) {
    reportLanguage(member, field, holder, report)
    return
  }
  if (field.name === 'QueryLanguage' && kind !== 'Machine') checkDowngrade(member, state, report)
  for (const other of field.excludes ?? []) checkExclusive(member, other, node, state, report)
  if (field.deprecated && !memberOf(node, field.deprecated)) {
    report(fieldRules.DEPRECATED_FIELD, member.key, `'${field.name}' is deprecated, use '${field.deprecated}'`, {
      tags: ['deprecated'],
      data: { suggestion: field.deprecated },
    })
  }
  // without a value the text is no JSON, which is said already
  if (member.value) checkValue(member, member.value, field, state.queryLanguage, report)
}

/** Misspelt operators of a Choice Rule are said to be so by the rule for them. */
const isOperatorName = (kind: ObjectKind, name: string): boolean =>
  (kind === 'ChoiceRule' || kind === 'NestedRule') && looksLikeOperator(name)

/** Whether the name of a field can only have been meant as a comparison operator of a Choice Rule. */
export const looksLikeOperator = (name: string): boolean => /^(String|Numeric|Boolean|Timestamp|Is)[A-Z]/.test(name)

function reportUnknown(member: Member, kind: ObjectKind, language: QueryLanguage, report: Report): void {
  const name = member.key.value
  const known = [...fieldsOf(kind).values()].filter((field) => isInLanguage(field, language)).map((field) => field.name)
  const suggestion = nearest(name, known)
  const hint = suggestion === undefined || memberOf(member.parent, suggestion) ? '' : `. Did you mean '${suggestion}'?`
  const awsMessage = `Field '${name}' is not supported`
  report(fieldRules.UNKNOWN_FIELD, member.key, awsMessage + hint, {
    location: member.parent,
    awsMessage,
    data: { suggestion, field: name },
  })
}

function reportLanguage(member: Member, field: Field, { node, state }: Holder, report: Report): void {
  const { queryLanguage } = state
  const message = `The QueryLanguage is set to '${queryLanguage}', but field '${field.name}' is only supported for the '${field.language}' QueryLanguage`
  report(fieldRules.OTHER_QUERY_LANGUAGE, member.key, message, { location: node, data: { language: field.language } })
}

function checkDowngrade(member: Member, state: State, report: Report): void {
  if (state.machine.queryLanguage !== 'JSONata' || member.value?.kind !== 'string' || member.value.value !== 'JSONPath') return
  report(
    fieldRules.QUERY_LANGUAGE_DOWNGRADE,
    member.value,
    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    {
      location: state.member,
    },
  )
}

function checkExclusive(member: Member, name: string, node: ObjectNode, state: State, report: Report): void {
  const other = memberOf(node, name)
  // said once, at the second of the two; a field of the other query language is an error of its own
  if (!other || other.offset > member.offset) return
  const field = state.type && fieldOf(state.type, name)
  if (field && !isInLanguage(field, state.queryLanguage)) return
  report(fieldRules.EXCLUSIVE_FIELDS, member.key, `Only one of '${name}' and '${member.key.value}' may be given`, {
    related: [{ offset: other.offset, length: other.length, message: `'${name}' is here.` }],
    location: node,
    data: { other: name },
  })
}

/** The value of a field. Expressions in it are checked elsewhere. */
export function checkValue(member: Member, value: Node, field: Field, language: QueryLanguage, report: Report): void {
  if (value.kind === 'substitution') return
  if (language === 'JSONata' && field.expression && value.kind === 'string' && isDelimited(value.value)) return
  const wanted = field.value
  const unknownText = value.kind === 'string' && value.substitutions !== undefined
  switch (wanted.kind) {
    case 'string':
    case 'resource':
    case 'transition':
      if (value.kind !== 'string') reportType(value, 'String', field, language, report)
      return
    case 'boolean':
    case 'condition':
      if (value.kind !== 'boolean' && !unknownText) reportType(value, 'Boolean', field, language, report)
      return
    case 'integer':
    case 'number':
      if (unknownText) return
      if (value.kind !== 'number' || (wanted.kind === 'integer' && !Number.isInteger(value.value)))
        reportType(value, wanted.kind === 'integer' ? 'Integer' : 'Number', field, language, report)
      else checkBounds(value.value, value, field.name, wanted, report)
      return
    case 'enum':
      if (unknownText) return
      if (value.kind !== 'string' || !wanted.values.includes(value.value)) reportEnum(value, field.name, wanted.values, report)
      return
    case 'timestamp':
      if (value.kind !== 'string') reportType(value, 'String', field, language, report)
      else if (!unknownText && !isTimestamp(value.value))
        report(
          fieldRules.INVALID_TIMESTAMP,
          value,
          `${field.name} must be a timestamp such as 2026-01-31T09:00:00Z${orExpression(field, language)}, not ${shownValue(value)}`,
          { awsMessage: 'String does not match RFC3339 timestamp', ...forgottenData(value, field, language) },
        )
      return
    case 'path':
    case 'referencePath':
      if (value.kind !== 'string' && !(value.kind === 'null' && wanted.nullable)) reportType(value, 'String', field, language, report)
      return
    case 'object':
    case 'variables':
      if (value.kind !== 'object' && !unknownText) reportType(value, 'Object', field, language, report)
      return
    case 'states':
      if (value.kind !== 'object') {
        if (!unknownText) reportType(value, 'Object', field, language, report)
      } else if (value.members.length === 0) reportEmpty(member, report)
      else
        for (const state of value.members)
          if (state.value && state.value.kind !== 'object' && !isUnknown(state.value) && !isUnknownKey(state.key))
            report(
              fieldRules.WRONG_TYPE,
              state.value,
              `The state '${shown(state.key.value)}' must be an object, not ${shownValue(state.value)}`,
              {
                awsMessage: 'Expected value of type Object',
              },
            )
      return
    case 'array':
    case 'list':
    case 'strings':
    case 'errorNames':
      checkList(member, value, field, language, report)
      return
    case 'template':
    case 'json':
      return
  }
}

const words = {
  Array: 'an array',
  Boolean: 'true or false',
  Integer: 'an integer',
  Number: 'a number',
  Object: 'an object',
  String: 'a string',
} as const

const isEvaluated = ({ expression }: Field, language: QueryLanguage): boolean => expression === true && language === 'JSONata'
const orExpression = (field: Field, language: QueryLanguage): string => (isEvaluated(field, language) ? ' or a {% %} expression' : '')

/** In a JSONata state the text may be an expression that lacks its delimiters. */
function forgottenData(value: Node, field: Field, language: QueryLanguage): { data?: { forgotten: true } } {
  const text = isEvaluated(field, language) && value.kind === 'string' ? value.value.trim() : ''
  return readsLikeExpression(text, () => true) ? { data: { forgotten: true } } : {}
}

function reportType(value: Node, type: keyof typeof words, field: Field, language: QueryLanguage, report: Report): void {
  report(fieldRules.WRONG_TYPE, value, `${field.name} must be ${words[type]}${orExpression(field, language)}, not ${shownValue(value)}`, {
    awsMessage: `Expected value of type ${type}`,
    ...forgottenData(value, field, language),
  })
}

const reportEmpty = (member: Member, report: Report): void =>
  report(fieldRules.EMPTY_VALUE, member.key, `${member.key.value} cannot be empty`, {
    location: member,
    awsMessage: 'Value cannot be empty',
  })

function checkList(member: Member, value: Node, field: Field, language: QueryLanguage, report: Report): void {
  const wanted = field.value
  if (value.kind !== 'array') {
    if (!(value.kind === 'string' && value.substitutions)) reportType(value, 'Array', field, language, report)
    return
  }
  const nonEmpty = wanted.kind === 'errorNames' || (wanted.kind === 'array' && wanted.nonEmpty)
  if (nonEmpty && value.items.length === 0) reportEmpty(member, report)
  const item = wanted.kind === 'array' ? 'object' : wanted.kind === 'list' ? undefined : 'string'
  for (const each of value.items) {
    if (item && each.kind !== item && !isUnknown(each)) {
      report(fieldRules.WRONG_TYPE, each, `${field.name} must hold ${item}s, not ${shownValue(each)}`, {
        awsMessage: `Expected value of type ${item === 'object' ? 'Object' : 'String'}`,
      })
    }
  }
}

interface Bounds {
  readonly min?: number
  readonly max?: number
}

function checkBounds(number: number, place: Node, name: string, { min, max }: Bounds, report: Report): void {
  const bound = min !== undefined && number < min ? `at least ${min}` : max !== undefined && number > max ? `at most ${max}` : undefined
  if (bound === undefined) return
  report(fieldRules.OUT_OF_RANGE, place, `${name} must be ${bound}, not ${number}`, { awsMessage: `The value must be ${bound}` })
}

/** AWS lists the state types in this order. */
const typesOfAws: readonly string[] = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] satisfies StateType[]

function reportEnum(value: Node, name: string, values: readonly string[], report: Report): void {
  const listed = values === stateTypes ? typesOfAws : values
  const suggestion = value.kind === 'string' ? nearest(value.value, values) : undefined
  const hint = suggestion === undefined ? '' : `. Did you mean '${suggestion}'?`
  report(fieldRules.INVALID_VALUE, value, `${name} must be ${oneOf(values)}, not ${shownValue(value)}${hint}`, {
    awsMessage: `The field '${name}' should have one of these values: [${listed.join(', ')}]`,
    data: { suggestion, values },
  })
}

const oneOf = (values: readonly string[]): string =>
  values.length === 1 ? values[0]! : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

const required = { JSONPath: new Map<ObjectKind, readonly string[]>(), JSONata: new Map<ObjectKind, readonly string[]>() }

/** The names of the fields that an object must have. */
function requiredOf(kind: ObjectKind, language: QueryLanguage): readonly string[] {
  let names = required[language].get(kind)
  if (!names) {
    names = [...fieldsOf(kind).values()].filter((field) => field.required && isInLanguage(field, language)).map((field) => field.name)
    required[language].set(kind, names)
  }
  return names
}

/** The required fields that an object lacks, marked as in reportMissing. Nothing where the deployment may put them in. */
export function checkRequired({ kind, node, state }: Holder, place: Member | Node, report: Report): void {
  if (isOpen(node)) return
  let missing: string[] | undefined
  for (const name of requiredOf(kind, state.queryLanguage)) {
    if (memberOf(node, name)) continue
    if (kind === 'Credentials' && state.queryLanguage === 'JSONPath' && memberOf(node, `${name}.$`)) continue
    missing = [...(missing ?? []), name]
  }
  if (missing) reportMissing(missing, kind, place, node, report)
}

/** Reports required fields that `node` lacks, in one finding at `place`: at a member's key, or the first character of a node. */
export function reportMissing(missing: readonly string[], kind: ObjectKind, place: Member | Node, node: ObjectNode, report: Report): void {
  // AWS names States before StartAt
  const listed = missing.length > 1 && missing[0] === 'StartAt' ? missing.toReversed() : missing
  const message =
    kind === 'Credentials' ? `The field '${missing[0]}' is required but was missing` : `These fields are required: [${listed.join(', ')}]`
  report(fieldRules.MISSING_FIELD, place.kind === 'member' ? place.key : { offset: place.offset, length: 1 }, message, {
    location: node,
    data: { missing },
  })
}
