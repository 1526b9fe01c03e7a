const shape = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/

/**
 * Whether a text is a timestamp as ASL wants it: the RFC3339 profile of ISO 8601 with a capital T and a capital Z or a numeric offset,
 * and a day that exists. Source: ASL specification, section Timestamps.
 */
export function isTimestamp(text: string): boolean {
  const match = shape.exec(text)
  if (!match) return false
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  // 60 is a leap second
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= days[month - 1]! &&
    hour < 24 &&
    minute < 60 &&
    second <= 60 &&
    Number(match[8] ?? 0) < 24 &&
    Number(match[9] ?? 0) < 60
  )
}

/**
 * Milliseconds since the epoch of an ASL timestamp, with a fraction where the text has more than three digits of one; undefined for any
 * other text. A leap second is the next one. Source: ASL specification, Timestamps.
 */
export function parseTimestamp(text: string): number | undefined {
  if (!isTimestamp(text)) return undefined
  const fraction = /\.\d+/.exec(text)?.[0] ?? ''
  const leap = text.slice(17, 19) === '60'
  const whole = leap ? `${text.slice(0, 17)}59${text.slice(19)}` : text
  return Date.parse(whole.replace(fraction, '')) + Number(`0${fraction}`) * 1000 + (leap ? 1000 : 0)
}
