import type { StateType } from '../model/machine'
import { kindOf } from './events'
import type { EventKind } from './kind'
import { type ThreadStep, threadName } from './rows'
import { detailsOf, type RecordedEvent } from './types'

/** A sequence of states that runs: the machine, a branch or an iteration, as far as the events tell. */
export interface Chain {
  readonly kind: 'machine' | 'branch' | 'iteration'
  /** Of an iteration the index of its item; branches are counted in the order in which they begin, which is that of the definition here. */
  readonly index: number
  readonly parent: Chain | undefined
  /** The Parallel or Map state of the parent that it belongs to. */
  readonly owner: string | undefined
  /** As threads are named: "Machine", "Both [1]", "Orders [0] > Lines [2]". */
  readonly name: string
}

/** Where an event belongs. */
interface Link {
  readonly chain: Chain
  /** The name of the state; undefined for the execution's own events. */
  readonly state: string | undefined
}

/**
 * Finds for each event of a history its chain and its state: the link at an index is that of the event there. AWS's events say only which
 * event came before them, and what a Parallel or a Map logs follows on an event of the child that ended last. So an event is looked for
 * from that one's chain on upwards: it belongs to the nearest whose state can have it. Names of states are different throughout a
 * definition, which AWS demands. Events may come in any order, and those before them may be missing: what nothing is known of belongs to
 * the machine.
 */
export function chainsOf(events: readonly RecordedEvent[]): Link[] {
  const walk = new Walk()
  const links: Link[] = []
  const inTime = events.map((_, i) => i).sort((a, b) => events[a]!.id - events[b]!.id)
  for (const i of inTime) links[i] = walk.link(events[i]!)
  return links
}

/** The state that a chain is in. */
interface Open {
  readonly name: string | undefined
  readonly type: StateType | undefined
  /** It has told that its branches or iterations have failed: it does so once. */
  failed: boolean
}

/** A chain as far as it has come. */
interface Walked extends Chain {
  readonly parent: Walked | undefined
  readonly steps: readonly ThreadStep[]
  open: Open | undefined
  /** The state that was cut short last: a redrive goes on with it. */
  cut: Open | undefined
  /** Branches that the present state has begun. */
  branches: number
  /** Of an iteration: it is over. */
  closed: boolean
}

class Walk {
  private readonly machine = begin('machine', undefined, undefined, 0)
  /** By the ids of their events. */
  private readonly chains = new Map<number, Walked>()
  /** Events behind which branches begin. */
  private readonly forks = new Set<number>()
  /** Chains that have entered a state, by the event before and the state's name. */
  private readonly entered = new Map<string, Walked>()

  link(event: RecordedEvent): Link {
    const kind = kindOf(event.type)
    const from = this.chains.get(event.previousEventId ?? 0) ?? this.machine
    const chain = kind === undefined ? from : this.chainOf(event, kind, from)
    this.chains.set(event.id, chain)
    return { chain, state: kind === undefined ? chain.open?.name : this.stateOf(event, kind, chain) }
  }

  private chainOf(event: RecordedEvent, kind: EventKind, from: Walked): Walked {
    const { name, index, state } = detailsOf(event)
    const previous = event.previousEventId ?? 0
    switch (kind.span) {
      case 'execution':
        this.goOn()
        return this.machine
      case 'iteration': {
        if (kind.role === 'closes') return closed(climb(from, (at) => isIteration(at, name, index)))
        const parent = climb(from, ({ open }) => isIn(open, 'Map', name))
        return begin('iteration', parent, name ?? parent.open?.name, index ?? 0)
      }
      case 'state':
        if (kind.role === 'closes') return climb(from, ({ open }) => isIn(open, kind.stateType, name))
        // it follows on the event before its state, as the state does
        if (kind.role === 'point') return this.entered.get(entry(previous, state)) ?? from
        return this.enter(name, previous, from)
      case 'children':
        // what is around an iteration goes on once that is over; until then a state that fails again is its own
        if (from.kind === 'iteration' && !from.closed && isIn(from.open, kind.stateType)) return from
        return climb(from, ({ open }) => isIn(open, kind.stateType) && !open.failed)
      default:
        return from
    }
  }

  /** What has failed before may do so again. */
  private goOn(): void {
    for (const chain of new Set(this.chains.values())) {
      chain.closed = false
      chain.open ??= chain.cut
      if (chain.open !== undefined) chain.open.failed = false
    }
  }

  private enter(name: string | undefined, previous: number, from: Walked): Walked {
    const chain = this.forks.has(previous) ? begin('branch', from, from.open?.name, from.branches++) : from
    this.entered.set(entry(previous, name), chain)
    return chain
  }

  /** The event's state, and what the event makes of it. */
  private stateOf(event: RecordedEvent, { span, role, stateType, outcome }: EventKind, chain: Walked): string | undefined {
    if (span === 'execution') return undefined
    if (span === 'iteration') return chain.owner
    // a debugger's jump leaves a state without an event
    if (span === 'state' && role === 'opens') chain.open = { name: detailsOf(event).name, type: stateType, failed: false }
    const { open } = chain
    if (span === 'state' && role === 'closes') {
      chain.cut = outcome === 'aborted' ? open : undefined
      chain.open = undefined
    }
    if (span === 'children' && outcome === 'failed' && open !== undefined) open.failed = true
    if (span === 'children' && role === 'opens') {
      chain.branches = 0
      this.forks.add(event.id)
    }
    return open?.name
  }
}

const isIn = (open: Open | undefined, type: StateType | undefined, name?: string): open is Open =>
  open !== undefined && open.type === type && (name === undefined || open.name === name)

function closed(chain: Walked): Walked {
  chain.closed = true
  return chain
}

const isIteration = (at: Walked, owner: string | undefined, index: number | undefined): boolean =>
  at.kind === 'iteration' && at.index === index && (owner === undefined || at.owner === owner)

const entry = (previous: number, name: string | undefined) => `${previous} ${name}`

function begin(kind: Chain['kind'], parent: Walked | undefined, owner: string | undefined, index: number): Walked {
  const steps = parent === undefined ? [] : [...parent.steps, { owner: owner ?? '', index }]
  return { kind, index, parent, owner, steps, name: threadName(steps), open: undefined, cut: undefined, branches: 0, closed: false }
}

/** The chain or the nearest above it that fits; itself where none does. */
function climb(from: Walked, fits: (chain: Walked) => boolean): Walked {
  for (let at: Walked | undefined = from; at !== undefined; at = at.parent) if (fits(at)) return at
  return from
}
