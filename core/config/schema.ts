import type { Json } from '../base/json'
import { type ConfigMember, configMembers, type Form } from './members'

/**
 * Who reads a schema. `checks`: a program that validates with it. `describes`: an editor in which our language server says what is wrong: the schema
 * offers and explains the members, so that no mistake is told twice.
 */
export type SchemaUse = 'checks' | 'describes'

/** The JSON schema (draft 7) of stepthrough.json, made of the table of its members. */
export const configSchema = (use: SchemaUse): Json => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'stepthrough.json',
  description: 'Who answers the tasks of state machines on this computer.',
  ...schemaOf({ kind: 'object', members: configMembers }, use),
})

type Schema = { readonly [key: string]: Json }

function schemaOf(form: Form, use: SchemaUse): Schema {
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
      return checks ? { type: form.whole ? 'integer' : 'number', exclusiveMinimum: 0 } : {}
    case 'texts':
      return checks ? { type: 'array', items: { type: 'string' }, minItems: 1 } : {}
    case 'object': {
      const pairs = pairsOf(form.oneOf ?? []).map((required): Json => ({ required }))
      return {
        ...(checks && { type: 'object', additionalProperties: false, ...(pairs.length > 0 && { not: { anyOf: pairs } }) }),
        properties: Object.fromEntries(form.members.map((member) => [member.name, memberSchema(member, use)])),
      }
    }
    case 'entries': {
      const { pattern } = form.key
      return {
        ...(checks && { type: 'object', propertyNames: pattern === undefined ? { minLength: 1 } : { pattern } }),
        additionalProperties: { ...described(form.doc, use), ...schemaOf(form.of, use) },
      }
    }
  }
}

const memberSchema = ({ doc, form, default: missing, skeleton }: ConfigMember, use: SchemaUse): Schema => ({
  ...described(doc, use),
  ...schemaOf(form, use),
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
