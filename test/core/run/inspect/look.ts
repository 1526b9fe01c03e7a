import type { Json } from '../../../../core/base/json'
import { detailsOf } from '../../../../core/history/types'
import type { Execution } from '../../../../core/interpreter'
import { hindsightOf } from '../../../../core/interpreter/hindsight'
import { parseDocument } from '../../../../core/model/parse'
import { Inspector } from '../../../../core/run/inspect/inspector'
import type { PipelineRow, Shown, VisitDetail } from '../../../../core/run/inspect/types'
import { type Definition, eventsOf } from '../../interpreter/run'

/** Looks at an execution of a definition. `alone`: at its events alone. */
export function inspectorOf(execution: Execution, definition: Definition, alone = false): Inspector {
  const document = parseDocument(JSON.stringify(definition), { format: 'json', content: 'definition' })
  const hindsight = hindsightOf(execution)
  return new Inspector({ execution, document, definition: document.definitions[0]!, ...(!alone && { hindsight: () => hindsight }) })
}

/** The ids of the events with which states of a name were entered. */
export const entries = (execution: Execution, name: string): number[] =>
  eventsOf(execution).flatMap((event) => (event.type.endsWith('StateEntered') && detailsOf(event).name === name ? [event.id] : []))

/** The last visit of a state, in its last attempt or another. */
export const visitOf = (inspector: Inspector, execution: Execution, name: string, attempt?: number): VisitDetail =>
  inspector.visit(entries(execution, name).at(-1)!, attempt)!

/** A value that came whole. */
export const whole = (shown: Shown | undefined): Json | undefined => (shown !== undefined && 'whole' in shown ? shown.whole : undefined)

/** "Parameters gave {...} +a -b ~c": a row in one line. */
export function line({ title, did, value, differences, note }: PipelineRow): string {
  const marks = differences?.list.map(
    ({ steps, before, after }) => `${before === undefined ? '+' : after === undefined ? '-' : '~'}${steps.join('/')}`,
  )
  const parts = [title, did, value && JSON.stringify(whole(value.shown)), marks?.join(' '), note && `(${note})`]
  return parts.filter(Boolean).join(' ')
}
