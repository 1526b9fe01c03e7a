import type { Json } from '../../json'
import type { ObjectNode } from '../../syntax/node'
import { descendants, isDeeperThan } from '../../syntax/walk'
import { convertMachine, convertState } from '../convert'
import { rewrite } from '../edit/rewrite'
import { definitionAt, placeAt } from '../locate'
import type { CodeAction, Refusal } from '../types'
import type { ActionRequest } from './request'

/** The conversion goes down level by level. */
const deepest = 300

/** A larger machine takes so long that it is converted only when somebody asks for refactorings, not whenever the cursor moves. */
const mostStates = 100

/** Rewrites a state, or the whole machine where the cursor is outside of its states, in JSONata. */
export function convertActions({ document, range, editor }: ActionRequest, asked: boolean): CodeAction[] {
  const definition = definitionAt(document, range.offset)
  if (definition === undefined) return []
  const { state } = placeAt(definition.machine, range.offset)
  const { machine } = definition
  if (state === undefined) {
    const none = machine.queryLanguage === 'JSONata' || machine.states.size === 0 || (!asked && machine.states.size > mostStates)
    return none ? [] : [action('Convert the state machine to JSONata', machine.node, () => convertMachine(machine))]
  }
  const end = range.offset + range.length
  if (state.queryLanguage === 'JSONata' || state.type === undefined || end > state.member.offset + state.member.length) return []
  return [action(`Convert '${state.name}' to JSONata`, state.node, () => convertState(state))]

  function action(title: string, node: ObjectNode, convert: () => { readonly value: Json } | Refusal): CodeAction {
    const kind = 'refactor.rewrite'
    // The text of such a value is its template's own: !Ref, or ${Name} without quotes.
    for (const inner of descendants(node))
      if (inner.kind === 'substitution') return { title, kind, edits: [], disabled: 'It has a value that only its template knows.' }
    if (isDeeperThan(node, deepest)) return { title, kind, edits: [], disabled: 'It is nested too deep.' }
    const converted = convert()
    return 'error' in converted
      ? { title, kind, edits: [], disabled: converted.error }
      : { title, kind, edits: rewrite(editor, node, converted.value) }
  }
}
