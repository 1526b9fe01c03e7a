import type { JsonObject } from '../core/base/json'

/** A JSON Schema (draft 7). */
export type Schema = JsonObject

/** An object with these members; one whose name ends in `?` may be absent. Others are let through: later versions may have more. */
export const object = (description: string, members: { readonly [name: string]: Schema }): Schema => ({
  type: 'object',
  description,
  properties: Object.fromEntries(Object.entries(members).map(([name, schema]) => [name.replace('?', ''), schema])),
  required: Object.keys(members).filter((name) => !name.endsWith('?')),
})

export const list = (items: Schema, description?: string): Schema => ({ type: 'array', items, ...(description && { description }) })
export const text = (description: string): Schema => ({ type: 'string', description })
export const oneOf = (description: string, ...values: readonly string[]): Schema => ({ type: 'string', enum: values, description })
/** A whole number from 0, or from `minimum`. */
export const count = (description: string, minimum = 0): Schema => ({ type: 'integer', minimum, description })
export const number = (description: string): Schema => ({ type: 'number', minimum: 0, description })
export const flag = (description: string): Schema => ({ type: 'boolean', description })
/** Any JSON value. */
export const any = (description: string): Schema => ({ description })
/** An object of which no more is known. */
export const anyObject = (description: string): Schema => ({ type: 'object', description })
