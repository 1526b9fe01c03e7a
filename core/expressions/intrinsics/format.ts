import { isArray, isObject, type Json } from '../../base/json'
import { IntrinsicError } from './error'

/** States.Format: `values` between the parts of a template. An error where there is not one value for each `{}`. */
export function formatText(parts: readonly string[], values: readonly Json[]): Json | IntrinsicError {
  if (parts.length - 1 !== values.length) {
    return new IntrinsicError(`The template has ${parts.length - 1} {} for ${values.length} arguments`)
  }
  let text = parts[0]!
  for (let i = 0; i < values.length; i++) text += plainText(values[i]!) + parts[i + 1]!
  return text
}

/** A value as Java prints it: `{Id=1, List=[a, b]}`, texts without quotes. */
export function plainText(value: Json): string {
  if (typeof value === 'string') return value
  if (isArray(value)) return `[${value.map(plainText).join(', ')}]`
  if (!isObject(value)) return String(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}=${plainText(item)}`)
    .join(', ')}}`
}
