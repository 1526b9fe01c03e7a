import { isArray, isObject, type Json, member } from '../base/json'
import type { Range } from '../base/range'
import { isDelimited } from '../expressions/jsonata/body'
import type { Thread } from '../interpreter/api'
import { flowValuesOf } from '../interpreter/flowValues'
import { type FlowRow, fieldAt, rowsOf } from '../model/dataflow'
import { memberOf, type QueryLanguage, valueAt } from '../model/machine'
import type { Member, Node } from '../syntax/node'

/** What is shown behind a line of the definition: a value, or words. */
export type InlineValue = { readonly range: Range } & ({ readonly value: Json } | { readonly text: string })

/** As many as a screen has lines, and more. */
const most = 300

/** What is known of a state for it: of the one that a thread is in, or of one that it has left. */
export type Gone = Pick<Thread, 'state' | 'stage' | 'stages' | 'input' | 'payload' | 'error' | 'assigned' | 'wayOut' | 'retries'>

/** What stays of a thread that stands at the exit of its state. Shares all values. */
export const leaving = ({ state, stage, stages, input, payload, error, assigned, wayOut, retries }: Thread): Gone => ({
  state,
  stage,
  stages,
  input,
  payload,
  error,
  assigned,
  wayOut,
  retries,
})

/** What the fields of a state have given, by where they stand; which way out it takes, and how often it is tried. */
export function inlineValuesOf(thread: Gone): InlineValue[] {
  const { state } = thread
  if (state === undefined) return []
  const found = [...given(thread), ...ways(thread)]
  return found.slice(0, most)
}

function* given(thread: Gone): Iterable<InlineValue> {
  const { stage, stages, assigned } = thread
  const state = thread.state!
  const values = flowValuesOf(thread)
  for (const row of rowsOf(state)) {
    const field = row.field === undefined ? undefined : (memberOf(state.node, row.field) ?? memberOf(state.node, row.formerly ?? ''))
    const done = row.stage === 'exit' || row.stage === undefined ? stage === 'exit' : stages[row.stage] !== undefined || stage === 'exit'
    if (row.kind === 'work' && stages.result !== undefined) {
      const resource = memberOf(state.node, 'Resource')
      if (resource !== undefined) yield { range: resource.key, value: stages.result }
    }
    if (field?.value === undefined || !done) continue
    if (row.kind === 'assign') {
      if (assigned !== undefined) yield* parts(field, field.value, assigned, state.queryLanguage)
    } else if (row.gives !== undefined && fieldAt(state, row) !== undefined) {
      const value = values[row.gives]
      if (value !== undefined)
        yield* row.kind === 'template' ? parts(field, field.value, value, state.queryLanguage) : one(row, field, value)
    }
  }
}

/** Of a path into which something is put it is that, not all around it. */
function* one(row: FlowRow, { key }: Member, value: Json): Iterable<InlineValue> {
  if (row.kind !== 'resultPath') yield { range: key, value }
}

/** What each expression of a template has given; of one that is an expression as a whole, that. */
function* parts(field: Member, node: Node, value: Json, language: QueryLanguage): Iterable<InlineValue> {
  if (node.kind !== 'object' && node.kind !== 'array') {
    yield { range: field.key, value }
    return
  }
  const work: { node: Node; value: Json }[] = [{ node, value }]
  for (let at = work.shift(); at !== undefined; at = work.shift()) {
    const { node, value } = at
    if (node.kind === 'array' && isArray(value))
      for (const [i, item] of node.items.entries()) if (value[i] !== undefined) work.push({ node: item, value: value[i] })
    if (node.kind !== 'object' || !isObject(value)) continue
    for (const each of node.members) {
      const isMarked = language === 'JSONPath' && each.key.value.endsWith('.$')
      const inner = member(value, isMarked ? each.key.value.slice(0, -2) : each.key.value)
      if (inner === undefined || each.value === undefined) continue
      if (isMarked || (language === 'JSONata' && each.value.kind === 'string' && isDelimited(each.value.value)))
        yield { range: each.key, value: inner }
      else work.push({ node: each.value, value: inner })
    }
  }
}

const itemsIn = (node: Node, field: string): readonly Node[] => {
  const list = valueAt(node, field)
  return list?.kind === 'array' ? list.items : []
}

/** The first line of an object is where it begins. */
const begin = ({ offset }: Node): Range => ({ offset, length: 1 })

function* ways({ state, wayOut, retries, error }: Gone): Iterable<InlineValue> {
  const { node } = state!
  if (wayOut?.kind === 'Default') {
    const otherwise = memberOf(node, 'Default')
    if (otherwise !== undefined) yield { range: otherwise.key, text: 'taken, since no rule matched' }
  } else if (wayOut !== undefined) {
    const taken = itemsIn(node, wayOut.kind === 'Catch' ? 'Catch' : 'Choices')[wayOut.index]
    if (taken !== undefined)
      yield { range: begin(taken), text: wayOut.kind === 'Catch' ? `caught ${error?.error ?? 'the error'}` : 'matched' }
  }
  const retrier = retries?.current === undefined ? undefined : itemsIn(node, 'Retry')[retries.current]
  if (retries?.of === undefined || retrier === undefined) return
  const next = retries.backoff === undefined ? 'no further attempt' : `next backoff ${Number(retries.backoff.toFixed(3))} s`
  yield { range: begin(retrier), text: `attempt ${retries.attempt} of ${retries.of}, ${next}` }
}
