import { basename } from 'node:path'
import { formatDuration } from '../../core/base/duration'
import type { Json } from '../../core/base/json'
import { prettyText } from '../../core/base/jsonText'
import { Lines } from '../../core/base/lines'
import type { Execution, Left } from '../../core/interpreter'
import { flowGraph } from '../../core/model/flowGraph'
import type { Run } from '../../core/run/prepare'
import { leftText } from '../../core/run/replay/text'
import { Allowance, RunRows } from '../../core/run/rows'
import type { ReportData, Verdict } from '../../webview/report/data'
import { answersOf } from './answers'

/** Characters of rows that a page holds, about: some tens of thousands of events. */
const mostRows = 24 * 1024 * 1024

/** What a report is of. */
export interface Reported {
  /** The file of the definition. */
  readonly file: string
  /** It remembers what comes from outside. */
  readonly run: Run
  readonly execution: Execution
}

/** What a page holds of an execution that is over, or stands. `verdict`: of a replay. */
export function reportOf({ file, run, execution }: Reported, verdict?: Verdict): ReportData {
  const { history, status } = execution
  const lines = new Lines(run.document.text)
  // nothing leads from a page to a file
  const rows = new RunRows(execution, () => ({ path: '', lines }))
  const events = rows.from(0, mostRows, new Allowance())
  const title = basename(file)
  const { answers, values, left } = answersOf({ file, run, execution })
  return {
    title,
    facts: [...factsOf(execution, run), ...(verdict ? [agreeing(verdict)] : [])],
    ...(verdict && { verdict }),
    notes: [
      ...(events.length < history.length ? [`The page has the first ${count(events.length)} of ${count(history.length)} events.`] : []),
      ...(left > 0 ? [`The data of the last ${count(left)} states that were entered are left out.`] : []),
      ...(events.some(({ cut }) => cut) ? ['Long payloads are cut: together they are more than a page should hold.'] : []),
    ],
    messages: [
      { type: 'shown', shown: { id: 'report', name: title, kind: 'report' } },
      { type: 'graph', graphs: graphsOf(run.definition, lines) },
      { type: 'history', history: { from: 0, events, status } },
    ],
    answers,
    values,
  }
}

const graphsOf = ({ machine, range: { offset, length } }: Run['definition'], lines: Lines) => ({
  file: '',
  machines: [{ range: { offset, length }, graph: flowGraph(machine, lines), marks: [] }],
  files: [],
})

function factsOf({ history, status, now }: Execution, { options }: Run): [string, string][] {
  const start = history.length === 0 ? undefined : history.info(0).timestamp
  const facts: [string, string | undefined][] = [
    ['Status', status],
    ['Execution', options.executionName],
    ['Started', start === undefined ? undefined : new Date(start).toISOString()],
    ['Duration', start === undefined ? undefined : formatDuration(now - start)],
    ['Events', count(history.length)],
  ]
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined)
}

const agreeing = ({ events, recorded }: Verdict): [string, string] => ['Agrees', `${count(events)} of ${count(recorded)} recorded events`]

/** Whether a replay agrees, and what is different. */
export function verdictOf(left: Left | undefined): Omit<Verdict, 'events' | 'recorded'> {
  const text = left === undefined ? {} : { text: leftText(left) }
  if (left?.kind !== 'diverged') return { agrees: true, ...text }
  const { expected, actual } = left
  const side = (value: Json | undefined) => (value === undefined ? undefined : prettyText(value))
  const [recorded, came] = [side(expected), side(actual)]
  return { agrees: false, ...text, ...(recorded !== undefined && { expected: recorded }), ...(came !== undefined && { actual: came }) }
}

const count = (number: number): string => number.toLocaleString('en')
