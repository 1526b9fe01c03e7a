import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { Failure } from '../../expressions/evaluation/failure'
import { compileNamed } from '../../expressions/fields/pathField'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { memberOf, type State } from '../../model/machine'
import { placeNames } from '../../model/places'
import type { Frame } from '../frame'
import { StateError, settle } from '../handlers'
import { doing } from '../operation'
import type { Compiled, PlanScope } from '../planState'
import { enterFlow } from './dataflow'
import { unexpected } from './unexpected'

type Text = (frame: Frame) => string | undefined | Failure

/** Ends the execution, branch or iteration with an error. Source: ASL specification, Fail State. */
export function fail(scope: PlanScope): Compiled {
  const { state, plan } = scope
  const error = textOf(state, 'Error', plan.jsonata)
  const cause = textOf(state, 'Cause', plan.jsonata)
  const enter = enterFlow(scope, (from) =>
    doing(from, placeNames.work, (thread) => {
      const name = error(thread.frame)
      if (name instanceof Failure) return thread.fail(name)
      const why = cause(thread.frame)
      if (why instanceof Failure) return thread.fail(why)
      return settle(thread, new StateError(name, why, state.node))
    }),
  )
  return { enter }
}

function textOf(state: State, field: 'Error' | 'Cause', jsonata: boolean): Text {
  const node = memberOf(state.node, field)?.value
  const path = memberOf(state.node, `${field}Path`)?.value
  if (!jsonata && path?.kind === 'string') {
    const evaluate = compileNamed(path, `${field}Path`)
    return (frame) => asText(evaluate(frame.value, frame))
  }
  if (node?.kind !== 'string') return () => undefined
  if (!jsonata) return () => node.value
  const evaluate = compileJsonata(node, field)
  return (frame) => {
    const value = evaluate(frame.input, frame)
    return value instanceof Failure || typeof value === 'string' ? value : unexpected(node, field, 'string', value)
  }
}

const asText = (value: Json | Failure) => (value instanceof Failure || typeof value === 'string' ? value : jsonText(value))
