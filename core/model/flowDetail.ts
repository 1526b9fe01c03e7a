import { parseResource } from '../aws/resource'
import type { Node } from '../syntax/node'
import { cut, expression, valueText } from './flowLabel'
import { isDistributed, resourceOf, type State, type StateType, valueAt } from './machine'

/** The UTF-16 code units of a detail at most. */
const maxDetail = 80

/** What a state does, in a few words: what a Task calls, how long a Wait waits, how a Map runs. A Type that is none is told as it is written. */
export function detailOf(state: State): string | undefined {
  const text = state.type === undefined ? unknownType(state) : details[state.type]?.(state)
  return text ? cut(text, maxDetail) : undefined
}

function unknownType({ node }: State): string | undefined {
  const type = valueAt(node, 'Type')
  return type?.kind === 'string' ? type.value : type && valueText(type)
}

const details: { readonly [K in StateType]?: (state: State) => string | undefined } = {
  Task: taskDetail,
  Wait: ({ node }) => {
    const seconds = valueAt(node, 'Seconds')
    if (seconds?.kind === 'number') return `${seconds.value} s`
    const until = seconds ?? valueAt(node, 'SecondsPath')
    if (until !== undefined) return `${shown(until)} s`
    return shown(valueAt(node, 'Timestamp') ?? valueAt(node, 'TimestampPath'))
  },
  Fail: ({ node }) => shown(valueAt(node, 'Error') ?? valueAt(node, 'ErrorPath')),
  Map: ({ machines: [processor] }) => (processor && isDistributed(processor) ? 'Distributed' : 'Inline'),
  Parallel: ({ machines }) => (machines.length === 1 ? '1 branch' : `${machines.length} branches`),
}

/** The function, the activity or the action: what somebody looks for who reads the graph. */
function taskDetail(state: State): string | undefined {
  const written = resourceOf(state)
  if (written === '') return shown(valueAt(state.node, 'Resource'))
  const { kind, family, resource, resourceType, pattern } = parseResource(written)
  if (kind === 'optimised' && resourceType === 'lambda') {
    const called = calledFunction(state)
    if (called !== undefined) return `Lambda: ${called}${pattern === 'waitForTaskToken' ? ' (task token)' : ''}`
  }
  if (family === 'lambda') return `Lambda: ${functionName(resource)}`
  if (family === 'activity') return `Activity: ${resource}`
  return kind === 'invalid' || !resourceType ? written : `${resourceType}:${resource}`
}

function calledFunction({ node }: State): string | undefined {
  const given = valueAt(node, 'Arguments') ?? valueAt(node, 'Parameters')
  const called = valueAt(given, 'FunctionName') ?? valueAt(given, 'FunctionName.$')
  return called === undefined ? undefined : called.kind === 'string' ? functionName(expression(called.value)) : valueText(called)
}

/** The name in a function's ARN; whatever else names one, as it is. */
const functionName = (text: string): string => /:function:([^:]+)/.exec(text)?.[1] ?? text

/** A text without quotes and marks. */
const shown = (node: Node | undefined): string | undefined =>
  node === undefined ? undefined : node.kind === 'string' ? expression(node.value) : valueText(node)
