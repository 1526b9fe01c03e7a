import type { State } from '../model/machine'
import { type Archive, ArchivedText, type Payload, payloadText } from './archive'
import { type Chain, chainsOf } from './chains'
import { kindOf } from './events'
import type { EventKind } from './kind'
import { isPayload } from './members'
import { timeOf } from './read'
import type { StatePlace, ThreadInfo } from './rows'
import type { History, HistoryEvent, RecordedEvent } from './types'

/** A history that somebody else has written down, as far as its events tell: the threads are those that `chainsOf` finds. */
export class ToldHistory implements History {
  private readonly links: ReturnType<typeof chainsOf>
  /** By their ids. */
  private readonly threads: ThreadInfo[] = []
  private readonly ids = new Map<Chain, number>()
  private readonly paths = new Map<Chain, StatePlace['path']>()
  private readonly places = new Map<Chain, Map<string, StatePlace>>()

  /** `states`: those of the definition by their names, where there is one. */
  constructor(
    private readonly events: readonly RecordedEvent[],
    private readonly states: ReadonlyMap<string, State> = new Map(),
  ) {
    this.links = chainsOf(events)
    // ids as in a run: in the order in which threads begin, and those that own others before these
    for (const { chain } of this.links) this.idOf(chain)
    if (this.threads.length === 0) this.threads.push({ name: 'Machine' })
  }

  get length(): number {
    return this.events.length
  }

  event(index: number, text: (payload: Payload) => string = payloadText): HistoryEvent {
    const event = this.at(index)
    const member = kindOf(event.type)?.member
    const own = { ...event, previousEventId: event.previousEventId ?? 0, timestamp: new Date(timeOf(event)).toISOString() }
    const details = member === undefined ? undefined : (event as unknown as Record<string, Record<string, unknown> | undefined>)[member]
    if (member === undefined || details === undefined || text === payloadText) return own as HistoryEvent
    const shown = Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' && isPayload(name) ? text(asText(value)) : value,
    ])
    return { ...own, [member]: Object.fromEntries(shown) } as HistoryEvent
  }

  info(index: number) {
    const event = this.at(index)
    const { chain, state } = this.links[index]!
    return {
      kind: kindOf(event.type) ?? unknown(event.type),
      state: state === undefined ? undefined : this.states.get(state),
      thread: this.idOf(chain),
      timestamp: timeOf(event),
    }
  }

  answeredBy(): undefined {
    return undefined
  }

  threadOf(thread: number): ThreadInfo {
    return this.threads[thread]!
  }

  /** The state of an event by its name and where it is, in no file. What a Map calls its processor is not known. */
  placeOf(index: number): StatePlace | undefined {
    const { chain: own, state } = this.links[index]!
    if (state === undefined) return undefined
    // what tells of an iteration is its thread's, and of the Map around it
    const chain = kindOf(this.at(index).type)?.span === 'iteration' ? (own.parent ?? own) : own
    const places = this.places.get(chain) ?? new Map<string, StatePlace>()
    this.places.set(chain, places)
    const known = places.get(state)
    if (known !== undefined) return known
    const nowhere = { offset: 0, length: 0 }
    const path = [...this.pathOf(chain), 'States', state]
    const place: StatePlace = { name: state, path, file: '', key: nowhere, range: nowhere, line: 1, column: 1 }
    places.set(state, place)
    return place
  }

  private at(index: number): RecordedEvent {
    const event = this.events[index]
    if (event === undefined) throw new RangeError(`There is no event ${index}.`)
    return event
  }

  private idOf(chain: Chain): number {
    const known = this.ids.get(chain)
    if (known !== undefined) return known
    const parent = chain.parent === undefined ? undefined : this.idOf(chain.parent)
    const id = this.threads.length
    this.ids.set(chain, id)
    this.threads.push({ name: chain.name, ...(parent !== undefined && { parent, index: chain.index }) })
    return id
  }

  private pathOf(chain: Chain): StatePlace['path'] {
    const { parent, kind, owner = '', index } = chain
    if (parent === undefined) return []
    const known = this.paths.get(chain)
    if (known !== undefined) return known
    const path = [...this.pathOf(parent), 'States', owner, ...(kind === 'branch' ? ['Branches', index] : ['ItemProcessor'])]
    this.paths.set(chain, path)
    return path
  }
}

/** A text is what it is: nothing is read for it. */
const asText = (text: string): ArchivedText => {
  const kept: Archive = { put: () => 0, get: () => text }
  return new ArchivedText(kept, text)
}

/** A type of event that AWS has made since. */
const unknown = (type: string): EventKind => ({
  type,
  member: undefined,
  members: [],
  form: 'nothing',
  category: 'scheduled',
  branch: undefined,
  span: 'task',
  role: 'point',
  outcome: undefined,
  stateType: undefined,
})
