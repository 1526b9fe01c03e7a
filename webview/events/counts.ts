import { outcomeOf } from './fields'
import type { FieldName } from './terms'
import type { Item } from './timeline'

/** Fields of which it is counted how many events have each value. */
const counted = {
  type: ({ row }) => row.event.type,
  category: ({ kind }) => kind,
  state: ({ row }) => row.state?.name,
  status: outcomeOf,
  thread: ({ row }) => (row.threadId === 1 ? undefined : row.threadName),
  by: ({ row }) => row.answeredBy,
} satisfies { readonly [F in FieldName]?: (item: Item) => string | undefined }

export type CountedField = keyof typeof counted

const names = Object.keys(counted) as CountedField[]
export const isCounted = (field: FieldName): field is CountedField => Object.hasOwn(counted, field)

/** How many events have each value of a field, as events come and go. */
export class Counts {
  private readonly of = Object.fromEntries(names.map((name) => [name, new Map()])) as Record<CountedField, Map<string, number>>

  add(item: Item): void {
    this.count(item, 1)
  }

  remove(item: Item): void {
    this.count(item, -1)
  }

  /** Values with their counts, those that came first before the others. */
  values(field: CountedField): ReadonlyMap<string, number> {
    return this.of[field]
  }

  private count(item: Item, by: 1 | -1): void {
    for (const name of names) {
      const value = counted[name](item)
      if (value === undefined) continue
      const values = this.of[name]
      const count = (values.get(value) ?? 0) + by
      if (count > 0) values.set(value, count)
      else values.delete(value)
    }
  }
}
