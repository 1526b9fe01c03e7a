import { isArray, isObject, type Json } from '../../base/json'
import { flowValuesOf } from '../../interpreter/flowValues'
import type { Past, Visit } from '../../interpreter/past'
import { type Back, type FlowFrom, type From, type OriginStep, valueIn } from './from'

/** What an iteration begins with where there is no ItemSelector: the item, or of an object's member its name and value. */
export function itemInput(past: Past, { visit, value, item, steps }: FlowFrom): Back {
  if ((value !== 'item' && value !== 'child') || item === undefined) return {}
  const [part, ...rest] = steps
  if (!isObject(itemsOf(past, visit))) return { next: { of: 'item', visit, index: item, steps } }
  if (part === 'Value') return { next: { of: 'item', visit, index: item, steps: rest } }
  return { told: { kind: 'made', text: 'the name of a member, which the Map state gives', visit, node: undefined, event: undefined } }
}

/** One step back from an item: into the array, or the object, that the Map goes through. */
export function ofItem(past: Past, { visit, index, steps }: From & { readonly of: 'item' }): Back {
  const items = itemsOf(past, visit)
  const key = isObject(items) ? Object.keys(items)[index] : index
  return key === undefined ? {} : { next: { of: 'flow', visit, value: 'items', steps: [key, ...steps] } }
}

function itemsOf(past: Past, visit: Visit): Json | undefined {
  const thread = past.look(visit)
  return thread && flowValuesOf(thread).items
}

/** A batch has items in their order, and what the ItemBatcher puts beside them. */
export function batchedFrom(past: Past, from: FlowFrom, beside: OriginStep): Back {
  const { item, steps } = from
  const [part, index, ...rest] = steps
  const batches = past.look(from.visit)?.stages.afterItemBatcher
  if (item === undefined || part !== 'Items' || typeof index !== 'number' || !isArray(batches)) return { told: beside }
  const sizes = batches
    .slice(0, item)
    .map((batch) => valueIn(batch, ['Items']))
    .map((items) => (isArray(items) ? items.length : 0))
  const before = sizes.reduce((sum, size) => sum + size, 0)
  return { next: { ...from, value: 'item', item: before + index, steps: rest } }
}
