import type { Json } from '../../base/json'
import { jsonText } from '../../base/jsonText'
import { parseTimestamp } from '../../base/timestamp'
import { Failure } from '../../expressions/evaluation/failure'
import { compileOptionalPath } from '../../expressions/fields/pathField'
import { compileJsonata } from '../../expressions/jsonata/compile'
import { memberOf } from '../../model/machine'
import { placeNames } from '../../model/places'
import type { Node } from '../../syntax/node'
import type { Frame } from '../frame'
import { evaluationFailed } from '../handlers'
import { doing } from '../operation'
import type { Compiled, PlanScope } from '../planState'
import { enterFlow, exitFlow } from './dataflow'
import { unexpected } from './unexpected'

/** The time until which a Wait waits, in ms since the epoch. */
type Until = (frame: Frame) => number | Failure

/** Source: ASL specification, Wait State. */
export function wait(scope: PlanScope): Compiled {
  const { state, plan } = scope
  const until = untilOf(state.node, plan.jsonata)
  const after = exitFlow(scope)
  const enter = enterFlow(scope, (from) =>
    doing(from, placeNames.work, (thread) => {
      const time = until(thread.frame)
      // what is wrong with a value is found after its evaluation, so that it refers to the state's Entered
      if (time instanceof Failure)
        return evaluationFailed(thread, time, time instanceof WrongValue ? thread.frame.last : thread.frame.before)
      if (time - thread.execution.now > longest * 1000) return thread.fail(tooLong(state.node))
      return time > thread.execution.now ? thread.execution.wait(thread, time, after) : after
    }),
  )
  return { enter }
}

/** Seconds that AWS can wait. */
const longest = 2 ** 31 - 1

/** Recorded for a Timestamp; the other forms are taken to be alike. */
const tooLong = (node: Node) => new Failure('States.Runtime', 'Wait state delay is too long.', node)

class WrongValue extends Failure {}

function untilOf(node: Node, jsonata: boolean): Until {
  const field = (name: string) => memberOf(node, name)?.value
  const seconds = field('Seconds')
  const timestamp = field('Timestamp')
  const secondsPath = field('SecondsPath')
  const timestampPath = field('TimestampPath')
  if (seconds?.kind === 'number') return ({ thread }) => thread.execution.now + seconds.value * 1000
  if (jsonata && seconds?.kind === 'string') return jsonataSeconds(seconds)
  if (jsonata && timestamp?.kind === 'string') return jsonataTimestamp(timestamp)
  if (timestamp?.kind === 'string') return constantTimestamp(timestamp, timestamp.value)
  if (secondsPath?.kind === 'string') return secondsAt(secondsPath)
  if (timestampPath?.kind === 'string') return timestampAt(timestampPath)
  return () => new Failure('States.Runtime', 'The Wait state says neither for how long nor until when.', node)
}

type StringNode = Extract<Node, { kind: 'string' }>

function constantTimestamp(node: StringNode, text: string): Until {
  const time = parseTimestamp(text)
  return () =>
    time ??
    new Failure(
      'States.Runtime',
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      node,
    )
}

function jsonataSeconds(node: StringNode): Until {
  const evaluate = compileJsonata(node, 'Seconds')
  return (frame) => {
    const value = evaluate(frame.input, frame)
    if (value instanceof Failure) return value
    if (typeof value !== 'number') return unexpected(node, 'Seconds', 'number', value)
    if (value < 0) return new WrongValue(queryError, `The Seconds field references a negative value: ${value}`, node, 'Seconds')
    return frame.thread.execution.now + Math.trunc(value) * 1000
  }
}

function jsonataTimestamp(node: StringNode): Until {
  const evaluate = compileJsonata(node, 'Timestamp')
  return (frame) => {
    const value = evaluate(frame.input, frame)
    if (value instanceof Failure) return value
    if (typeof value !== 'string') return unexpected(node, 'Timestamp', 'string', value)
    const cause = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`
    return parseTimestamp(value) ?? new WrongValue(queryError, cause, node, 'Timestamp')
  }
}

const queryError = 'States.QueryEvaluationError'

function secondsAt(node: StringNode): Until {
  const find = compileOptionalPath(node)
  return (frame) => {
    const value = find(frame.value, frame)
    const problem = (text: string) => new Failure('States.Runtime', `The SecondsPath parameter ${text}`, node)
    if (value instanceof Failure) return value
    if (value === undefined) return problem(`does not reference an input value: ${node.value}`)
    const text = plain(value)
    const number = asLong(text)
    if (number === undefined) return problem(`cannot be parsed as a long value: ${node.value} == ${text}`)
    if (number < 0) return problem(`references a negative value: ${node.value} == ${text}`)
    return frame.thread.execution.now + number * 1000
  }
}

function timestampAt(node: StringNode): Until {
  const find = compileOptionalPath(node)
  return (frame) => {
    const value = find(frame.value, frame)
    const problem = (text: string) => new Failure('States.Runtime', `The TimestampPath parameter ${text}`, node)
    if (value instanceof Failure) return value
    if (value === undefined) return problem(`does not reference an input value: ${node.value}`)
    const text = plain(value)
    return (
      parseTimestamp(text) ??
      problem(`does not reference a valid ISO-8601 extended offset date-time format string: ${node.value} == ${text}`)
    )
  }
}

const plain = (value: Json) => (typeof value === 'string' ? value : jsonText(value))

const asLong = (text: string) => (/^[+-]?\d+$/.test(text) ? Number(text) : undefined)
