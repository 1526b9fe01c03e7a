import { type Change, changesBetween } from '../../core/base/changes'
import type { Json, JsonObject } from '../../core/base/json'
import { preview } from '../../core/base/preview'
import { languageOf } from '../../core/conditions/thread'
import type { Language } from '../../core/expressions/language'
import type { Thread } from '../../core/interpreter/api'
import { valueBefore } from '../../core/interpreter/flowValues'
import { variablesOf } from '../../core/interpreter/variablesOf'
import type { LaterRows, Rows, TextRow } from '../breakpoints/slots'
import type { Entry } from '../steps/timeline'
import type { Looking } from './scopes'

/** Characters of a value before and of the one behind. */
const short = 60

/**
 * What has changed since the stage before, by path; at the entry of a state since that of the state before. Undefined where there is none. Variables that are
 * assigned at the state's exit are told before it.
 */
export function changesOf({ thread, before }: Looking): LaterRows | undefined {
  const last = valueBefore(thread)
  if (last === undefined && before === undefined) return undefined
  return { later: () => changesSince(thread, last, before) }
}

function changesSince(thread: Thread, last: ReturnType<typeof valueBefore>, before: Entry | undefined): Rows {
  const language = languageOf(thread)
  const payload = rowsOf(language.roots(true).payload, language, last === undefined ? before!.input : last.value, thread.payload)
  const variables =
    last !== undefined ? assigned(thread.assigned, variablesOf(thread), language) : set(before!.variables, thread.scopes[0] ?? {}, language)
  const rows = [...payload, ...variables]
  const where = last !== undefined ? (last.stage === 'enter' ? 'the input' : last.stage) : `the input of ${before!.state.name}`
  return { rows: [{ name: 'since', text: where }, ...(rows.length > 0 ? rows : [{ name: 'nothing', text: 'has changed' }])] }
}

const assigned = (assigned: JsonObject | undefined, now: JsonObject, language: Language): TextRow[] =>
  Object.entries(assigned ?? {}).flatMap(([name, value]) =>
    (Object.hasOwn(now, name)
      ? rowsOf(`$${name}`, language, now[name]!, value)
      : [rowOf(`$${name}`, language, { steps: [], before: undefined, after: value })]
    ).map((row) => ({ ...row, text: `${row.text}, when the state is left` })),
  )

/** Variables do not go away. */
const set = (before: Json, now: JsonObject, language: Language): TextRow[] =>
  Object.entries(now).flatMap(([name, value]) => {
    const old = (before as JsonObject)[name]
    if (!Object.hasOwn(before as JsonObject, name)) return [rowOf(`$${name}`, language, { steps: [], before: undefined, after: value })]
    return rowsOf(`$${name}`, language, old!, value)
  })

function rowsOf(root: string, language: Language, before: Json, after: Json): TextRow[] {
  const { list, more } = changesBetween(before, after)
  const rows = list.map((change) => rowOf(root, language, change))
  return more ? [...rows, { name: '…', text: 'and more' }] : rows
}

function rowOf(root: string, language: Language, { steps, before, after }: Change): TextRow {
  const path = steps.reduce<string | undefined>((at, step) => (at === undefined ? undefined : language.member(at, step)), root)
  const below = [
    ...(before === undefined ? [] : [{ name: 'before', root: { value: before } }]),
    ...(after === undefined ? [] : [{ name: 'after', root: { value: after, expression: path, language } }]),
  ]
  const opens = [before, after].some((value) => typeof value === 'object' && value !== null)
  return {
    name: path ?? [root, ...steps].join(' '),
    text:
      before === undefined
        ? `added: ${preview(after!, short)}`
        : after === undefined
          ? `removed: ${preview(before, short)}`
          : `${preview(before, short)} → ${preview(after, short)}`,
    ...(after !== undefined && { expression: path }),
    ...(opens && { below: { rows: below } }),
  }
}
