import type { FoundEvents } from '../../core/run/inspect/search'

/** How far a search in payloads has come. */
export type SearchState =
  | { readonly kind: 'idle' }
  /** `done` of `total` events have been looked through. */
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  /** Somebody has stopped it, or nobody has the payloads any more: why, in a sentence. */
  | { readonly kind: 'stopped'; readonly message: string }

/** One text, and what is known of it. */
interface Search {
  readonly found: Set<number>
  /** The index of the first event that has not been looked at. */
  at: number
}

/** The part of a history that it looks through. */
interface Range {
  /** The index of the first event that came cut, and the number of events; the same: nothing is cut. */
  readonly from: number
  readonly to: number
}

/** Looks for texts in payloads that the panel does not have, by asking whoever has the run, part by part. */
export class PayloadSearch {
  state: SearchState = { kind: 'idle' }
  private readonly searches = new Map<string, Search>()
  private texts: readonly string[] = []
  private range: Range = { from: 0, to: 0 }
  private running = false
  /** Grows when events are gone: what is found of those before counts for nothing. */
  private past = 0

  constructor(
    private readonly ask: (args: { text: string; from: number }) => Promise<FoundEvents>,
    /** These events have a text. */
    private readonly found: (ids: readonly number[]) => void,
    /** The state is another one. */
    private readonly changed: () => void,
  ) {}

  has(text: string, id: number): boolean {
    return this.searches.get(text)?.found.has(id) ?? false
  }

  /** From now on these texts are looked for; what was found of others is forgotten. */
  want(texts: readonly string[]): void {
    this.texts = texts
    for (const text of this.searches.keys()) if (!texts.includes(text)) this.searches.delete(text)
    this.set({ kind: 'idle' })
    this.goOn()
  }

  /** There are other events now: those from `kept` on are new, or gone. */
  extend(range: Range, kept: number): void {
    if (kept < this.range.to) this.past++
    this.range = range
    for (const search of this.searches.values()) {
      if (search.at <= kept) continue
      search.at = kept
      for (const id of search.found) if (id > kept) search.found.delete(id)
    }
    this.goOn()
  }

  stop(message: string): void {
    this.set({ kind: 'stopped', message })
  }

  private goOn(): void {
    if (!this.running && this.state.kind !== 'stopped') void this.run()
  }

  private async run(): Promise<void> {
    this.running = true
    for (let next = this.next(); next !== undefined && this.state.kind !== 'stopped'; next = this.next()) {
      const [text, search] = next
      const { to } = this.range
      const { past } = this
      this.set({ kind: 'running', done: this.done(), total: this.texts.length * (to - this.range.from) })
      try {
        const page = await this.ask({ text, from: search.at })
        // what somebody has typed since, or gone back to, is another search
        if (this.searches.get(text) !== search || this.past !== past) continue
        search.at = Math.max(search.at + 1, page.next ?? to)
        for (const id of page.found) search.found.add(id)
        if (page.found.length > 0) this.found(page.found)
      } catch (error) {
        if (this.searches.get(text) === search) this.stop(error instanceof Error ? error.message : String(error))
      }
    }
    this.running = false
    if (this.state.kind === 'running') this.set({ kind: 'idle' })
  }

  /** The first text that has not been looked for everywhere. */
  private next(): readonly [string, Search] | undefined {
    const { from, to } = this.range
    for (const text of this.texts) {
      const known = this.searches.get(text)
      const search = known ?? { found: new Set<number>(), at: from }
      if (known === undefined) this.searches.set(text, search)
      search.at = Math.max(search.at, from)
      if (search.at < to) return [text, search]
    }
    return undefined
  }

  private done(): number {
    const { from } = this.range
    return this.texts.reduce((sum, text) => sum + Math.max(0, (this.searches.get(text)?.at ?? from) - from), 0)
  }

  private set(state: SearchState): void {
    if (state.kind === 'idle' && this.state.kind === 'idle') return
    this.state = state
    this.changed()
  }
}
