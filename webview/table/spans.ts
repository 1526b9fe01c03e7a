import type { EventKind, Outcome, Span } from '../../core/history/kind'
import type { HistoryRow } from '../../core/history/rows'
import { detailsOf } from '../../core/history/types'
import { childrenOf, mapRunOf, troubleOf, unknown } from './made'
import type { Told, VisitsModel } from './model'
import type { Trouble, VisitThread } from './visit'

/** What an event makes of the visits. `kind`: undefined of a type that nobody knows. */
export function tell(model: VisitsModel, row: HistoryRow, kind: EventKind | undefined, time: number): void {
  const { changes } = model
  const { id } = row.event
  if (model.places.size === 0) changes.set(model.execution, 'start', time)
  changes.set(model.clock, 'now', time)
  const thread = model.threadFor(row, kind, time)
  if (kind !== undefined) bySpan[kind.span](model, { id, time, row, kind, details: detailsOf(row.event), thread })
  const visit = kind?.span === 'iteration' ? thread.owner : kind?.span === 'execution' ? undefined : thread.visits.at(-1)
  model.places.push(id, thread, visit)
  if (visit === undefined) return
  if (kind?.span !== 'iteration') changes.push(visit.events, id)
  if (kind?.outcome !== 'aborted') changes.set(model.cause, 'visit', visit)
}

/** By what an event opens, closes or tells of. */
const bySpan: { readonly [S in Span]: (model: VisitsModel, told: Told) => void } = {
  execution: (model, { id, kind, time, details, row }) => {
    const { changes, execution, machine } = model
    if (kind.role === 'closes') {
      const trouble = kind.outcome === 'succeeded' ? undefined : troubleOf(id, kind.outcome!, details)
      changes.set(execution, 'trouble', trouble)
      changes.set(execution, 'end', time)
      changes.set(execution, 'status', kind.outcome!)
      model.endings.thread(machine, kind.outcome!, time, { guilty: model.before(row), trouble })
      return
    }
    changes.set(execution, 'status', 'running')
    changes.set(execution, 'end', undefined)
    changes.set(execution, 'trouble', undefined)
    const last = machine.visits.at(-1)
    if (last === undefined) return
    changes.push(execution.redrives, { event: id, time })
    if (last.status !== 'succeeded' && last.status !== 'caught') model.endings.revive(last)
  },

  iteration: (model, { kind, thread, time, id, row }) => {
    if (kind.role === 'opens') model.endings.goOn(thread)
    else model.endings.thread(thread, kind.outcome!, time, { guilty: model.before(row), trouble: childTrouble(thread, id, kind.outcome!) })
  },

  state: (model, told) => {
    const { kind, thread, time, id, details, row } = told
    const visit = thread.visits.at(-1)
    if (kind.role === 'opens') return model.enter(told)
    if (visit === undefined) return
    if (kind.role === 'point') return model.fails(visit, time, troubleOf(id, kind.outcome ?? 'failed', details), true)
    if (kind.outcome === 'aborted') {
      const guilty = visit.trouble !== undefined && model.cause.visit === visit
      model.endings.visit(visit, guilty ? visit.trouble!.outcome : 'aborted', time, {})
      if (thread.kind === 'branch') model.endings.leave(thread, guilty ? visit.trouble!.outcome : 'aborted', time)
      return
    }
    model.endings.revive(visit)
    const { way, last } = row
    model.changes.set(visit, 'way', way)
    model.endings.visit(visit, visit.trouble !== undefined || way?.kind === 'Catch' ? 'caught' : 'succeeded', time, {})
    if (last && thread.kind === 'branch') model.endings.leave(thread, 'succeeded', time)
  },

  children: (model, { kind, thread, time, id, details, row }) => {
    const visit = thread.visits.at(-1)
    if (visit === undefined) return
    model.endings.revive(visit)
    const attempt = visit.attempts.at(-1)
    if (attempt?.children !== undefined) {
      // the service does not tell that an attempt has failed which is followed by another
      const outcome = kind.role === 'closes' ? kind.outcome! : 'failed'
      const guilty = model.before(row)
      model.endings.attempt(attempt, outcome, time, { guilty, trouble: guilty?.visits.at(-1)?.trouble })
    }
    if (kind.role === 'opens') model.begin(visit, id, time, childrenOf(details.length))
    else if (kind.outcome === 'succeeded') model.changes.set(visit, 'trouble', undefined)
    else model.changes.set(visit, 'trouble', { ...(attempt?.trouble ?? visit.trouble ?? unknown), event: id, outcome: kind.outcome! })
  },

  mapRun: (model, { kind, thread, time, id, details }) => {
    const visit = thread.visits.at(-1)
    if (visit === undefined) return
    model.endings.revive(visit)
    const { mapRun } = visit
    if (kind.role === 'opens') {
      model.changes.set(visit, 'mapRun', mapRunOf(id, time, details, mapRun))
      return
    }
    const trouble = kind.outcome === 'succeeded' ? undefined : troubleOf(id, kind.outcome!, details)
    if (mapRun !== undefined) model.changes.set(visit, 'mapRun', { ...mapRun, end: time, status: kind.outcome!, trouble })
    if (trouble !== undefined) model.fails(visit, time, trouble, false)
  },

  task: (model, { kind, thread, time, id, details, row }) => {
    const { changes } = model
    const visit = thread.visits.at(-1)
    if (visit === undefined) return
    model.endings.revive(visit)
    if (kind.role === 'opens') return model.begin(visit, id, time, undefined)
    const attempt = visit.attempts.at(-1)
    if (kind.role === 'point') {
      if (attempt !== undefined) changes.set(attempt, answers(kind) ? 'submitted' : 'started', time)
      return
    }
    if (attempt !== undefined) changes.set(attempt, 'answeredBy', row.answeredBy)
    if (kind.outcome !== 'succeeded') return model.fails(visit, time, troubleOf(id, kind.outcome!, details), false)
    changes.set(visit, 'trouble', undefined)
    if (attempt !== undefined) model.endings.attempt(attempt, 'succeeded', time, {})
  },
}

/** The error that has ended an item is that of its last state. */
function childTrouble(thread: VisitThread, event: number, outcome: Outcome): Trouble | undefined {
  if (outcome === 'succeeded') return undefined
  return { ...(thread.visits.at(-1)?.trouble ?? unknown), event, outcome }
}

/** Whether a point of a task has what the service answered to the request. */
const answers = ({ members }: EventKind): boolean => members.includes('output')
