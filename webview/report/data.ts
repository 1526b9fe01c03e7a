import type { Json } from '../../core/base/json'
import { prettyText } from '../../core/base/jsonText'
import { valueIn } from '../../core/base/steps'
import type { HistoryRow } from '../../core/history/rows'
import { searchEvents } from '../../core/run/inspect/search'
import { shownOf } from '../../core/run/inspect/shown'
import type { ExecutionDetail, ShownValue, ValueRef } from '../../core/run/inspect/types'
import type { PanelRequests, Question, ToPanel } from '../messages'

/** All that a report holds of a run: what a panel would be sent, and the answers to what it would ask. */
export interface ReportData {
  /** The file of the definition. */
  readonly title: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  /** Of a replay: whether what runs now does as the recording says. */
  readonly verdict?: Verdict
  /** What is not in the page, a sentence each. */
  readonly notes: readonly string[]
  readonly messages: readonly ToPanel[]
  readonly answers: readonly Answer[]
  /** JSON texts of the values that these have a part of. */
  readonly values: readonly (readonly [ref: ValueRef, text: string])[]
}

export interface Verdict {
  readonly agrees: boolean
  /** Events that came as recorded, of so many. */
  readonly events: number
  readonly recorded: number
  /** A sentence. */
  readonly text?: string
  /** JSON texts of the details of the event that came otherwise; undefined: there was none. */
  readonly expected?: string
  readonly actual?: string
}

export type Answer = {
  [K in keyof PanelRequests]: { readonly name: K; readonly args: PanelRequests[K]['arguments']; readonly body: PanelRequests[K]['body'] }
}[keyof PanelRequests]

/** Answers the questions of the panel from what the page holds. */
export class Answers {
  private readonly bodies = new Map<string, unknown>()
  private readonly values = new Map<string, Json>()
  private readonly rows: readonly HistoryRow[]

  constructor({ messages, answers, values }: ReportData) {
    this.rows = messages.flatMap((message) => (message.type === 'history' ? message.history.events : []))
    for (const { name, args, body } of answers) {
      this.bodies.set(keyOf([name, args]), body)
      this.keep(body)
    }
    for (const [ref, text] of values) this.values.set(keyOf(ref), JSON.parse(text) as Json)
  }

  /** What is known of the run as a whole. */
  get execution(): ExecutionDetail | undefined {
    return this.bodies.get(keyOf(['execution', undefined])) as ExecutionDetail | undefined
  }

  to(question: Question): ToPanel {
    const { id } = question
    const known = this.known(question)
    return known === undefined
      ? { type: 'refused', id, message: 'The report has no more of this.' }
      : { type: 'answer', id, body: known.body }
  }

  private known({ name, args }: Question): { readonly body: unknown } | undefined {
    if (name === 'search') return { body: searchEvents({ length: this.rows.length, event: (i) => this.rows[i]!.event }, args) }
    if (name !== 'value' && name !== 'valueText') {
      const key = keyOf([name, args])
      return this.bodies.has(key) ? { body: this.bodies.get(key) } : undefined
    }
    const value = valueIn(this.values.get(keyOf(args.ref)), args.steps)
    if (value === undefined) return undefined
    return { body: name === 'value' ? shownOf(value, args.from) : prettyText(value) }
  }

  /** The values of an answer that are there as a whole. */
  private keep(part: unknown): void {
    if (typeof part !== 'object' || part === null || 'whole' in part) return
    if ('ref' in part && 'shown' in part) {
      const { ref, shown } = part as ShownValue
      if ('whole' in shown) this.values.set(keyOf(ref), shown.whole)
    } else for (const inner of Object.values(part)) this.keep(inner)
  }
}

/** The same text for the same members in another order. */
const keyOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))
      : inner,
  )

/** The data as they stand in the page: gzip, in base64, so that no text in them means anything to a browser. */
export async function unpacked(text: string): Promise<ReportData> {
  const stream = new Blob([bytesOf(text.trim())]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).json() as Promise<ReportData>
}

/** What base64 stands for. */
export const bytesOf = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
