import type { AslDocument } from '../../../model/document'
import { isTerminal, machinesOf } from '../../../model/graph'
import type { Machine, State, Transition } from '../../../model/machine'
import { placeAt, statesOf, variablesIn } from '../../cursor/stateAt'
import { wrap } from '../../edit/wrap'
import type { CodeAction, Edit } from '../../types'
import type { ActionRequest } from './request'

/** The states of a selection, and how the machine goes through them. */
interface Selection {
  readonly machine: Machine
  readonly states: readonly State[]
  readonly entry: State
  /** Where it goes on behind them; undefined where the machine ends in them. */
  readonly exit: string | undefined
}

/**
 * Puts the selected states into a branch of a new Parallel, or into a new Map; disabled, with the reason, where they cannot become one
 * state. Empty without a selection.
 */
export function extractActions(request: ActionRequest): CodeAction[] {
  const { range, document } = request
  const definition = document.definitions.find(
    (d) => range.offset >= d.range.offset && range.offset + range.length <= d.range.offset + d.range.length,
  )
  if (range.length === 0 || definition === undefined) return []
  const { machine } = placeAt(definition.machine, range.offset)
  const end = range.offset + range.length
  if (machine.node.offset + machine.node.length < end) return []
  const states = statesOf(machine).filter(({ member }) => member.offset < end && range.offset < member.offset + member.length)
  if (states.length === 0 || machine.duplicates.length > 0) return []
  const selection = selectionOf(request, machine, states)
  const titles = { Parallel: 'Extract into a branch of a Parallel', Map: 'Extract into a Map' } as const
  return (['Parallel', 'Map'] as const).map((type): CodeAction => {
    const title = `${titles[type]}: ${states.length === 1 ? `'${states[0]!.name}'` : `${states.length} states`}`
    if (typeof selection === 'string') return { title, kind: 'refactor.extract', edits: [], disabled: selection }
    return { title, kind: 'refactor.extract', edits: editsOf(request, selection, type) }
  })
}

/** What is selected; or why it cannot become one state. */
function selectionOf(request: ActionRequest, machine: Machine, states: readonly State[]): Selection | string {
  const inside = new Set(states.map((state) => state.name))
  const entries = new Set(incoming(machine, inside).map(({ target }) => target))
  if (entries.size === 0) entries.add(states[0]!.name)
  if (entries.size > 1) return 'More than one of the selected states is entered from outside.'
  const outgoing = states.flatMap((state) =>
    state.transitions.map((transition) => ({ state, transition })).filter((t) => !inside.has(t.transition.target)),
  )
  if (outgoing.some(({ state, transition }) => transition.member.parent !== state.node || transition.kind !== 'Next'))
    return 'A Choice or a Catcher in the selection leads out of it.'
  const exits = new Set(outgoing.map(({ transition }) => transition.target))
  if (exits.size > 1) return 'The selected states lead to more than one other state.'
  const ends = states.some((state) => state.type !== 'Fail' && isTerminal(state))
  if (exits.size === 1 && ends) return 'Some of the selected states end the machine, others go on.'
  const lost = variableRead(request, machine, inside)
  if (lost !== undefined)
    return `The variable $${lost} is assigned in the selection and read outside of it: a branch has variables of its own.`
  const [exit] = exits
  const [entry] = entries
  return { machine, states, entry: machine.states.get(entry!)!, exit }
}

/** The transitions from outside of the selection into it. */
function incoming(machine: Machine, inside: ReadonlySet<string>): Transition[] {
  const all = statesOf(machine)
    .filter((state) => !inside.has(state.name))
    .flatMap((state) => state.transitions)
  return [...(machine.startAt === undefined ? [] : [machine.startAt]), ...all].filter(({ target }) => inside.has(target))
}

/** A variable that is assigned inside and read outside. */
function variableRead({ document }: ActionRequest, machine: Machine, inside: ReadonlySet<string>): string | undefined {
  const definition = document.definitions.find(
    (d) => machine.node.offset >= d.range.offset && machine.node.offset <= d.range.offset + d.range.length,
  )
  if (definition === undefined) return undefined
  const { definitions, references } = variablesIn(definition)
  const members = statesOf(machine).filter((state) => inside.has(state.name))
  const within = (offset: number) => members.some(({ member }) => offset >= member.offset && offset < member.offset + member.length)
  const assigned = new Set(definitions.filter((d) => within(d.range.offset)).map((d) => d.name))
  return references.find((reference) => assigned.has(reference.name) && !within(reference.range.offset))?.name
}

function editsOf({ editor, document }: ActionRequest, { machine, states, entry, exit }: Selection, type: 'Parallel' | 'Map'): Edit[] {
  let name: string = type
  const names = namesIn(document, machine)
  for (let i = 2; names.has(name); i++) name = `${type} ${i}`
  const inside = new Set(states.map((state) => state.name))
  const redirected = incoming(machine, inside).flatMap(({ node }) => editor.replaceText(node, name))
  const ended = states.flatMap(({ transitions }) =>
    transitions
      .filter(({ target }) => !inside.has(target))
      .flatMap(({ member }) => [...editor.replaceText(member.key, 'End'), ...editor.replaceValue(member, 'true')]),
  )
  const jsonata = machine.queryLanguage === 'JSONata'
  const placeholder = '"": null'
  const body = `{\n\t"StartAt": ${JSON.stringify(entry.name)},\n\t"States": {\n\t\t${placeholder}\n\t}\n}`
  const nested = body.replaceAll('\n', '\n\t')
  const work = type === 'Parallel' ? `\t"Branches": [\n\t\t${nested.replaceAll('\n', '\n\t')}\n\t],` : `\t"ItemProcessor": ${nested},`
  // The output of a Parallel is a list with the output of each branch: what follows wants the only one.
  const output = type === 'Map' ? '' : jsonata ? '\t"Output": "{% $states.result[0] %}",\n' : '\t"OutputPath": "$[0]",\n'
  const next = exit === undefined ? '\t"End": true' : `\t"Next": ${JSON.stringify(exit)}`
  const state = `{\n\t"Type": "${type}",\n${work}\n${output}${next}\n}`
  return [
    ...redirected,
    ...wrap(
      editor,
      states.map((s) => s.member),
      name,
      state,
      ended,
    ),
  ].sort((a, b) => a.offset - b.offset)
}

/** The names of all states of the definition: a new one has to differ from those of branches and iterations, too. */
function namesIn({ definitions }: AslDocument, machine: Machine): ReadonlySet<string> {
  let top = machine
  while (top.owner !== undefined) top = top.owner.machine
  const all = definitions.some((definition) => definition.machine === top) ? machinesOf(top) : [machine]
  return new Set(all.flatMap((each) => statesOf(each).map(({ name }) => name)))
}
