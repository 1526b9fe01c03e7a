/** What else than JSON may stand in a value: a text of it, or undefined for JSON. Called for every value, so that it may count them. */
type Special = (value: unknown) => string | undefined

/**
 * A text that two values have in common exactly where they are the same: keys in order. So a list of values is compared in linear time. It
 * recurses: a value nested too deep for the stack is a RangeError, which the callers of expressions catch.
 */
export function canonicalText(value: unknown, special?: Special): string {
  const other = special?.(value)
  if (other !== undefined) return other
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalText(item, special)).join()}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const members = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(members).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(members[key], special)}`).join()}}`
}
