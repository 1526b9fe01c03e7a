import { parseResource } from '../../aws/resource'
import type { Definition } from '../../model/document'
import { machinesOf } from '../../model/graph'
import { type Machine, type State, valueAt } from '../../model/machine'
import type { Node, StringNode, SubstitutionNode } from '../../syntax/node'
import { statesOf } from '../cursor/stateAt'
import type { Around } from '../features/links'
import { functionNamed } from '../templates'

/** Something that a task names and that an entry of stepthrough.json can stand for. */
export interface Called {
  readonly kind: 'function' | 'service' | 'connection' | 'http' | 'stateMachine' | 'activity'
  /** As it is written: a name, an ARN, `${Name}`; of a service its name in Resource ARNs; of `http` a URL. */
  readonly text: string
  /** Where it is written. */
  readonly node: StringNode | SubstitutionNode
  readonly state: State
}

/** Services whose name in the Resources of SDK integrations is another one than in those of optimised integrations. */
const serviceNames: Readonly<Record<string, string>> = { sfn: 'states', eventbridge: 'events' }

/** All that the tasks of a machine and of those nested in it name, in the order of the text. What an expression gives is not known, and left out. */
export const callsOf = ({ machine }: Pick<Definition, 'machine'>): Called[] =>
  machinesOf(machine)
    .flatMap((each: Machine) => statesOf(each).flatMap((state) => [...callsIn(state)]))
    .sort((a, b) => a.node.offset - b.node.offset)

function* callsIn(state: State): Generator<Called> {
  const { node, type } = state
  for (const reader of ['ItemReader', 'ResultWriter']) yield* ofResource(state, valueAt(valueAt(node, reader), 'Resource'), undefined)
  if (type === 'Task') yield* ofResource(state, valueAt(node, 'Resource'), valueAt(node, 'Parameters') ?? valueAt(node, 'Arguments'))
}

function* ofResource(state: State, resource: Node | undefined, payload: Node | undefined): Generator<Called> {
  if (resource?.kind !== 'string' && resource?.kind !== 'substitution') return
  const text = textOf(resource)
  const parsed = parseResource(text)
  const named = function* (kind: Called['kind'], node: Node | undefined): Generator<Called> {
    if (node?.kind !== 'string' && node?.kind !== 'substitution') return
    const value = textOf(node)
    if (value !== '' && !value.startsWith('{%')) yield { kind, text: value, node, state }
  }
  if (parsed.family === 'lambda' && resource.kind === 'string') yield* named('function', resource)
  else if (resource.kind === 'substitution') yield* named('function', resource)
  else if (parsed.kind === 'activity') yield* named('activity', resource)
  else if (parsed.kind === 'sdk') yield { kind: 'service', text: serviceNames[parsed.service] ?? parsed.service, node: resource, state }
  else if (parsed.kind === 'optimised') {
    if (parsed.service === 'lambda') yield* named('function', valueAt(payload, 'FunctionName'))
    else if (parsed.service === 'states') yield* named('stateMachine', valueAt(payload, 'StateMachineArn'))
    else if (parsed.service === 'http') {
      yield* named('http', valueAt(payload, 'ApiEndpoint'))
      for (const holder of ['Authentication', 'InvocationConfig'])
        yield* named('connection', valueAt(valueAt(payload, holder), 'ConnectionArn'))
    } else yield { kind: 'service', text: parsed.service, node: resource, state }
  }
}

const textOf = (node: StringNode | SubstitutionNode): string => (node.kind === 'string' ? node.value : `\${${node.name ?? ''}}`)

/** The name of a template that a text names: `Create.Arn` of `${CreateArn}` and `${Create.Arn}:live`; undefined where it names none. */
export function templateNameOf({ node }: Pick<Called, 'node'>, around: Around | undefined): string | undefined {
  const name = node.kind === 'substitution' ? node.name : node.substitutions?.find(({ offset }) => offset === 0)?.name
  if (around === undefined || name === undefined) return undefined
  return (node.intrinsic ? undefined : around.valueOf(name)) ?? name
}

/** The function of a template that is called. */
export const functionOf = (called: Called, around: Around | undefined) => {
  const name = templateNameOf(called, around)
  return name === undefined || around === undefined ? undefined : functionNamed(around.template, name)
}
