import { kindOf } from '../../core/history/events'
import type { Outcome } from '../../core/history/kind'
import { detailsOf } from '../../core/history/types'
import type { FieldName } from './terms'
import type { Item, Kind } from './timeline'

/** What a field of the filter is for a person, and when an event fits a value of it. `text` is small; `whole`: no part of the field will do. */
interface Field {
  readonly title: string
  /** In a suggestion. */
  readonly about: string
  /** Undefined: what is in payloads is looked for elsewhere. */
  readonly fits: ((item: Item, text: string, whole: boolean, lineage: Lineage) => boolean) | undefined
}

/** Where branches and iterations belong: the indices of a thread and of those around it, its own first. */
export interface Lineage {
  indicesOf(threadId: number): readonly number[]
}

const same = (text: string, whole: boolean, value: string | undefined): boolean =>
  value !== undefined && (whole ? value.toLowerCase() === text : value.toLowerCase().includes(text))

/** How the events are called that tell of it. */
export const kindNames: Readonly<Record<Kind, string>> = {
  started: 'Started',
  entered: 'Entered',
  exited: 'Exited',
  scheduled: 'Scheduled',
  succeeded: 'Succeeded',
  failed: 'Failed',
  other: 'Other',
}

/** What an event says of how something has ended. */
export const outcomeNames: Readonly<Record<Outcome, string>> = {
  succeeded: 'Succeeded',
  failed: 'Failed',
  timedOut: 'Timed out',
  aborted: 'Aborted',
}

export const outcomeOf = ({ row }: Item): Outcome | undefined => kindOf(row.event.type)?.outcome

/** The fields, in the order in which they are offered. */
export const fields: Readonly<Record<FieldName, Field>> = {
  type: {
    title: 'Type',
    about: 'type of the event, or a part of it',
    fits: ({ row }, text, whole) => same(text, whole, row.event.type),
  },
  category: { title: 'Category', about: 'what the event tells', fits: ({ kind }, text) => same(text, true, kind) },
  state: { title: 'State', about: 'name of the state', fits: ({ row }, text, whole) => same(text, whole, row.state?.name) },
  status: {
    title: 'Status',
    about: 'how something has ended',
    fits: (item, text) => same(text, true, outcomeOf(item)),
  },
  item: {
    title: 'Item',
    about: 'index of an item or branch, from 0',
    fits: ({ row }, text, _, lineage) => /^\d+$/.test(text) && lineage.indicesOf(row.threadId).includes(Number(text)),
  },
  thread: {
    title: 'Branch or item',
    about: 'branch or item with those within it',
    fits: ({ row: { threadName } }, text, whole) =>
      whole ? threadName.toLowerCase() === text || threadName.toLowerCase().startsWith(`${text} > `) : same(text, false, threadName),
  },
  error: { title: 'Error', about: 'name of the error', fits: ({ row }, text, whole) => same(text, whole, detailsOf(row.event).error) },
  by: { title: 'Answered by', about: 'who answered the task', fits: ({ row }, text) => same(text, true, row.answeredBy) },
  text: { title: 'Text', about: 'text in the payloads', fits: undefined },
  id: { title: 'ID', about: 'number of the event', fits: ({ row }, text) => String(row.event.id) === text },
}
