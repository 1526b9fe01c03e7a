import { isTimestamp } from '../analysis/timestamp'

/** Milliseconds since the epoch of an ASL timestamp; undefined for any other text. Source: ASL specification, Timestamps. */
export function parseTimestamp(text: string): number | undefined {
  if (!isTimestamp(text)) return undefined
  const fraction = /\.\d+/.exec(text)?.[0] ?? ''
  const leap = text.slice(17, 19) === '60'
  const whole = leap ? `${text.slice(0, 17)}59${text.slice(19)}` : text
  return Date.parse(whole.replace(fraction, '')) + Number(`0${fraction}`) * 1000 + (leap ? 1000 : 0)
}
