import { isArray, isObject, type Json } from '../../core/base/json'
import { pageSize } from '../../core/run/inspect/shown'
import type { Shown, Steps } from '../../core/run/inspect/types'
import type { Mark, Marks } from './marks'

/** One line of a foldable value. */
export interface ValueRow {
  /** The steps from the root as one text: stable while the value's shape is. */
  readonly path: string
  readonly steps: Steps
  readonly depth: number
  readonly name: string | undefined
  /** Of a scalar the value itself; a text as far as it is there. Undefined: a container, a part of one, or what is not there yet. */
  readonly value: null | boolean | number | string | undefined
  readonly summary: string
  readonly foldable: boolean
  readonly open: boolean
  readonly mark: Mark | undefined
  /** What was there before, in short. */
  readonly was: string | undefined
  /** What has to be fetched to show what is open. */
  readonly wants: Want | undefined
}

/** A part of a value that is not there yet. */
export interface Want {
  readonly steps: Steps
  readonly from: number
}

/** How a value is looked at. */
export interface Look {
  readonly isOpen: (path: string) => boolean
  /** What has been fetched of a part; undefined: nothing yet; `gone`: it cannot be had any more. */
  readonly page: (want: Want) => Shown | 'gone' | undefined
  readonly marks?: Marks
}

/** Characters of a text that are shown before it is opened. */
const longText = 300

const step = (path: string, key: string): string => `${path}/${key.replaceAll('/', '//')}`

/** The path of some steps, as rows have it. */
export const pathOf = (steps: Steps): string => steps.reduce<string>((path, key) => step(path, String(key)), '')

/** The visible lines of a value: its members, or the value itself where it has none. Only what is open is walked. */
export function valueRows(root: Shown, look: Look): ValueRow[] {
  const walk = new Walk(look)
  if (sizeOf(root) > 0) walk.members(root, [], '', 0)
  else walk.one(undefined, root, [], '', 0)
  return walk.rows
}

class Walk {
  readonly rows: ValueRow[] = []

  constructor(private readonly look: Look) {}

  one(name: string | undefined, shown: Shown, steps: Steps, path: string, depth: number, mark = this.look.marks?.at.get(path)): void {
    const container = sizeOf(shown) > 0
    const text = textOf(shown)
    const foldable = container || (text !== undefined && text.size > longText)
    const open = foldable && this.look.isOpen(path)
    const was = mark === 'changed' ? this.look.marks?.before.get(path) : undefined
    const about = { path, steps, depth, name, mark, was: was && summaryOf(was), wants: undefined, foldable, open }
    if (container) {
      this.rows.push({ ...about, value: undefined, summary: summaryOf(shown) })
      if (open) this.members(shown, steps, path, depth + 1)
    } else if (text !== undefined) this.text(text, about)
    else this.rows.push({ ...about, value: 'whole' in shown ? (shown.whole as null) : undefined, summary: summaryOf(shown) })
  }

  /** A long text is there by its beginning, and goes on by pages. */
  private text({ size, text }: { readonly size: number; readonly text: string }, about: Omit<ValueRow, 'value' | 'summary'>): void {
    if (!about.open) {
      const summary = about.foldable ? `${count(size)} characters` : JSON.stringify(text)
      this.rows.push({ ...about, value: about.foldable ? text.slice(0, longText) : text, summary })
      return
    }
    let all = text
    let wants: Want | undefined
    while (all.length < size && this.look.isOpen(rest(about.path, all.length))) {
      const want = { steps: about.steps, from: all.length }
      const page = this.look.page(want)
      const more = page === 'gone' ? undefined : textOf(page)
      if (more === undefined || more.text === '') {
        wants = page === 'gone' ? undefined : want
        break
      }
      all += more.text
    }
    this.rows.push({ ...about, value: all, summary: '', wants })
    const left = size - all.length
    if (left > 0) this.more(rest(about.path, all.length), about, `${count(left)} more characters`)
  }

  private more(path: string, { steps, depth }: Pick<ValueRow, 'steps' | 'depth'>, summary: string): void {
    const row = { path, steps, depth: depth + 1, name: undefined, value: undefined, mark: undefined, was: undefined, wants: undefined }
    this.rows.push({ ...row, summary, foldable: true, open: false })
  }

  members(shown: Shown, steps: Steps, path: string, depth: number): void {
    this.part(shown, steps, path, depth, 0, sizeOf(shown))
    for (const [key, before] of this.look.marks?.removed.get(path) ?? []) {
      const ghost = `${step(path, String(key))}−`
      this.one(String(key), before, [...steps, key], ghost, depth, 'removed')
    }
  }

  /** Some of the members: a page, or up to a hundred parts that open by themselves. */
  private part(shown: Shown, steps: Steps, path: string, depth: number, first: number, end: number): void {
    if (end - first <= pageSize) {
      this.page(shown, steps, path, depth, first)
      return
    }
    let each = pageSize
    while ((end - first) / each > pageSize) each *= pageSize
    for (let from = first; from < end; from += each) {
      const to = Math.min(from + each, end)
      const part = each === pageSize ? `${path}/${from}…` : `${path}/${from}…${to}`
      const open = this.look.isOpen(part)
      const about = { path: part, steps, depth, value: undefined, was: undefined, wants: undefined }
      const mark = this.look.marks?.at.get(part)
      this.rows.push({ ...about, name: `[${from}…${to - 1}]`, summary: '', foldable: true, open, mark })
      if (open) this.part(shown, steps, path, depth + 1, from, to)
    }
  }

  private page(shown: Shown, steps: Steps, path: string, depth: number, from: number): void {
    const page = entriesOf(shown, from) === undefined ? this.look.page({ steps, from }) : shown
    const entries = page === 'gone' ? undefined : entriesOf(page, from)
    if (entries === undefined) {
      const about = { path: `${path}/@${from}`, steps, depth, name: undefined, value: undefined, mark: undefined, was: undefined }
      this.rows.push({
        ...about,
        summary: page === 'gone' ? 'Not there any more' : 'Reading…',
        foldable: false,
        open: false,
        wants: page === 'gone' ? undefined : { steps, from },
      })
      return
    }
    for (const [key, inner] of entries) this.one(String(key), inner, [...steps, key], step(path, String(key)), depth)
  }
}

const rest = (path: string, from: number): string => `${path}/text ${from}`

const count = (size: number): string => size.toLocaleString('en')

/** Members of a container; 0 for all else. */
export function sizeOf(shown: Shown): number {
  if (!('whole' in shown)) return shown.of === 'string' ? 0 : shown.size
  const { whole } = shown
  return isArray(whole) ? whole.length : isObject(whole) ? Object.keys(whole).length : 0
}

function textOf(shown: Shown | undefined): { readonly size: number; readonly text: string } | undefined {
  if (shown === undefined) return undefined
  if ('whole' in shown) return typeof shown.whole === 'string' ? { size: shown.whole.length, text: shown.whole } : undefined
  return shown.of === 'string' ? shown : undefined
}

/** The members of a page that are there; undefined where they have to be fetched. */
function entriesOf(shown: Shown | undefined, from: number): (readonly [string | number, Shown])[] | undefined {
  if (shown === undefined) return undefined
  if ('whole' in shown) {
    const { whole } = shown
    if (isArray(whole)) return whole.slice(from, from + pageSize).map((item, i) => [from + i, { whole: item }])
    return isObject(whole)
      ? Object.keys(whole)
          .slice(from, from + pageSize)
          .map((key) => [key, { whole: whole[key]! }])
      : []
  }
  if (shown.of === 'string') return []
  const entries = shown.of === 'array' ? shown.items.map((item, i) => [from + i, item] as const) : shown.members
  return shown.from === from && entries.length > 0 ? [...entries] : undefined
}

/** A value in one line: whole where it is short, else its kind and size. */
export function summaryOf(shown: Shown): string {
  if (!('whole' in shown)) {
    if (shown.of === 'string') return `${JSON.stringify(shown.text.slice(0, 60)).slice(0, -1)}…"`
    return shown.of === 'array'
      ? `[${shown.size}]`
      : names(
          shown.members.map(([key]) => key),
          shown.size,
        )
  }
  return summary(shown.whole)
}

function summary(value: Json): string {
  if (isArray(value)) return value.length === 0 ? '[]' : `[${value.length}]`
  if (isObject(value)) return names(Object.keys(value), Object.keys(value).length)
  return JSON.stringify(value)
}

function names(keys: readonly string[], size: number): string {
  if (size === 0) return '{}'
  if (keys.length === 0) return `{${size}}`
  const text = keys.slice(0, 5).join(', ')
  return `{${text.length > 60 ? `${text.slice(0, 59)}…` : text}${size > 5 ? ', …' : ''}}`
}
