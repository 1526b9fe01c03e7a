import { type Field, skeletonOf } from '../../../model/fields'
import type { QueryLanguage } from '../../../model/machine'
import { fieldsIn, type HolderKind } from '../../cursor/fieldAt'
import type { CompletionItem } from '../../types'
import { describeField } from '../describeField'
import type { Writer } from './item'

/** The fields that the object can have in its query language and does not have yet, required ones first. */
export function completeFields(writer: Writer, holder: HolderKind, language: QueryLanguage): CompletionItem[] {
  const { object, member } = writer.cursor
  const present = new Set(object?.members.filter((m) => m !== member).map((m) => m.key.value))
  const others = fieldsIn(holder, language).filter((field) => !present.has(field.name))
  const items: CompletionItem[] = []
  for (const [index, field] of others.entries()) {
    if (holder === 'State' && field.name !== 'Type' && isRedundant(field, others, index)) continue
    const excluded = field.excludes?.some((name) => present.has(name)) === true
    if (excluded) continue
    const rank =
      field.deprecated !== undefined ? '4' : field.name === 'Comment' ? '3' : isRequired(field, holder) ? '0' : isRule(field) ? '2' : '1'
    const suggestion = {
      label: field.name,
      kind: 'field' as const,
      detail: field.required ? 'required' : undefined,
      documentation: () => describeField(field),
      sort: rank + String(index).padStart(3, '0'),
      deprecated: field.deprecated !== undefined,
      again: choosesValue(field),
    }
    items.push(writer.key(suggestion, field.name, skeletonOf(field)))
  }
  return items
}

const isRequired = (field: Field, holder: HolderKind) => (field.required === true && holder !== 'State' ? true : field.name === 'Type')
const isRule = (field: Field) => field.on.includes('NestedRule') && field.name !== 'Variable'
/** One name once, where a state's Type is not known. */
const isRedundant = (field: Field, all: readonly Field[], index: number) => all.findIndex((other) => other.name === field.name) !== index

/** Whether its value is chosen from a list, so that the editor may ask on. */
function choosesValue({ value, skeleton }: Field): boolean {
  return skeleton === undefined && (value.kind === 'transition' || value.kind === 'resource' || value.kind === 'errorNames')
}
