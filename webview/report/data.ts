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

  constructor({ answers }: ReportData) {
    for (const { name, args, body } of answers) this.bodies.set(keyOf(name, args), body)
  }

  to({ id, name, args }: Question): ToPanel {
    const key = keyOf(name, args)
    if (this.bodies.has(key)) return { type: 'answer', id, body: this.bodies.get(key) }
    return { type: 'refused', id, message: 'This is not in the report, which holds a part of a long run.' }
  }
}

/** The arguments' members in one order. */
const keyOf = (name: string, args: object = {}): string => JSON.stringify([name, Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1))])

/** The data as they stand in the page: gzip, in base64, so that no text in them means anything to a browser. */
export async function unpacked(text: string): Promise<ReportData> {
  const stream = new Blob([bytesOf(text.trim())]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).json() as Promise<ReportData>
}

/** What base64 stands for. */
export const bytesOf = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
