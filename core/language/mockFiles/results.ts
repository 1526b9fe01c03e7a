import type { Range } from '../../base/range'
import { type State, valueAt } from '../../model/machine'
import type { Member, Node } from '../../syntax/node'
import { toJson } from '../../syntax/walk'
import { type Breach, breachesOf } from '../../tasks/aws/mockedResult'

/** Where a mocked result is none that the API of its task answers with. `suggestion`: the name or value that was most likely meant; it is put in the place of the string that is marked. */
export interface ResultProblem {
  readonly place: Range
  readonly message: string
  readonly suggestion: string | undefined
}

/** What is wrong with a mocked `Return` of states, which may call different APIs: each place once, with what the first of them says. */
export function resultProblems(returned: Member, states: Iterable<State>): ResultProblem[] {
  const { value } = returned
  const resources = new Set([...states].flatMap((state) => resourceOf(state) ?? []))
  if (value === undefined || resources.size === 0) return []
  const found = new Map<string, ResultProblem>()
  const json = toJson(value)
  for (const resource of resources)
    for (const breach of breachesOf(resource, json, 'STRICT')) {
      const place = placeOf(returned, breach)
      const key = `${place.offset} ${breach.problem.kind === 'missing' ? breach.problem.name : ''}`
      const suggestion = 'near' in breach.problem ? breach.problem.near : undefined
      if (!found.has(key)) found.set(key, { place, message: breach.message, suggestion })
    }
  return [...found.values()]
}

function resourceOf(state: State): string | undefined {
  const resource = state.type === 'Task' ? valueAt(state.node, 'Resource') : undefined
  return resource?.kind === 'string' ? resource.value : undefined
}

/** A value that is wrong is marked itself, a member that is not known at its key; what is missing at the key of the object that lacks it, or at its brace. */
function placeOf(returned: Member, { steps, problem }: Breach): Range {
  let member: Member | undefined = returned
  let node: Node | undefined = returned.value
  for (const step of steps) {
    member = node?.kind === 'object' ? node.members.findLast(({ key }) => key.value === step) : undefined
    node = member === undefined ? (node?.kind === 'array' ? node.items[step as number] : undefined) : member.value
  }
  if (problem.kind === 'unknown') return member?.key ?? returned.key
  if (problem.kind !== 'missing') return node ?? returned.key
  return member?.key ?? (node === undefined ? returned.key : { offset: node.offset, length: 1 })
}
