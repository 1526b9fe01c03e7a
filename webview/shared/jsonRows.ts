import { isArray, isObject, type Json } from '../../core/base/json'

/** One line of a foldable JSON value. */
export interface JsonRow {
  /** Steps from the root, as one text: stable while the value's shape is. */
  readonly path: string
  readonly depth: number
  readonly name: string | undefined
  /** Undefined for a part of a long array or object: rows [100…199]. */
  readonly value: Json | undefined
  readonly summary: string
  readonly foldable: boolean
  readonly open: boolean
}

/** Members that one level shows at once; more come in parts that open by themselves. */
const pageSize = 100

/**
 * The visible lines of a value: its members, or the value itself where it has none. Only what is open is walked, so that a payload of
 * 256 KiB costs as little as its first level.
 */
export function jsonRows(root: Json, isOpen: (path: string) => boolean): JsonRow[] {
  const rows: JsonRow[] = []
  const visit = (name: string | undefined, value: Json, path: string, depth: number) => {
    const foldable = size(value) > 0
    const open = foldable && isOpen(path)
    rows.push({ path, depth, name, value, summary: summary(value), foldable, open })
    if (open) members(value, path, depth + 1)
  }
  const members = (value: Json, path: string, depth: number) => {
    const entries = isArray(value) ? undefined : Object.entries(value as object)
    const count = size(value)
    const show = (from: number, to: number, depth: number) => {
      for (let i = from; i < to; i++) {
        const [key, member] = entries ? entries[i]! : [String(i), (value as readonly Json[])[i]!]
        visit(key, member, `${path}/${key.replaceAll('/', '//')}`, depth)
      }
    }
    if (count <= pageSize) return show(0, count, depth)
    for (let from = 0; from < count; from += pageSize) {
      const to = Math.min(from + pageSize, count)
      const part = `${path}/${from}…`
      const open = isOpen(part)
      rows.push({ path: part, depth, name: `[${from}…${to - 1}]`, value: undefined, summary: '', foldable: true, open })
      if (open) show(from, to, depth + 1)
    }
  }
  if (size(root) > 0) members(root, '', 0)
  else visit(undefined, root, '', 0)
  return rows
}

function size(value: Json): number {
  return isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0
}

/** A value in one line: whole where it is short, else its kind and size. */
export function summary(value: Json): string {
  if (isArray(value)) return value.length === 0 ? '[]' : `[${value.length}]`
  if (isObject(value)) {
    const names = Object.keys(value)
    if (names.length === 0) return '{}'
    const text = names.slice(0, 5).join(', ')
    return `{${text.length > 60 ? `${text.slice(0, 59)}…` : text}${names.length > 5 ? ', …' : ''}}`
  }
  return JSON.stringify(value)
}
