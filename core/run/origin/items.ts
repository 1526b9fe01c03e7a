import { isArray, isObject, type Json } from '../../base/json'
import { valueIn } from '../../base/steps'
import { flowValuesOf } from '../../interpreter/flowValues'
import type { Hindsight, Visit } from '../../interpreter/hindsight'
import type { Back, FlowFrom, From, OriginStep } from './from'

/** What an iteration begins with where there is no ItemSelector: the item, or of an object's member its name and value. */
export function itemInput(hindsight: Hindsight, { visit, value, item, steps }: FlowFrom): Back {
  if ((value !== 'item' && value !== 'child') || item === undefined) return {}
  const [part, ...rest] = steps
  if (!isObject(itemsOf(hindsight, visit))) return { next: { of: 'item', visit, index: item, steps } }
  if (part === 'Value') return { next: { of: 'item', visit, index: item, steps: rest } }
  return { told: { kind: 'made', text: 'the name of a member, which the Map state gives', visit, node: undefined, event: undefined } }
}

/** One step back from an item: into the array, or the object, that the Map goes through. */
export function ofItem(hindsight: Hindsight, { visit, index, steps }: From & { readonly of: 'item' }): Back {
  const items = itemsOf(hindsight, visit)
  const key = isObject(items) ? Object.keys(items)[index] : index
  return key === undefined ? {} : { next: { of: 'flow', visit, value: 'items', steps: [key, ...steps] } }
}

function itemsOf(hindsight: Hindsight, visit: Visit): Json | undefined {
  const thread = hindsight.look(visit)
  return thread && flowValuesOf(thread).items
}

/** A batch has items in their order, and what the ItemBatcher puts beside them. */
export function batchedFrom(hindsight: Hindsight, from: FlowFrom, beside: OriginStep): Back {
  const { item, steps } = from
  const [part, index, ...rest] = steps
  const batches = hindsight.look(from.visit)?.stages.afterItemBatcher
  if (item === undefined || part !== 'Items' || typeof index !== 'number' || !isArray(batches)) return { told: beside }
  const sizes = batches
    .slice(0, item)
    .map((batch) => valueIn(batch, ['Items']))
    .map((items) => (isArray(items) ? items.length : 0))
  const before = sizes.reduce((sum, size) => sum + size, 0)
  return { next: { ...from, value: 'item', item: before + index, steps: rest } }
}
