import type { Field, FieldValue } from '../../model/fields'

/** A field for hover and completion, in markdown: what it is for, what it takes and where it can stand. */
export function describeField(field: Field): string {
  const facts = [valueText(field.value)]
  if (field.expression) facts.push('or a `{% %}` string in JSONata')
  if (field.language !== undefined) facts.push(`${field.language} only`)
  if (field.required) facts.push('required')
  if (field.excludes !== undefined) facts.push(`not beside ${field.excludes.map((name) => `\`${name}\``).join(', ')}`)
  const deprecated = field.deprecated === undefined ? '' : `\n\nDeprecated: use \`${field.deprecated}\`.`
  return `**${field.name}** · ${facts.join(' · ')}\n\n${field.doc}${deprecated}`
}

function valueText(value: FieldValue): string {
  switch (value.kind) {
    case 'integer':
    case 'number':
      return [value.kind, bounds(value.min, value.max)].filter(Boolean).join(' ')
    case 'enum':
      return value.values.map((v) => `\`"${v}"\``).join(' | ')
    case 'transition':
      return 'the name of a state'
    case 'path':
    case 'referencePath':
      return `${value.kind === 'path' ? 'path' : 'reference path'}${value.nullable ? ' or null' : ''}${value.intrinsic ? ' or intrinsic function' : ''}`
    case 'template':
      return 'any JSON with expressions'
    case 'json':
      return 'any JSON'
    case 'variables':
      return 'variables and their values'
    case 'states':
      return 'states by name'
    case 'object':
      return 'object'
    case 'array':
      return `${value.nonEmpty ? 'non-empty ' : ''}array`
    case 'list':
      return 'array'
    case 'condition':
      return 'boolean'
    case 'errorNames':
      return 'array of error names'
    case 'strings':
      return 'array of strings'
    case 'resource':
      return 'ARN or URI'
    default:
      return value.kind
  }
}

function bounds(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `from ${min} to ${max}`
  return min !== undefined ? `of at least ${min}` : max !== undefined ? `of at most ${max}` : ''
}
