import type { JsonObject } from '../../../core/base/json'
import type { History } from '../../../core/history/types'
import { type HistoryEvent, UsageError } from '../../../library'
import { eventOf, logOf } from '../../../library/result'
import { anyObject, count, flag, list, object, text } from '../../jsonSchema'
import { cut, fitting } from '../shown'
import type { Tool } from '../tool'
import { noteMember } from './source'

const mostEvents = 200
/** Characters of a payload in the details of an event. */
const mostOfDetail = 2_000

export const historyTool: Tool = {
  name: 'history',
  title: 'Look at the events of a run',
  description:
    'The events of a run of this server as GetExecutionHistory has them (type, id, state, details with payloads), page by page and filtered. Use it after `run` to see what each state and each attempt of a task received and gave, and where an error came from.',
  input: {
    'runId?': text('Of run. Default: the last one.'),
    'from?': count('The id of the first event. Default 1.', 1),
    'limit?': { ...count(`How many at most, up to ${mostEvents}. Default 50.`, 1), maximum: mostEvents },
    'types?': list(text('A type, such as TaskFailed.'), 'Only events of these types.'),
    'state?': text('Only events of this state.'),
    'text?': text('Only events whose type, state or details contain it, in upper or lower case.'),
    'errors?': flag('Only events that tell of an error.'),
  },
  output: object('A page of the history.', {
    runId: text('The run.'),
    events: list(
      object('An event.', {
        id: count('From 1.'),
        previousEventId: count('The event before it in its branch or iteration; 0: there is none.'),
        type: text('As AWS names it.'),
        timestamp: text("ISO 8601, on the execution's clock."),
        'state?': text('The state that it belongs to.'),
        'details?': anyObject('What AWS tells with it; payloads are texts of JSON.'),
        'answeredBy?': { description: 'Who answered the task that it ends.' },
      }),
    ),
    total: count('Events of the run.'),
    matched: count('Of these, events that the filter lets through, from `from` on.'),
    'next?': count('`from` of the next page; absent on the last one.'),
    'note?': noteMember,
  }),
  runs: false,
  call: async (given, { runs }) => {
    const { runId, from = 1, limit = 50 } = given as { runId?: string; from?: number; limit?: number }
    const found = runs.get(runId)
    if (found === undefined)
      throw new UsageError(
        runId === undefined ? 'there has been no run yet: call run first' : `there is no run "${runId}"; the last 20 are kept`,
      )
    const log = logOf(found.run)
    const matching = log === undefined ? [] : matchesIn(log, from - 1, given)
    const { rows, left } = fitting(matching.slice(0, limit).map((index) => shownEvent(eventOf(log!, index))))
    const next = matching[rows.length]
    return {
      runId: found.id,
      events: rows,
      total: log?.length ?? 0,
      matched: matching.length,
      ...(next !== undefined && { next: next + 1 }),
      ...(left > 0 && { note: `The page is cut after ${rows.length} events, which are long.` }),
    }
  },
}

/** The indices of the events that the filter lets through. Of a long history no more events are made than the filter has to look into. */
function matchesIn(log: History, from: number, given: JsonObject): number[] {
  const { types, state, text: wanted, errors } = given as { types?: string[]; state?: string; text?: string; errors?: boolean }
  const found: number[] = []
  for (let i = from; i < log.length; i++) {
    const about = log.info(i)
    if (types !== undefined && !types.includes(about.kind.type)) continue
    if (state !== undefined && about.state?.name !== state) continue
    if ((errors === true || wanted !== undefined) && !looksInto(eventOf(log, i), errors === true, wanted)) continue
    found.push(i)
  }
  return found
}

function looksInto(event: HistoryEvent, errors: boolean, wanted: string | undefined): boolean {
  const details = detailsOf(event)
  if (errors && !('error' in (details ?? {}))) return false
  return wanted === undefined || JSON.stringify([event.type, event.state, details]).toLowerCase().includes(wanted.toLowerCase())
}

/** All that is not of every event is its details. */
function detailsOf(event: HistoryEvent): JsonObject | undefined {
  const name = Object.keys(event).find((each) => each.endsWith('EventDetails'))
  return name === undefined ? undefined : (event[name] as JsonObject)
}

function shownEvent(event: HistoryEvent) {
  const { id, previousEventId, type, timestamp, state, answeredBy } = event
  const details = detailsOf(event)
  return {
    id,
    previousEventId,
    type,
    timestamp,
    ...(state !== undefined && { state }),
    ...(details && { details: Object.fromEntries(Object.entries(details).map(([name, value]) => [name, cut(value, mostOfDetail)])) }),
    ...(answeredBy !== undefined && { answeredBy }),
  }
}
