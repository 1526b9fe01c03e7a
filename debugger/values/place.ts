import { isArray, isObject, type Json, member } from '../../core/base/json'
import { languageOf } from '../../core/conditions/thread'
import { type Key, type Place, placeIn } from '../../core/expressions/language'
import type { Thread } from '../../core/interpreter/api'
import { type Root, withMember } from '../breakpoints/slots'
import { inputOf, variableRoot } from './scopes'

/**
 * The place that an expression names, where it names one that can be assigned to: `$.order.items[0]`, `$total`, `$states.input.id`.
 * Undefined for every other expression.
 */
export function placeOf(expression: string, thread: Thread, changed: () => void): Root | undefined {
  const found = placeIn(expression, languageOf(thread))
  const root = found && rootOf(found.place, thread, changed)
  if (found === undefined || root === undefined) return undefined
  const { steps } = found.place
  const containers: Json[] = []
  let value: Json | undefined = root.value
  for (const step of steps) {
    if (value === undefined) return undefined
    containers.push(value)
    value = isArray(value) && typeof step === 'number' ? value.at(step) : isObject(value) ? member(value, String(step)) : undefined
  }
  const last = containers.at(-1)
  if (value === undefined && !isObject(last)) return undefined
  return {
    value: value ?? null,
    expression: expression.trim(),
    language: found.language,
    write: (now) => {
      let whole = now
      for (let i = steps.length - 1; i >= 0; i--) whole = withMember(containers[i]!, positive(steps[i]!, containers[i]!), whole)
      root.write?.(whole)
    },
  }
}

const positive = (step: Key, container: Json) =>
  typeof step === 'number' && step < 0 && isArray(container) ? container.length + step : step

function rootOf(place: Place, thread: Thread, changed: () => void): Root | undefined {
  switch (place.root) {
    case 'payload':
      return payloadRoot(thread, changed)
    case 'input':
      return inputOf({ thread, changed })
    case 'result':
      // later the payload is what the state made of it
      return thread.stage === 'result' ? payloadRoot(thread, changed) : undefined
    case 'variable': {
      const value = thread.scopes.map((scope) => member(scope, place.name)).find((each) => each !== undefined)
      return value === undefined ? undefined : variableRoot(thread, place.name, value, changed)
    }
  }
}

const payloadRoot = (thread: Thread, changed: () => void): Root => ({
  value: thread.payload,
  write: (value) => {
    thread.payload = value
    changed()
  },
})
