import { type State, valueAt } from '../model/machine'

/** A parameter of a task that is a text and written out; undefined where it is evaluated, or missing. */
export function constantParameter(state: State, name: string): string | undefined {
  const field = state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters'
  const value = valueAt(valueAt(state.node, field), name)
  return value?.kind === 'string' && !value.value.startsWith('{%') ? value.value : undefined
}
