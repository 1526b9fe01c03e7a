import { isArray, isObject, type Json } from '../../base/json'
import { jsonText, prettyText } from '../../base/jsonText'

/** Deeper values than a person reads stand in one line. */
const deepest = 30
const longestLine = 80

/** JSON with an indentation of tabs, as an Editor takes it; what is short stays in its line, but not the value itself. */
export function printed(value: Json, depth = 0): string {
  const line = jsonText(value)
  if (depth >= deepest || typeof value !== 'object' || value === null) return line
  if (depth > 0 && line.length <= longestLine && line.length > 2) return spaced(value)
  const open = `\n${'\t'.repeat(depth + 1)}`
  const close = `\n${'\t'.repeat(depth)}`
  const rows = isArray(value)
    ? value.map((item) => printed(item, depth + 1))
    : Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}: ${printed(item, depth + 1)}`)
  const [first, last] = isArray(value) ? '[]' : '{}'
  return rows.length === 0 ? line : `${first}${open}${rows.join(`,${open}`)}${close}${last}`
}

/** JSON with each member in a line of its own, and an indentation of tabs: in a text no line can begin. */
export const tabbed = (value: Json): string => prettyText(value).replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2))

/** As `printed`, of an item, which stays in its line where it is short. */
export const printedItem = (value: Json): string => (jsonText(value).length <= longestLine ? spaced(value) : printed(value))

/** A short value in one line: `{ "a": 1, "b": [1, 2] }`. */
function spaced(value: Json): string {
  if (isArray(value)) return `[${value.map(spaced).join(', ')}]`
  if (!isObject(value) || Object.keys(value).length === 0) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${spaced(item)}`)
    .join(', ')} }`
}
