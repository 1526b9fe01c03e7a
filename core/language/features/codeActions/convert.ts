import type { Definition } from '../../../model/document'
import type { ObjectNode } from '../../../syntax/node'
import { isDeeperThan } from '../../../syntax/walk'
import { type Converted, convertMachine, convertState } from '../../convert/convert'
import { keepsValues } from '../../convert/verify'
import { definitionAt, placeAt } from '../../cursor/stateAt'
import { rewrite } from '../../edit/rewrite'
import type { CodeAction, Refusal } from '../../types'
import type { ActionRequest } from './request'

/** The conversion goes down level by level. */
const deepest = 300

/** A larger machine takes so long that it is converted only when somebody asks for refactorings, not whenever the cursor moves. */
const mostStates = 100

/** Every conversion is read again; a longer text only where somebody asks. */
const mostText = 200_000

/**
 * Rewrites a state, or the whole machine where the cursor is outside of its states, in JSONata; disabled, with the reason, where that
 * cannot be. `asked`: the user wants refactorings, so that a large machine is converted too.
 */
export function convertActions({ document, range, editor }: ActionRequest, asked: boolean): CodeAction[] {
  const definition = definitionAt(document, range.offset)
  if (definition === undefined || (!asked && document.text.length > mostText)) return []
  const { state } = placeAt(definition.machine, range.offset)
  const { machine } = definition
  if (state === undefined) {
    const none = machine.queryLanguage === 'JSONata' || machine.states.size === 0 || (!asked && machine.states.size > mostStates)
    return none ? [] : [action('Convert the state machine to JSONata', definition, machine.node, () => convertMachine(machine))]
  }
  const end = range.offset + range.length
  if (state.queryLanguage === 'JSONata' || state.type === undefined || end > state.member.offset + state.member.length) return []
  return [action(`Convert '${state.name}' to JSONata`, definition, state.node, () => convertState(state))]

  function action(title: string, { root }: Definition, node: ObjectNode, convert: () => Converted | Refusal): CodeAction {
    const kind = 'refactor.rewrite'
    const refused = (disabled: string): CodeAction => ({ title, kind, edits: [], disabled })
    if (isDeeperThan(node, deepest)) return refused('It is nested too deep.')
    const converted = convert()
    if ('error' in converted) return refused(converted.error)
    const edits = rewrite(editor, node, converted.draft)
    if (!keepsValues(document, root, node, converted.draft, edits))
      return refused('The text around it does not allow it without changing a value.')
    return { title, kind, edits }
  }
}
