import type { Range } from '../../base/range'
import type { AslDocument } from '../../model/document'
import { machinesOf } from '../../model/graph'
import { type Machine, memberOf, type State, valueAt } from '../../model/machine'
import type { Node } from '../../syntax/node'
import type { InlayHint } from '../types'

/** What a Retrier means that does not say otherwise. Source: ASL specification, "Retrying after error". */
const retryDefaults = [
  ['IntervalSeconds', '1'],
  ['MaxAttempts', '3'],
  ['BackoffRate', '2'],
] as const

/** A branch that is longer than this many lines says at its end whose it was. */
const longBranch = 20

/**
 * What the text of a range means without saying it: inherited query languages, the numbers of Retriers, whose end a long branch is at. LSP:
 * textDocument/inlayHint.
 */
export function inlayHints(document: AslDocument, range: Range): InlayHint[] {
  const hints: InlayHint[] = []
  const touches = (node: Range) => node.offset <= range.offset + range.length && node.offset + node.length >= range.offset
  for (const { machine } of document.definitions)
    for (const scope of machinesOf(machine)) {
      if (!touches(scope.node)) continue
      branchEnd(document, scope, hints)
      for (const state of scope.states.values()) {
        if (!touches(state.member)) continue
        inherited(state, hints)
        retries(state, hints)
      }
    }
  return hints.filter(({ offset }) => offset >= range.offset && offset <= range.offset + range.length).sort((a, b) => a.offset - b.offset)
}

function inherited(state: State, hints: InlayHint[]): void {
  if (state.queryLanguage !== 'JSONata' || memberOf(state.node, 'QueryLanguage') !== undefined) return
  const tooltip = 'The query language of this state, from the QueryLanguage of the state machine.'
  hints.push({ offset: state.key.offset + state.key.length, label: 'JSONata', tooltip, kind: 'type', paddingLeft: true })
}

function retries(state: State, hints: InlayHint[]): void {
  const retry = valueAt(state.node, 'Retry')
  if (retry?.kind !== 'array') return
  for (const retrier of retry.items) {
    const errors = memberOf(retrier, 'ErrorEquals')
    if (errors?.value === undefined) continue
    const missing = retryDefaults.filter(([name]) => memberOf(retrier, name) === undefined)
    if (missing.length === 0) continue
    const label = missing.map(([name, value]) => `${name} ${value}`).join(', ')
    hints.push({
      offset: endOf(errors.value),
      label,
      tooltip: 'What holds where the Retrier says nothing.',
      kind: 'parameter',
      paddingLeft: true,
    })
  }
}

const endOf = (node: Node): number => node.offset + node.length

function branchEnd(document: AslDocument, machine: Machine, hints: InlayHint[]): void {
  const { owner, node } = machine
  if (owner === undefined) return
  const { text } = document
  let lines = 0
  for (let at = text.indexOf('\n', node.offset); at !== -1 && at < endOf(node) && lines < longBranch; at = text.indexOf('\n', at + 1))
    lines++
  if (lines < longBranch) return
  let end = endOf(node)
  while (/\s/.test(text[end - 1] ?? '')) end--
  const last = machine.path.at(-1)
  const what = typeof last === 'number' ? `Branches[${last}] of ${owner.name}` : `${last} of ${owner.name}`
  hints.push({ offset: end, label: what, tooltip: 'The end of these states.', paddingLeft: true })
}
