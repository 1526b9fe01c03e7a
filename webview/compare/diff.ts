import { align } from '../../core/base/difference'
import { equalWithin } from '../../core/base/equal'
import { isArray, isObject, type Json } from '../../core/base/json'
import type { Mark } from '../shared/marks'
import { pathOf, summaryOf } from '../shared/valueRows'

/** One line of two values that are held against each other. */
export interface DiffRow {
  readonly path: string
  readonly depth: number
  readonly name: string | undefined
  /** Undefined: they are the same here. */
  readonly mark: Mark | undefined
  /** What is on each side, in one line; undefined: nothing. */
  readonly before: string | undefined
  readonly after: string | undefined
  readonly foldable: boolean
  readonly open: boolean
  /** Members that are the same on both sides and are not shown: the row stands for so many. */
  readonly same: number | undefined
}

/** Values that are looked at to find whether something within is different. */
const patience = 200_000
/** Members of one level that are shown before the rest is asked for. */
const page = 200
/** So many that are the same beside each other are folded into a line. */
const few = 3

/** The lines of a comparison. What differs is open unless it is `toggled`; what does not is folded unless it is. */
export function diffRows(before: Json, after: Json, toggled: (path: string) => boolean): DiffRow[] {
  const rows: DiffRow[] = []
  const one = (
    name: string | undefined,
    was: Json | undefined,
    is: Json | undefined,
    steps: readonly (string | number)[],
    depth: number,
    side: string,
  ) => {
    const path = `${pathOf(steps)}${side}`
    const inner = was !== undefined && is !== undefined ? align(was, is) : undefined
    const mark = markOf(was, is, inner !== undefined)
    const alone = is ?? was
    const foldable = inner !== undefined ? inner.length > 0 : isFoldable(alone)
    const open = foldable && toggled(path) !== (mark === 'within')
    const line = (value: Json | undefined) => (value === undefined ? undefined : summaryOf({ whole: value }))
    rows.push({ path, depth, name, mark, before: line(was), after: line(is), foldable, open, same: undefined })
    if (!open) return
    if (inner !== undefined)
      many(
        inner.map(({ key, before, after }) => [key, before, after]),
        steps,
        depth + 1,
        path,
      )
    else if (mark !== 'changed')
      many(
        entries(alone).map(([key, value]) => [key, was && value, is && value]),
        steps,
        depth + 1,
        path,
      )
  }
  const many = (
    members: readonly (readonly [key: string | number, was: Json | undefined, is: Json | undefined])[],
    steps: readonly (string | number)[],
    depth: number,
    path: string,
  ) => {
    const equal = members.map(([, was, is]) => was !== undefined && is !== undefined && isSame(was, is))
    for (let i = 0, shown = 0; i < members.length; ) {
      let to = i
      while (to < members.length && equal[to]) to++
      const fold = `${path}/=${i}`
      if (to - i > few && !toggled(fold)) {
        rows.push({
          path: fold,
          depth,
          name: undefined,
          mark: undefined,
          before: undefined,
          after: undefined,
          foldable: true,
          open: false,
          same: to - i,
        })
        i = to
        continue
      }
      const rest = `${path}/+${i}`
      if (++shown > page && !toggled(rest)) {
        rows.push({
          path: rest,
          depth,
          name: undefined,
          mark: 'within',
          before: undefined,
          after: undefined,
          foldable: true,
          open: false,
          same: members.length - i,
        })
        return
      }
      for (const end = Math.max(to, i + 1); i < end; i++) {
        const [key, was, is] = members[i]!
        one(String(key), was, is, [...steps, key], depth, is === undefined ? '−' : '')
      }
    }
  }
  const inner = align(before, after)
  if (inner === undefined) one(undefined, before, after, [], 0, '')
  else
    many(
      inner.map(({ key, before, after }) => [key, before, after]),
      [],
      0,
      '',
    )
  return rows
}

/** The steps from the top of what is the same in each of two lists. */
const isSame = (was: Json, is: Json): boolean => equalWithin(was, is, patience)

function markOf(was: Json | undefined, is: Json | undefined, containers: boolean): Mark | undefined {
  if (was === undefined) return 'added'
  if (is === undefined) return 'removed'
  return isSame(was, is) ? undefined : containers ? 'within' : 'changed'
}

const entries = (value: Json | undefined): (readonly [string | number, Json])[] =>
  isArray(value) ? value.map((item, i) => [i, item]) : isObject(value) ? Object.entries(value) : []

const isFoldable = (value: Json | undefined): boolean => entries(value).length > 0
