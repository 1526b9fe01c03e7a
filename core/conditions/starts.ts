import { seesMapItem } from '../analysis/variables'
import { Lines } from '../base/lines'
import { type Language, languages } from '../expressions/language'
import { contextShape, type ShapeScope } from '../language/shapes/expressionShape'
import { knownData } from '../language/shapes/flowShapes'
import { exampleInputs } from '../language/shapes/inputs'
import { errorOutput } from '../language/shapes/results'
import { any, type Shape, shapeName, shapeOfJson } from '../language/shapes/shape'
import type { LanguageContext, LocatedDocument } from '../language/types'
import { rowsOf } from '../model/dataflow'
import type { State } from '../model/machine'
import type { StatePlace } from '../model/places'
import { lineOfText, placesInText, statesInText } from '../model/placesInText'
import { type ConditionItem, completeCondition } from './complete'

/** What the condition of a breakpoint can begin with. */
export type ConditionStart = Pick<ConditionItem, 'label' | 'kind' | 'detail'>

/** More than anybody would choose from, and deeper than a person reads. */
const most = 500
const deepest = 6

/**
 * What the condition of a breakpoint on a 0-based line can begin with: paths to all that is known of the data there, variables, functions. For an editor that
 * cannot say what of the condition has been written. Empty where there is no state.
 */
export function conditionStarts({ uri, document }: LocatedDocument, line: number, context: LanguageContext): readonly ConditionStart[] {
  const lines = new Lines(document.text)
  const place = placesInText(statesInText(document)).onLine(lineOfText(document.text, lines, line))
  if (place === undefined) return []
  const { state } = place
  const data = knownData(document, exampleInputs(uri, context), shapeOfJson).of(state)
  const scope = scopeAt(place, data)
  const language = languages[state.queryLanguage]
  const roots = completeCondition('', 0, language.name, scope).map(({ from, to, text, ...item }) => item)
  return [...paths(scope, language), ...roots.filter(({ kind }) => kind !== 'operator')]
}

type StateData = NonNullable<ReturnType<ReturnType<typeof knownData>['of']>>

/** What is known where a breakpoint stops. Of a state that nothing leads to it is the names alone. */
function scopeAt(place: StatePlace, data: StateData | undefined): ShapeScope {
  const { state, kind, at } = place
  const context = data?.context ?? contextShape(any, seesMapItem(state.machine) ? any : undefined)
  const input = data?.input ?? any
  const isError = kind === 'retrier' || kind === 'catcher' || at.startsWith('Catch[')
  const { payload, worked } = data === undefined ? { payload: any, worked: false } : payloadAt(state, place, data)
  return {
    data: payload,
    input,
    context,
    variables: data?.variables ?? new Map(),
    ...(worked && { result: data?.values.result ?? any }),
    ...(isError && { errorOutput }),
  }
}

/** The payload at a place: what the last row before it has made; and whether the state's work is done. */
function payloadAt(state: State, { kind, at }: StatePlace, { input, values, output }: StateData): { payload: Shape; worked: boolean } {
  if (kind === 'exit') return { payload: output, worked: values.result !== undefined }
  let payload = input
  let worked = false
  if (kind === 'start' || kind === 'entry') return { payload, worked }
  for (const row of rowsOf(state)) {
    if (row.field === at || (row.kind === 'work' && kind !== 'field' && kind !== 'result')) break
    worked ||= row.kind === 'work' && row.gives === 'result'
    const made = row.gives !== undefined && !row.distributed && through.has(row.kind) ? values[row.gives] : undefined
    payload = made ?? payload
    if (row.kind === 'work' && kind === 'result') break
  }
  return { payload, worked }
}

/** Rows that the payload goes through. */
const through: ReadonlySet<string> = new Set(['path', 'template', 'constant', 'resultPath', 'work'])

/** Paths to the members of what is known, those of the payload first, each before what is in it. */
function paths({ data, input, result, errorOutput, context, variables }: ShapeScope, language: Language): ConditionStart[] {
  const roots = language.roots(false)
  const states = roots.input.slice(0, roots.input.lastIndexOf('.'))
  const open: { readonly text: string; readonly shape: Shape; readonly depth: number }[] = []
  const push = (text: string, shape: Shape | undefined) => shape && open.push({ text, shape, depth: 0 })
  push(roots.payload, data)
  for (const [name, shape] of variables) push(`$${name}`, shape)
  push(roots.input, input)
  push(roots.result, result)
  push(`${states}.errorOutput`, errorOutput)
  push(roots.context, context)
  const found: ConditionStart[] = []
  for (let next = open.shift(); next !== undefined && found.length < most; next = open.shift()) {
    const { text, shape, depth } = next
    if (depth === deepest) continue
    const members: readonly (readonly [string | number, Shape])[] =
      shape.kind === 'object' ? [...shape.members] : shape.kind === 'array' ? [[0, shape.item]] : []
    for (const [key, inner] of members) {
      const path = language.member(text, key)
      if (path === undefined) continue
      found.push({ label: path, kind: 'path', ...(inner.kind !== 'any' && { detail: shapeName(inner) }) })
      open.push({ text: path, shape: inner, depth: depth + 1 })
    }
  }
  return found
}
