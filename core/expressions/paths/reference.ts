import { isArray, isObject, type Json, member, setMember } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../evaluation/failure'
import { isReferencePath, parsePath } from './parse'

/**
 * Puts `value` at a place in `root` and returns the new root, which shares all that did not change; a Failure where there is no such place.
 */
export type Place = (root: Json, value: Json) => Json | Failure

type Step = string | number

/**
 * Compiles a ResultPath. Objects on the way that are not there are made; a place in anything else is
 * States.ReferencePathConflict, as AWS says; the specification has States.ResultPathMatchFailure for it ("Errors", Appendix A). A text that is no
 * Reference Path into the input is States.Runtime. The failures have no node yet.
 */
export function compileResultPath(text: string): Place {
  const path = parsePath(text)
  if (path.root.kind !== 'input' || !isReferencePath(path)) {
    const failure = new Failure('States.Runtime', `Invalid path '${text}': ResultPath must be a Reference Path`)
    return () => failure
  }
  const steps = path.segments.map((s): Step => (s.kind === 'index' ? s.index : (s as { name: string }).name))
  const [only] = steps
  if (only === undefined) return (_root, value) => value
  if (steps.length === 1 && typeof only === 'string') {
    return (root, value) => (isObject(root) ? withMember(root, only, value) : noMatch(only, root))
  }
  return (root, value) => place(root, steps, 0, value)
}

function place(at: Json | undefined, steps: readonly Step[], index: number, value: Json): Json | Failure {
  const step = steps[index]
  if (step === undefined) return value
  if (typeof step === 'number') {
    const i = isArray(at) && step < 0 ? at.length + step : step
    if (!isArray(at) || i < 0 || i >= at.length) return noMatch(step, at ?? null)
    const item = place(at[i], steps, index + 1, value)
    return item instanceof Failure ? item : at.with(i, item)
  }
  if (at !== undefined && !isObject(at)) return noMatch(step, at)
  const child = place(at && member(at, step), steps, index + 1, value)
  return child instanceof Failure ? child : withMember(at ?? {}, step, child)
}

function withMember(object: Json, key: string, value: Json): Json {
  const copy: Record<string, Json> = { ...(object as Record<string, Json>) }
  setMember(copy, key, value)
  return copy
}

const noMatch = (step: Step, at: Json) =>
  new Failure('States.ReferencePathConflict', `Unable to apply step "${step}" to input ${jsonText(at)}`)
