import type { Field } from '../../../model/fields'
import { skeletonOf } from '../../../model/fields'
import { stateDocs } from '../../data/states'
import type { CompletionItem } from '../../types'
import { describeField } from '../describeField'
import type { Writer } from './item'

/** What a field's value can be by its kind alone. */
export function completeValue(writer: Writer, field: Field): CompletionItem[] {
  const { value } = field
  const items: CompletionItem[] = []
  if (value.kind === 'enum')
    items.push(
      ...value.values.map((name, i) => {
        const documentation =
          field.name === 'Type' && Object.hasOwn(stateDocs, name) ? stateDocs[name as keyof typeof stateDocs] : undefined
        return writer.string({ label: name, kind: 'enum', documentation, sort: String(i).padStart(2, '0') }, name)
      }),
    )
  if (value.kind === 'boolean' || value.kind === 'condition')
    items.push(...['true', 'false'].map((name) => writer.literal({ label: name, kind: 'value' }, name)))
  const typed = writer.cursor.token.value.slice(0, writer.cursor.token.index)
  if ('nullable' in value && value.nullable && 'null'.startsWith(typed))
    items.push(writer.literal({ label: 'null', kind: 'value', sort: '9', documentation: field.doc }, 'null'))
  const structured =
    value.kind === 'object' || value.kind === 'array' || value.kind === 'list' || value.kind === 'template' || value.kind === 'variables'
  if (structured && writer.cursor.token.quote === '' && writer.cursor.array === undefined) {
    const label = value.kind === 'array' || value.kind === 'list' ? '[ ]' : '{ }'
    items.push(
      writer.value({ label, kind: 'snippet', detail: field.name, documentation: () => describeField(field), sort: '8' }, skeletonOf(field)),
    )
  }
  if (field.expression || value.kind === 'template' || value.kind === 'condition') items.push(...expressionItem(writer))
  return items
}

/** The delimiters of a JSONata expression. */
function expressionItem(writer: Writer): CompletionItem[] {
  const { cursor } = writer
  if (cursor.queryLanguage !== 'JSONata') return []
  const suggestion = { label: '{% %}', kind: 'snippet' as const, detail: 'JSONata expression', sort: '7', again: true, filter: '{%' }
  return [writer.template(suggestion, '{% $0 %\\}')]
}
