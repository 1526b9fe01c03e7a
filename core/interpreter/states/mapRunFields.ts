import { isObject, type Json } from '../../base/json'
import { Failure } from '../../expressions/evaluation/failure'
import { memberOf, type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { ItemRequest } from '../api'
import type { Frame } from '../frame'
import { batches } from '../items/batch'
import type { Transform } from '../operation'
import { evaluated } from './changes'
import { integerOf, type NumberField } from './numbers'

/** ReaderConfig's MaxItems. */
export function maxItemsOf(reader: Node, jsonata: boolean): NumberField | undefined {
  const config = memberOf(reader, 'ReaderConfig')?.value
  return config === undefined ? undefined : integerOf(config, 'MaxItems', jsonata, 'ItemReader/ReaderConfig/MaxItems')
}

/** Evaluates what the item source is asked for. */
export function readerOf(reader: Node, state: State): (frame: Frame) => ItemRequest | Failure {
  const resource = valueAt(reader, 'Resource')
  const part = (name: string): Transform | undefined => {
    const node = valueAt(reader, name)
    return node && evaluated(node, state, `ItemReader/${name}`)
  }
  const fields = { parameters: part(state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters'), readerConfig: part('ReaderConfig') }
  return (frame) => {
    const values = valuesOf(frame, fields)
    if (values instanceof Failure) return values
    return {
      resource: resource?.kind === 'string' ? resource.value : '',
      parameters: isObject(values.parameters) ? values.parameters : {},
      readerConfig: isObject(values.readerConfig) ? values.readerConfig : {},
    }
  }
}

type Batcher = (frame: Frame, inputs: readonly Json[]) => Json[] | Failure

/** Makes the inputs of child executions of those of the items. */
export function batcherOf(node: Node, state: State): Batcher {
  const jsonata = state.queryLanguage === 'JSONata'
  const batchInput = valueAt(node, 'BatchInput')
  const fields = {
    items: integerOf(node, 'MaxItemsPerBatch', jsonata, 'ItemBatcher/MaxItemsPerBatch'),
    bytes: integerOf(node, 'MaxInputBytesPerBatch', jsonata, 'ItemBatcher/MaxInputBytesPerBatch'),
    shared: batchInput && evaluated(batchInput, state, 'ItemBatcher/BatchInput'),
  }
  return (frame, inputs) => {
    const values = valuesOf(frame, fields)
    if (values instanceof Failure) return values
    const { items, bytes, shared } = values
    return batches(inputs, items ?? Number.POSITIVE_INFINITY, bytes ?? frame.thread.execution.limits.payloadBytes, shared)
  }
}

type Fields = Readonly<Record<string, ((frame: Frame) => unknown) | undefined>>
type Values<F extends Fields> = {
  readonly [K in keyof F]: Exclude<ReturnType<NonNullable<F[K]>>, Failure> | (undefined extends F[K] ? undefined : never)
}

/** Evaluates fields one after the other; those that are not there are undefined. The first that fails is what comes of it. */
export function valuesOf<F extends Fields>(frame: Frame, fields: F): Values<F> | Failure {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = field?.(frame)
    if (value instanceof Failure) return value
    values[name] = value
  }
  return values as Values<F>
}
