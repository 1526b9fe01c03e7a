import type { Json } from '../../base/json'
import { jsonBytes } from '../../base/jsonText'

/**
 * Groups items to batches, each the input of one child execution. No batch has more items or bytes than allowed, but each has at
 * least one. Source: Developer Guide, "ItemBatcher (Map)".
 */
export function batches(items: readonly Json[], mostItems: number, mostBytes: number, batchInput: Json | undefined): Json[] {
  const shell = (list: readonly Json[]): Json => (batchInput === undefined ? { Items: list } : { BatchInput: batchInput, Items: list })
  // each item has a comma in front of it, but for the first
  const empty = jsonBytes(shell([])) - 1
  const out: Json[] = []
  let batch: Json[] = []
  let bytes = empty
  for (const item of items) {
    const size = jsonBytes(item) + 1
    if (batch.length > 0 && (batch.length >= mostItems || bytes + size > mostBytes)) {
      out.push(shell(batch))
      batch = []
      bytes = empty
    }
    batch.push(item)
    bytes += size
  }
  if (batch.length > 0) out.push(shell(batch))
  return out
}
