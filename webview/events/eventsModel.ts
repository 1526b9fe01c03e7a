import type { FoundEvents } from '../../core/run/inspect/search'
import { Counts } from './counts'
import type { Lineage } from './fields'
import { type Filter, filterOf } from './filter'
import { PayloadSearch } from './payloadSearch'
import type { Item } from './timeline'

/** The events that a filter lets through, as events come and go: only new ones are looked at. */
export class EventsModel implements Lineage {
  readonly search: PayloadSearch
  filter: Filter = filterOf('')
  /** Indices of items, ascending. */
  fitting: number[] = []
  /** How often the list has become another one: by a filter, not by new events. */
  version = 0
  private items: readonly Item[] = []
  private readonly known = new Counts()
  /** Items that are counted. */
  private counted = 0
  /** Where branches and iterations belong, by thread. */
  private readonly threads = new Map<number, { readonly parent: number | undefined; readonly index: number | undefined }>()
  private readonly indices = new Map<number, readonly number[]>()
  /** The index of the first event that came cut. */
  private firstCut: number | undefined

  constructor(ask: (args: { text: string; from: number }) => Promise<FoundEvents>, changed: () => void) {
    this.search = new PayloadSearch(ask, (ids) => this.refit(ids), changed)
  }

  /** Other items from an index on; `gone`: those that were there. */
  apply(items: readonly Item[], from: number, gone: readonly Item[] = []): void {
    for (const item of gone.slice(0, Math.max(0, this.counted - from))) this.known.remove(item)
    this.counted = Math.min(this.counted, from)
    // threads that have not begun yet may be others the next time
    if (gone.length > 0) this.indices.clear()
    this.items = items
    while (this.fitting.length && this.fitting[this.fitting.length - 1]! >= from) this.fitting.pop()
    if (this.firstCut !== undefined && this.firstCut >= from) this.firstCut = undefined
    for (let i = from; i < items.length; i++) this.add(items[i]!, i)
    this.search.extend({ from: this.firstCut ?? items.length, to: items.length }, from)
  }

  /** How many events have each value: counted when somebody looks. */
  get counts(): Counts {
    while (this.counted < this.items.length) this.known.add(this.items[this.counted++]!)
    return this.known
  }

  setFilter(text: string): void {
    this.filter = filterOf(text)
    this.version++
    this.search.want(this.filter.texts)
    this.fitting = []
    for (let i = 0; i < this.items.length; i++) this.fit(this.items[i]!, i)
  }

  /** Whether the filter lets the item at an index through. */
  shows(index: number): boolean {
    return placeIn(this.fitting, index) >= 0
  }

  found(text: string, id: number): boolean {
    return this.search.has(text, id)
  }

  indicesOf(threadId: number): readonly number[] {
    const known = this.indices.get(threadId)
    if (known !== undefined) return known
    const own = this.threads.get(threadId)
    // of a thread that would be around itself, as a file of somebody else may say
    this.indices.set(threadId, [])
    const around = own?.parent === undefined ? [] : this.indicesOf(own.parent)
    const indices = own?.index === undefined ? around : [own.index, ...around]
    this.indices.set(threadId, indices)
    return indices
  }

  private add(item: Item, index: number): void {
    const { threadId, parentId, index: own, cut } = item.row
    this.threads.set(threadId, { parent: parentId, index: own })
    if (cut) this.firstCut ??= index
    this.fit(item, index)
  }

  private fit(item: Item, index: number): void {
    if (this.filter.fits(item, this)) this.fitting.push(index)
  }

  /** Of these events more is known now. */
  private refit(ids: readonly number[]): void {
    const asked = new Set(ids.map((id) => id - 1).filter((index) => index < this.items.length))
    const fitting = this.fitting.filter((index) => !asked.has(index))
    for (const index of asked) if (this.filter.fits(this.items[index]!, this)) fitting.push(index)
    this.fitting = fitting.sort((a, b) => a - b)
  }
}

/** The place of a value in an ascending list, or -1. */
export function placeIn(ascending: readonly number[], value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const at = ascending[middle]!
    if (at === value) return middle
    if (at < value) low = middle + 1
    else high = middle - 1
  }
  return -1
}
