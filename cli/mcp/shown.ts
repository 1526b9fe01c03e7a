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

/** Whether `short` cuts it. */
export const isLong = (value: Json): boolean => preview(value, mostOfValue).length > mostOfValue

/** The first rows that an answer has room for; `left`: how many have none. */
export function fitting<T extends object>(
  rows: readonly T[],
  most = Number.POSITIVE_INFINITY,
): { readonly rows: readonly T[]; readonly left: number } {
  let room = mostOfRows
  let count = 0
  for (const row of rows.slice(0, most)) {
    room -= JSON.stringify(row).length
    if (room < 0 && count > 0) break
    count++
  }
  return { rows: rows.slice(0, count), left: rows.length - count }
}
