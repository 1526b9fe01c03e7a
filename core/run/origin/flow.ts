import { languages } from '../../expressions/language'
import { type FlowRow, type FlowValue, rowsOf } from '../../model/dataflow'
import type { Node } from '../../syntax/node'
import { editedAt } from './edited'
import { type Back, type FlowFrom, fieldIn, holderOf, type OriginStep } from './from'
import { givenTo } from './given'
import { batchedFrom, itemInput } from './items'
import type { Sources } from './origin'
import { resultOf, toldBy } from './result'
import { type Said, type Step, saidAt, saidBy } from './said'

/** Values that there are before a state's work. */
const early: ReadonlySet<FlowValue> = new Set(['input', 'effective', 'arguments', 'items', 'item', 'child'])

/** One step back from a value of a state's data flow: by the row that gives it. */
export function ofFlow(sources: Sources, from: FlowFrom): Back {
  const { visit, value } = from
  const { state } = visit
  const edited = editedAt(sources.hindsight, from)
  if (edited !== undefined) return { told: edited }
  if (value === 'input') return givenTo(from)
  if (value === 'errorOutput') return { told: toldBy(sources, visit, 'failed') }
  const gives = (row: FlowRow) => row.gives === value
  const holder = holderOf(visit, gives)
  const row = holder.rows.findLast((each) => gives(each) && (each.kind === 'work' || fieldIn(state, each, holder) !== undefined))
  if (row === undefined) {
    const passes = holder.rows.find((each) => gives(each) && each.absent !== undefined && each.absent !== value)
    if (passes === undefined) return itemInput(sources.hindsight, from)
    // what passes through is the payload, but where a field would have seen the input itself
    return { next: { ...from, value: passes.absent!, until: placeOf(visit, passes) } }
  }
  const node = fieldIn(state, row, holder)
  if (node === undefined) return resultOf(sources, from)
  const place = holder.place + row.field
  return row.kind === 'batch' ? batchedFrom(sources.hindsight, from, told(from, 'computed', place, node)) : byField(from, row, node, place)
}

/** What a field makes of the value that it sees. */
function byField(from: FlowFrom, row: FlowRow, node: Node, place: string): Back {
  const { visit, steps } = from
  const { state } = visit
  const language = languages[state.queryLanguage]
  switch (row.kind) {
    case 'resultPath': {
      if (node.kind !== 'string') return { next: { ...from, value: 'input', until: undefined } }
      const target = language.read(node.value)?.steps ?? []
      const within = target.every((step, i) => steps[i] === undefined || String(steps[i]) === String(step))
      if (!within) return { next: { ...from, value: 'input', until: undefined } }
      if (steps.length < target.length) return { told: told(from, 'joined', `${place}: ${node.value}`, node) }
      return {
        ...(target.length > 0 && { told: told(from, 'read', `${place}: ${node.value}`, node) }),
        next: { ...from, value: row.sees, steps: steps.slice(target.length), until: placeOf(visit, row) },
      }
    }
    case 'path':
      return following(from, row, node.kind === 'null' ? { kind: 'written', node } : saidBy(node, steps, language), place)
    case 'items':
      return following(from, row, node.kind === 'string' ? saidBy(node, steps, language) : saidAt(node, steps, language), place)
    case 'template':
    case 'each':
    case 'assign':
      return following(from, row, saidAt(node, steps, language), place)
    case 'constant':
      return { told: told(from, 'written', place, node) }
    default:
      return { told: told(from, 'computed', place, node) }
  }
}

/** Where a row comes in its state; those of a Catcher or a Choice Rule come before the exit. */
function placeOf(visit: FlowFrom['visit'], row: FlowRow): number {
  const rows = rowsOf(visit.state)
  const index = rows.indexOf(row)
  return index < 0 ? rows.length : index
}

/** Goes on with what a field says. */
export function following(from: FlowFrom, row: FlowRow, said: Said | undefined, place: string): Back {
  if (said === undefined) return {}
  if (said.kind !== 'read') return { told: told(from, said.kind, 'text' in said ? `${place}: ${said.text}` : place, said.node) }
  const { read, rest, node, text } = said
  const steps: readonly Step[] = [...read.steps, ...rest]
  const step = { visit: from.visit, steps }
  const made = told(from, 'read', `${place}: ${text}`, node)
  if (read.root === 'variable') return { told: made, next: { ...step, of: 'variable', name: read.name } }
  if (read.root !== 'context')
    return { told: made, next: { ...step, of: 'flow', value: read.root === 'payload' ? row.sees : read.root, item: from.item } }
  const [first, second, third, ...inner] = steps
  if (from.item === undefined || first !== 'Map' || second !== 'Item' || third !== 'Value')
    return { told: made, next: { ...step, of: 'context' } }
  return { told: made, next: { ...step, of: 'item', index: from.item, steps: inner } }
}

/** What is told of a field of the visit's state. `place`: the field, and what it says. */
export function told({ visit, value }: FlowFrom, kind: OriginStep['kind'], text: string, node: Node | undefined): OriginStep {
  const event = !visit.told ? undefined : early.has(value) ? visit.firstEvent : (visit.exitEvent ?? visit.firstEvent)
  return {
    kind,
    text: kind === 'written' ? `${text}: written in the definition` : kind === 'joined' ? `${text}: put together of several values` : text,
    visit,
    node,
    event,
  }
}
