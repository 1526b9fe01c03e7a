/** A time as people and programs give it: milliseconds since the epoch, or a text such as 2026-01-31T12:00:00Z. NaN: it is none. */
export const readTime = (value: unknown): number =>
  typeof value === 'number' ? new Date(value).getTime() : typeof value === 'string' && isDay(value) ? Date.parse(value) : Number.NaN

/** Whether the day that a text begins with exists: a program would take the 31st of February for the 3rd of March. */
function isDay(text: string): boolean {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text) ?? []
  if (day === undefined) return true
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/**
 * Real seconds for a second of the execution: `virtual` or no value (0), `real` (1), or a scale as a number or its text. Undefined: it is
 * none of these.
 */
export function readScale(value: unknown): number | undefined {
  if (value === undefined || value === 'virtual') return 0
  if (value === 'real') return 1
  const scale = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof scale === 'number' && Number.isFinite(scale) && scale >= 0 ? scale : undefined
}
