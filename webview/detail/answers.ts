import type { PanelRequests } from '../messages'
import type { Ask } from '../questions'

/** What is known of a question. */
export interface Known<K extends keyof PanelRequests> {
  readonly body?: PanelRequests[K]['body']
  /** Why there is no answer, in a sentence. */
  readonly problem?: string
}

interface Entry {
  known: Known<keyof PanelRequests> | undefined
  /** Of what it was asked last. */
  version: unknown
  asking: boolean
}

/** Answers that are remembered. */
const most = 100

/** Answers to questions of the views: each is asked once for each version of what it is about. */
export class Answers {
  private readonly entries = new Map<string, Entry>()

  constructor(
    private readonly ask: Ask,
    private readonly changed: () => void,
  ) {}

  /** What is known so far; undefined: nothing yet. An answer of a version before stays until the next one is there. */
  get<K extends keyof PanelRequests>(name: K, args: PanelRequests[K]['arguments']): Known<K> | undefined {
    return this.entries.get(keyOf(name, args))?.known as Known<K> | undefined
  }

  /** Asks, where nobody has for this version. While an answer is waited for no other is asked for. */
  want<K extends keyof PanelRequests>(name: K, args: PanelRequests[K]['arguments'], version: unknown = 0): void {
    const key = keyOf(name, args)
    const entry = this.entries.get(key) ?? { known: undefined, version: undefined, asking: false }
    this.entries.delete(key)
    this.entries.set(key, entry)
    if (entry.asking || (entry.known !== undefined && entry.version === version)) return
    entry.asking = true
    entry.version = version
    if (this.entries.size > most) this.entries.delete(this.entries.keys().next().value!)
    const answered = (known: Known<K>) => {
      entry.asking = false
      entry.known = known
      this.changed()
    }
    this.ask(name, args).then(
      (body) => answered(body === undefined ? {} : { body }),
      (error: Error) => answered({ problem: error.message }),
    )
  }
}

const keyOf = (name: string, args: unknown): string => `${name} ${JSON.stringify(args)}`
