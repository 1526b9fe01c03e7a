import { needsPicker, pageOf } from './items'
import type { TableLook } from './look'
import type { Attempt, Children, Visit, VisitThread } from './visit'

/** What a row is about. */
export type About =
  | { readonly kind: 'visit'; readonly visit: Visit }
  /** One of several attempts, from 1. */
  | { readonly kind: 'attempt'; readonly visit: Visit; readonly attempt: Attempt; readonly number: number }
  | { readonly kind: 'thread'; readonly thread: VisitThread }
  /** Above many items. */
  | { readonly kind: 'picker'; readonly visit: Visit; readonly attempt: Attempt & { readonly children: Children } }

/** A row of the table, as a tree has it. */
export interface TableRow {
  /** The same for the same thing, as long as it is there. */
  readonly id: string
  readonly about: About
  /** From 1. */
  readonly level: number
  /** Its place among its siblings, from 1, and how many there are, also on other pages. */
  readonly place: number
  readonly size: number
  /** Undefined: nothing is in it. */
  readonly open: boolean | undefined
  /** The row that it is in; undefined of the machine's own states. */
  readonly parent: TableRow | undefined
}

/** With fewer branches or items than these they are shown without being asked for. */
const fewBranches = 10
const fewItems = 5

export const visitRow = ({ event }: Visit): string => `v${event}`
export const attemptRow = ({ event }: Attempt): string => `a${event}`
export const threadRow = ({ id }: VisitThread): string => `t${id}`
export const pickerRow = ({ event }: Attempt): string => `p${event}`

/** The rows that can be scrolled to: those in rows that are open, and of many items a page. */
export function rowsOf(roots: readonly Visit[], look: TableLook): TableRow[] {
  const rows: TableRow[] = []
  const add = (about: About, parent: TableRow | undefined, place: number, size: number) => {
    const row: TableRow = { id: idOf(about), about, level: (parent?.level ?? 0) + 1, place, size, open: openOf(about, look), parent }
    rows.push(row)
    if (row.open) within(row)
  }
  const threads = ({ children }: Attempt, attempt: Attempt, visit: Visit, parent: TableRow) => {
    if (children === undefined) return
    const picker = { kind: 'picker', visit, attempt: attempt as Attempt & { children: Children } } as const
    const picks = needsPicker(children)
    const { items, from, total } = picks
      ? pageOf(children, look.picks[idOf(picker)])
      : { items: children.threads, from: 0, total: children.threads.length }
    if (picks) add(picker, parent, 1, total + 1)
    const before = picks ? 2 : 1
    for (const [i, thread] of items.entries()) add({ kind: 'thread', thread }, parent, from + i + before, total + before - 1)
  }
  const within = (row: TableRow) => {
    const { about } = row
    if (about.kind === 'thread')
      for (const [i, visit] of about.thread.visits.entries()) add({ kind: 'visit', visit }, row, i + 1, about.thread.visits.length)
    if (about.kind === 'attempt') threads(about.attempt, about.attempt, about.visit, row)
    if (about.kind !== 'visit') return
    const { visit } = about
    const { attempts } = visit
    if (attempts.length === 1) threads(attempts[0]!, attempts[0]!, visit, row)
    else for (const [i, attempt] of attempts.entries()) add({ kind: 'attempt', visit, attempt, number: i + 1 }, row, i + 1, attempts.length)
  }
  for (const [i, visit] of roots.entries()) add({ kind: 'visit', visit }, undefined, i + 1, roots.length)
  return rows
}

function idOf(about: About): string {
  if (about.kind === 'visit') return visitRow(about.visit)
  if (about.kind === 'thread') return threadRow(about.thread)
  return about.kind === 'attempt' ? attemptRow(about.attempt) : pickerRow(about.attempt)
}

/** Undefined: nothing is in it. */
function openOf(about: About, look: TableLook): boolean | undefined {
  if (about.kind === 'picker') return undefined
  const initially =
    about.kind === 'visit' ? visitOpens(about.visit) : about.kind === 'thread' ? threadOpens(about.thread) : attemptOpens(about)
  return initially === undefined ? undefined : (look.open[idOf(about)] ?? initially)
}

function visitOpens({ attempts }: Visit): boolean | undefined {
  const [first] = attempts
  if (first === undefined || (attempts.length === 1 && !hasThreads(first))) return undefined
  return attempts.length > 1 ? attempts.some(hasThreads) : areFew(first.children!)
}

const attemptOpens = ({ visit, attempt }: About & { kind: 'attempt' }): boolean | undefined =>
  hasThreads(attempt) ? attempt === visit.attempts.at(-1) && areFew(attempt.children!) : undefined

const threadOpens = ({ visits, kind, attempt }: VisitThread): boolean | undefined =>
  visits.length === 0 ? undefined : kind !== 'item' || attempt?.children === undefined || areFew(attempt.children)

const hasThreads = ({ children }: Attempt): boolean => children !== undefined && children.threads.length > 0

function areFew({ threads, length }: Children): boolean {
  return (length ?? threads.length) <= (threads[0]?.kind === 'item' ? fewItems : fewBranches)
}

/** The event that stands for a row in the other views; undefined of a picker. */
export function eventOf({ about }: TableRow): number | undefined {
  if (about.kind === 'visit') return about.visit.event
  if (about.kind === 'thread') return about.thread.event
  return about.kind === 'attempt' ? about.attempt.event : undefined
}

/** The visit that a row is about or in; of an item or branch the one that it is in now, or was in last. */
export function visitOf({ about }: TableRow): Visit | undefined {
  return about.kind === 'thread' ? (about.thread.visits.at(-1) ?? about.thread.owner) : about.visit
}
