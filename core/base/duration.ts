const units: readonly (readonly [milliseconds: number, name: string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
]

/** A duration in its two largest units: "350 ms", "1.25 s", "2 min 5 s", "1 d 3 h". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${Number((milliseconds / 1000).toFixed(2))} s`
  const at = units.findIndex(([size]) => milliseconds >= size)
  const [size, name] = units[at]!
  const [smaller, smallerName] = units[at + 1]!
  // Rounded before it is split, so that 59 min 59.9 s are an hour.
  const rounded = Math.round(milliseconds / smaller) * smaller
  if (at > 0 && rounded >= units[at - 1]![0]) return formatDuration(rounded)
  const whole = Math.floor(rounded / size)
  const rest = (rounded - whole * size) / smaller
  return rest ? `${whole} ${name} ${rest} ${smallerName}` : `${whole} ${name}`
}
