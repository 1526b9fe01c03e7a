import { isArray, isObject, type Json, member } from '../core/base/json'
import { isReferencePath, type Path, parsePath, type Segment } from '../core/expressions/paths/parse'
import { quotedName } from '../core/expressions/paths/quote'
import type { Thread } from '../core/interpreter/api'
import { inputOf, named, variableRoot } from './scopes'
import { type Root, withMember } from './variables'

/**
 * The place that an expression names, where it names one that can be assigned to: `$.order.items[0]`, `$total`, `$states.input.id`.
 * Undefined for every other expression.
 */
export function placeOf(expression: string, thread: Thread, changed: () => void): Root | undefined {
  const path = parsePath(plainQuotes(expression.trim()))
  if (path.problems.some(({ severity }) => severity === 'error') || !isReferencePath(path)) return undefined
  const found = rootOf(path, thread, changed)
  if (found === undefined) return undefined
  const { root, steps } = found
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
    ...named(thread, expression.trim()),
    write: (now) => {
      let whole = now
      for (let i = steps.length - 1; i >= 0; i--) whole = withMember(containers[i]!, positive(steps[i]!, containers[i]!), whole)
      root.write?.(whole)
    },
  }
}

/** JSONata's quotes of a name as JSONPath has them: a place reads the same in both. */
const plainQuotes = (text: string) => text.replaceAll(/\.`([^`]*)`/g, (_, name: string) => `[${quotedName(name)}]`)

const positive = (step: string | number, container: Json) =>
  typeof step === 'number' && step < 0 && isArray(container) ? container.length + step : step

const stepOf = (segment: Segment): string | number =>
  segment.kind === 'index' ? segment.index : segment.kind === 'name' ? segment.name : ''

function rootOf({ root, segments }: Path, thread: Thread, changed: () => void): { root: Root; steps: (string | number)[] } | undefined {
  const steps = segments.map(stepOf)
  if (root.kind === 'input') return { root: payloadRoot(thread, changed), steps }
  if (root.kind !== 'variable') return undefined
  if (root.name === 'states') {
    const [first, ...rest] = steps
    if (first === 'input') return { root: inputOf(thread, changed), steps: rest }
    // later the payload is what the state made of it
    return first === 'result' && thread.stage === 'result' ? { root: payloadRoot(thread, changed), steps: rest } : undefined
  }
  const value = thread.scopes.map((scope) => member(scope, root.name)).find((each) => each !== undefined)
  return value === undefined ? undefined : { root: variableRoot(thread, root.name, value, changed), steps }
}

const payloadRoot = (thread: Thread, changed: () => void): Root => ({
  value: thread.payload,
  write: (value) => {
    thread.payload = value
    changed()
  },
})
