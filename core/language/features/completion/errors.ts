import { type ErrorName, errorNames } from '../../../aws/errors'
import { parseResource } from '../../../aws/resource'
import { type State, valueAt } from '../../../model/machine'
import type { Node } from '../../../syntax/node'
import type { CompletionItem } from '../../types'
import type { Writer } from './item'

/** The errors that this state can raise: the predefined ones, those of its service, and those that Fail states of the document name. */
export function completeErrorNames(writer: Writer): CompletionItem[] {
  const { cursor } = writer
  const { state, array, token } = cursor
  const service = serviceOf(state)
  const present = new Set(array?.items.map((item) => (item.kind === 'string' && item !== token.node ? item.value : '')))
  const fits = (error: ErrorName) =>
    (error.service === undefined || error.service === service) &&
    (error.language === undefined || error.language === cursor.queryLanguage) &&
    (error.on === undefined || state?.type === undefined || error.on.some((type) => type === state.type))
  const items = errorNames
    .filter((error) => fits(error) && !present.has(error.name))
    .map((error, i) => {
      const rank = error.service !== undefined ? '0' : '1'
      const suggestion = { label: error.name, kind: 'error' as const, documentation: error.doc, sort: rank + String(i).padStart(3, '0') }
      return writer.string(suggestion, error.name)
    })
  const own = [...failuresOf(state)].filter((name) => !present.has(name) && !errorNames.some((error) => error.name === name))
  return [...items, ...own.map((name) => writer.string({ label: name, kind: 'error', detail: 'of a Fail state', sort: `0${name}` }, name))]
}

function serviceOf(state: State | undefined): string | undefined {
  const resource = valueAt(state?.node, 'Resource')
  if (resource?.kind !== 'string') return undefined
  const parsed = parseResource(resource.value)
  return 'service' in parsed ? parsed.service : parsed.kind === 'lambda' ? 'lambda' : undefined
}

/** The errors of the Fail states in a state's branches, which it can catch. */
function failuresOf(state: State | undefined): ReadonlySet<string> {
  const names = new Set<string>()
  const waiting = [...(state?.machines ?? [])]
  for (let machine = waiting.pop(); machine !== undefined; machine = waiting.pop())
    for (const inner of machine.states.values()) {
      waiting.push(...inner.machines)
      const error: Node | undefined = inner.type === 'Fail' ? valueAt(inner.node, 'Error') : undefined
      if (error?.kind === 'string' && error.value !== '' && !error.value.startsWith('{%')) names.add(error.value)
    }
  return names
}
