import { Lines } from '../../../core/base/lines'
import { payloadText } from '../../../core/history/archive'
import { type HistoryRow, HistoryRows, type ThreadInfo } from '../../../core/history/rows'
import { ToldHistory } from '../../../core/history/told'
import type { Execution } from '../../../core/interpreter/api'
import { threadInfo } from '../../../core/interpreter/lineage'
import { begin, type Definition, type RunOptions } from '../../core/interpreter/run'

/** The rows of a machine's history as the debugger sends them: small machines are the panel's test data. */
export async function machineRows(definition: Definition, options: RunOptions = {}): Promise<readonly HistoryRow[]> {
  return rowsOfRun(begin(definition, options))
}

/** Runs an execution to its end. `redrives`: how often it is redriven then. */
export async function rowsOfRun(execution: Execution, redrives = 0): Promise<readonly HistoryRow[]> {
  const threads = new Map<number, ThreadInfo>([[0, { name: 'Machine' }]])
  const meet = () => {
    for (const thread of execution.threads) if (!threads.has(thread.id)) threads.set(thread.id, threadInfo(thread))
  }
  for (let left = redrives; ; left--) {
    meet()
    while (execution.status === 'RUNNING') {
      await execution.step()
      meet()
    }
    if (left === 0) break
    execution.redrive()
  }
  const rows = new HistoryRows(
    execution.history,
    () => ({ path: '/machine.asl.json', lines: new Lines('') }),
    (thread) => threads.get(thread) ?? { name: `Thread ${thread}` },
  )
  return Array.from({ length: execution.history.length }, (_, i) => rows.row(i, { text: payloadText, cut: false, bytes: 0 }))
}

/** The rows of the same history as they are where only AWS's events are known, without a definition. */
export function importedRows({ history }: Execution): readonly HistoryRow[] {
  const told = new ToldHistory(Array.from({ length: history.length }, (_, i) => history.event(i)))
  const rows = new HistoryRows(
    told,
    () => ({ path: '', lines: new Lines('') }),
    (thread) => told.threadOf(thread),
    (index) => told.placeOf(index),
  )
  return Array.from({ length: told.length }, (_, i) => rows.row(i, { text: payloadText, cut: false, bytes: 0 }))
}
