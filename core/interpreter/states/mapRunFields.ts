import { isObject, type Json } from '../../base/json'
import { Failure } from '../../expressions/evaluation/failure'
import { memberOf, type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { ItemRequest } from '../api'
import { batches } from '../items/batch'
import type { Transform } from '../operation'
import type { ThreadImpl } from '../thread'
import { evaluated } from './changes'
import { integerOf, type NumberField } from './numbers'

/** ReaderConfig's MaxItems. */
export function maxItemsOf(reader: Node, jsonata: boolean): NumberField | undefined {
  const config = memberOf(reader, 'ReaderConfig')?.value
  return config === undefined ? undefined : integerOf(config, 'MaxItems', jsonata, 'ItemReader/ReaderConfig/MaxItems')
}

/** Evaluates what the item source is asked for. */
export function readerOf(reader: Node, state: State): (thread: ThreadImpl) => ItemRequest | Failure {
  const resource = valueAt(reader, 'Resource')
  const part = (name: string): Transform | undefined => {
    const node = valueAt(reader, name)
    return node && evaluated(node, state, `ItemReader/${name}`)
  }
  const fields = { parameters: part(state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters'), readerConfig: part('ReaderConfig') }
  return (thread) => {
    const values = valuesOf(thread, fields)
    if (values instanceof Failure) return values
    return {
      resource: resource?.kind === 'string' ? resource.value : '',
      parameters: isObject(values.parameters) ? values.parameters : {},
      readerConfig: isObject(values.readerConfig) ? values.readerConfig : {},
    }
  }
}

type Batcher = (thread: ThreadImpl, inputs: readonly Json[]) => Json[] | Failure

/** Makes the inputs of child executions of those of the items. */
export function batcherOf(node: Node, state: State): Batcher {
  const jsonata = state.queryLanguage === 'JSONata'
  const batchInput = valueAt(node, 'BatchInput')
  const fields = {
    items: integerOf(node, 'MaxItemsPerBatch', jsonata, 'ItemBatcher/MaxItemsPerBatch'),
    bytes: integerOf(node, 'MaxInputBytesPerBatch', jsonata, 'ItemBatcher/MaxInputBytesPerBatch'),
    shared: batchInput && evaluated(batchInput, state, 'ItemBatcher/BatchInput'),
  }
  return (thread, inputs) => {
    const values = valuesOf(thread, fields)
    if (values instanceof Failure) return values
    const { items, bytes, shared } = values
    return batches(inputs, items ?? Number.POSITIVE_INFINITY, bytes ?? thread.execution.limits.payloadBytes, shared)
  }
}

type Fields = Readonly<Record<string, ((thread: ThreadImpl) => unknown) | undefined>>
type Values<F extends Fields> = {
  readonly [K in keyof F]: Exclude<ReturnType<NonNullable<F[K]>>, Failure> | (undefined extends F[K] ? undefined : never)
}

/** Evaluates fields one after the other; those that are not there are undefined. The first that fails is what comes of it. */
export function valuesOf<F extends Fields>(thread: ThreadImpl, fields: F): Values<F> | Failure {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = field?.(thread)
    if (value instanceof Failure) return value
    values[name] = value
  }
  return values as Values<F>
}
