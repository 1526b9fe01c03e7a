import type { Json } from '../base/json'
import type { Form, FormMember } from './form'

/**
 * Who reads a schema. `checks`: a program that validates with it. `describes`: an editor in which our language server says what is wrong: the schema
 * offers and explains the members, so that no mistake is told twice.
 */
export type SchemaUse = 'checks' | 'describes'

/** The JSON schema (draft 7) of files of a form. */
export const schemaOf = (form: Form, use: SchemaUse, about: { readonly title: string; readonly description: string }): Json => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...about,
  ...valueSchema(form, use),
})

type Schema = { readonly [key: string]: Json }

function valueSchema(form: Form, use: SchemaUse): Schema {
  const checks = use === 'checks'
  switch (form.kind) {
    case 'text': {
      const { pattern, examples } = form
      return {
        ...(checks && { type: 'string', ...(pattern === undefined ? { minLength: 1 } : pattern !== '' && { pattern }) }),
        ...(examples !== undefined && { examples }),
      }
    }
    case 'number':
      return checks ? numberSchema(form) : {}
    case 'boolean':
      return checks ? { type: 'boolean' } : {}
    case 'choice':
      return checks ? { enum: form.values } : { examples: form.values }
    case 'json':
      return {}
    case 'list':
      return {
        ...(checks && { type: 'array', ...(form.least !== undefined && { minItems: form.least }) }),
        items: valueSchema(form.of, use),
      }
    case 'either':
      return { anyOf: form.forms.map((each) => valueSchema(each, use)) }
    case 'object': {
      const required = form.members.flatMap((member) => (member.required ? [member.name] : []))
      const pairs = pairsOf(form.oneOf?.names ?? []).map((required): Json => ({ required }))
      return {
        ...(checks && {
          type: 'object',
          additionalProperties: false,
          ...(required.length > 0 && { required }),
          ...(form.anyOf !== undefined && { anyOf: form.anyOf.map((name): Json => ({ required: [name] })) }),
          ...(pairs.length > 0 && { not: { anyOf: pairs } }),
        }),
        properties: Object.fromEntries(form.members.map((member) => [member.name, memberSchema(member, use)])),
      }
    }
    case 'entries': {
      const { pattern } = form.key
      return {
        ...(checks && { type: 'object', propertyNames: pattern === undefined ? { minLength: 1 } : { pattern } }),
        additionalProperties: { ...described(form.doc, use), ...valueSchema(form.of, use) },
      }
    }
  }
}

const numberSchema = ({ whole, from, to }: Form & { kind: 'number' }): Schema => ({
  type: whole ? 'integer' : 'number',
  ...(from === undefined ? { exclusiveMinimum: 0 } : { minimum: from }),
  ...(to !== undefined && { maximum: to }),
})

const memberSchema = ({ doc, form, default: missing, skeleton }: FormMember, use: SchemaUse): Schema => ({
  ...described(doc, use),
  ...valueSchema(form, use),
  ...(missing !== undefined && { default: missing }),
  ...(use === 'describes' && snippetOf(form, skeleton)),
})

/** A text of which nothing is known stands between its quotes. */
function snippetOf(form: Form, skeleton: Json | undefined): Schema {
  const body = skeleton ?? (form.kind === 'text' && form.examples === undefined ? '$1' : undefined)
  return body === undefined ? {} : { defaultSnippets: [{ body }] }
}

/** VS Code shows markdown; others show what they have as it is. */
const described = (doc: string | undefined, use: SchemaUse): Schema =>
  doc === undefined ? {} : use === 'describes' ? { markdownDescription: doc } : { description: doc.replaceAll('`', '') }

const pairsOf = (names: readonly string[]): string[][] => names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other]))
