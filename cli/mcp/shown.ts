import type { Json } from '../../core/base/json'
import { preview } from '../../core/base/preview'

/** Characters of one value that an agent gets. */
const mostOfValue = 8_000
/** Characters of all rows of an answer. */
const mostOfRows = 48_000

/** A value as it is where it is short, else the beginning of its text. */
export function short(value: Json, most = mostOfValue): Json {
  const text = preview(value, most)
  return text.length > most ? text : value
}

/** The same of a text of JSON, which is cut as a text: one that is cut is no JSON any more, and ends in `…`. */
export const shortText = (text: string, most = mostOfValue): string => (text.length > most ? `${text.slice(0, most)}…` : text)

/** A text as `shortText`, any other value as `short`. */
export const cut = (value: Json, most?: number): Json => (typeof value === 'string' ? shortText(value, most) : short(value, most))

/** Whether `short` cuts it. */
export const isLong = (value: Json): boolean => preview(value, mostOfValue).length > mostOfValue

/** The first rows that an answer has room for; `left`: how many have none. */
export function fitting<T extends object>(rows: readonly T[]): { readonly rows: readonly T[]; readonly left: number } {
  let room = mostOfRows
  let count = 0
  for (const row of rows) {
    room -= JSON.stringify(row).length
    if (room < 0 && count > 0) break
    count++
  }
  return { rows: rows.slice(0, count), left: rows.length - count }
}
