import { utf8Bytes } from '../../core/base/jsonText'
import { kindOf } from '../../core/history/events'
import type { EventKind } from '../../core/history/kind'
import { stateKey } from '../../core/history/rows'
import { detailsOf } from '../../core/history/types'
import type { HistoryRow } from '../../debugger/protocol'
import type { Item } from '../events/timeline'

/** The largest payload of its sort that a state has had: UTF-8 bytes, and the event that has it. */
export interface Largest {
  readonly bytes: number
  readonly event: number
}

/** Which payload it is: what a state gets and gives, what its task is sent and answers. */
export const sorts = ['input', 'output', 'request', 'result'] as const
export type Sort = (typeof sorts)[number]

/** What a state has taken of the limits. */
export interface StateUsage {
  readonly key: string
  readonly name: string
  visits: number
  /** State transitions that AWS bills: each entry and each retry. */
  transitions: number
  largest: { [S in Sort]?: Largest }
}

/** A stay of a thread in a state. */
interface Stay {
  readonly state: StateUsage | undefined
  /** Attempts that have begun, of its task and of its branches or items. */
  task: number
  children: number
}

/**
 * What a run takes of AWS's limits, and what is billed of it. AWS bills each step of a Standard workflow that is executed and each retry as a state
 * transition, each child execution of a Distributed Map as one, and a redrive as one. Sources: https://aws.amazon.com/step-functions/pricing; Developer Guide,
 * "Transitions". A retry is seen by what it schedules or starts again, so that an attempt that fails before it has scheduled anything is not counted.
 */
export class Usage {
  entries = 0
  retries = 0
  redrives = 0
  mapRuns = 0
  /** Executions that Map Runs have started, one for each item: the history tells neither of batches nor of the items of a file. */
  childExecutions = 0
  /** Branches and iterations that had events. */
  readonly threads = new Set<number>()
  readonly states = new Map<string, StateUsage>()
  /** Of all payloads, also those of the execution. */
  largest: (Largest & { readonly name: string | undefined }) | undefined
  /** Items that are counted, and the last of them. */
  private count = 0
  private last: Item | undefined
  private readonly stays = new Map<string, Stay>()
  /** Items of the Map that began last in a thread: whether they are child executions is told by the next event. */
  private readonly lengths = new Map<number, number>()

  /** State transitions of a Standard workflow. */
  get transitions(): number {
    return this.entries + this.retries + this.redrives + this.childExecutions
  }

  /** Whether these items go on from what is counted. Where events are gone it is to be counted anew. */
  goesOnWith(items: readonly Item[]): boolean {
    return this.count <= items.length && (this.count === 0 || items[this.count - 1] === this.last)
  }

  /** Counts the items that are new. */
  add(items: readonly Item[]): void {
    for (; this.count < items.length; this.count++) this.addRow(items[this.count]!.row)
    this.last = items[this.count - 1]
  }

  private addRow(row: HistoryRow): void {
    const kind = kindOf(row.event.type)
    if (row.threadId !== 1) this.threads.add(row.threadId)
    if (kind === undefined) return
    const usage = row.state && this.usageOf(row.state)
    if (kind.span === 'execution' && detailsOf(row.event).redriveCount !== undefined) this.redrives++
    if (kind.role === 'opens') this.begin(row, kind, usage)
    this.measure(row, kind, usage)
  }

  private begin(row: HistoryRow, { span }: EventKind, usage: StateUsage | undefined): void {
    const key = `${row.threadId} ${usage?.key}`
    if (span === 'state') {
      this.entries++
      if (usage !== undefined) {
        usage.visits++
        usage.transitions++
      }
      this.stays.set(key, { state: usage, task: 0, children: 0 })
    } else if (span === 'task' || span === 'children') {
      const stay = this.stays.get(key)
      if (stay !== undefined && stay[span]++ > 0) {
        this.retries++
        if (usage !== undefined) usage.transitions++
      }
      this.lengths.set(row.threadId, detailsOf(row.event).length ?? 0)
    } else if (span === 'mapRun' && detailsOf(row.event).redriveCount === undefined) {
      const items = this.lengths.get(row.threadId) ?? 0
      this.mapRuns++
      this.childExecutions += items
      if (usage !== undefined) usage.transitions += items
    }
  }

  private measure(row: HistoryRow, kind: EventKind, usage: StateUsage | undefined): void {
    const bytes = bytesOf(row)
    if (bytes === 0) return
    const event = row.event.id
    if (bytes > (this.largest?.bytes ?? 0)) this.largest = { bytes, event, name: usage?.name }
    const sort = sortOf(kind)
    if (usage === undefined || sort === undefined) return
    if (bytes > (usage.largest[sort]?.bytes ?? 0)) usage.largest[sort] = { bytes, event }
  }

  private usageOf({ path, name }: NonNullable<HistoryRow['state']>): StateUsage {
    const key = stateKey(path)
    let usage = this.states.get(key)
    if (usage === undefined) {
      usage = { key, name, visits: 0, transitions: 0, largest: {} }
      this.states.set(key, usage)
    }
    return usage
  }
}

function sortOf({ span, role }: EventKind): Sort | undefined {
  if (span === 'state') return role === 'opens' ? 'input' : 'output'
  if (span === 'task') return role === 'opens' ? 'request' : 'result'
  return undefined
}

/** UTF-8 bytes of the largest payload of an event: of one that came cut whoever has the run has said it. */
function bytesOf({ event, cut, bytes = 0 }: HistoryRow): number {
  if (cut) return bytes
  const { input, output, parameters, assignedVariables } = detailsOf(event)
  let most = 0
  for (const text of [input, output, parameters, ...Object.values(assignedVariables ?? {})]) {
    if (typeof text === 'string' && text.length * 3 > most) most = Math.max(most, utf8Bytes(text))
  }
  return most
}
