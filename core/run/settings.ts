/** A time as people and programs give it: milliseconds since the epoch, or a text such as 2026-01-31T12:00:00Z. NaN: it is none. */
export const readTime = (value: unknown): number =>
  typeof value === 'number' ? new Date(value).getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN

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
