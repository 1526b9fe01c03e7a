import { isDistributed, type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import { any, arrayOf, itemOf, merge, number, object, type Shape, string } from './shape'

/** What is known of a Map's items: `$$.Map.Item.Value`, and what an iteration gets without an ItemSelector. */
export function mapItem(state: State, items: Shape): { readonly value: Shape; readonly input: Shape } {
  if (items.kind === 'array') return { value: items.item, input: items.item }
  if (items.kind !== 'object' || !state.machines.some(isDistributed)) {
    const value = itemOf(items)
    return { value, input: value }
  }
  const value = [...items.members.values()].reduce(merge, any)
  return { value, input: object({ Key: string, Value: value }) }
}

/** What a child execution gets of items that are batched. `template`: the shape of a BatchInput. */
export function batched(batcher: Node | undefined, item: Shape, template: (node: Node) => Shape): Shape {
  const shared = valueAt(batcher, 'BatchInput')
  return object({ Items: arrayOf(item), ...(shared !== undefined && { BatchInput: template(shared) }) })
}

/** What a listing says of an object. Source: Developer Guide, "ItemReader (Map)", Amazon S3 objects. */
const listed = object({ Etag: string, Key: string, LastModified: number, Size: number, StorageClass: string })

/** An item that an ItemReader reads: of a listing, or of a CSV whose headers are given. `any` of all others, whose data nobody has seen. */
export function readItem(reader: Node | undefined): Shape {
  const config = valueAt(reader, 'ReaderConfig')
  const word = (node: typeof config, name: string) => {
    const value = valueAt(node, name)
    return value?.kind === 'string' ? value.value : undefined
  }
  const flattened = word(config, 'Transformation') === 'LOAD_AND_FLATTEN'
  if (word(reader, 'Resource')?.endsWith(':listObjectsV2') && !flattened) return listed
  const headers = valueAt(config, 'CSVHeaders')
  if (headers?.kind !== 'array' || word(config, 'CSVHeaderLocation') !== 'GIVEN') return any
  return object(Object.fromEntries(headers.items.flatMap((item) => (item.kind === 'string' ? [[item.value, string]] : []))))
}
