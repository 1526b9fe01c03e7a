import { type Chain, chainsOf } from '../../history/chains'
import { timeOf } from '../../history/read'
import type { Recording } from '../../history/recordings/read'
import { detailsOf, type HistoryEvent, payloadValue, type RecordedEvent } from '../../history/types'
import type { Guide, GuideEvent, MapRunEnd, Taken } from '../../interpreter'
import { pathOf } from '../../interpreter/guided/guide'
import { machinesOf } from '../../model/graph'
import type { Machine } from '../../model/machine'
import { eventDifferences, parsedMembers } from './likeness'
import { Unknowns } from './unknowns'

/** The places in an event that chance and the clock make otherwise: paths as of `Difference`. */
export interface Varying {
  readonly index: number
  readonly paths: readonly string[]
}

/** Whether a place is one of those, or within one. */
export const varies = ({ paths }: Varying, path: string | undefined): boolean =>
  path !== undefined && paths.some((other) => path.startsWith(other))

/** What of a recording is not to be taken as it is. */
export interface GuideOptions {
  /** What the execution has to make up. */
  readonly unknowns?: Unknowns
  /** The events that are to be taken, by index: what is made here of chance or the clock is otherwise. */
  readonly taken?: ReadonlySet<number>
  /** What of an event is otherwise by chance, while more is different. */
  readonly varying?: Varying | undefined
  /** Milliseconds by which its clock is ahead. */
  readonly ahead?: number
  /** Who compares, in place of `eventDifferences`. */
  readonly difference?: (index: number, recorded: RecordedEvent, event: HistoryEvent) => ReturnType<Guide['difference']>
}

/** A recording as a guide for an execution of a machine. */
export function guideOf({ events, isWhole }: Recording, machine: Machine, options: GuideOptions = {}): Guide {
  const { unknowns = new Unknowns(), taken, varying, ahead = 0 } = options
  const links = chainsOf(events)
  const paths = new Paths(machine)
  for (const { chain, state } of links) paths.meet(chain, state)
  const first = events[0]!.id
  const pathAt = (index: number) => (links[index] === undefined ? '' : paths.of(links[index].chain))
  const guided: GuideEvent[] = events.map((event, i) => {
    const { error, cause } = detailsOf(event)
    const time = Math.round(timeOf(event)) + ahead
    const { id, type, previousEventId = 0 } = event
    return {
      id,
      type,
      path: pathAt(i),
      from: pathAt(previousEventId - first),
      time,
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    }
  })
  const compare =
    options.difference ??
    ((index, recorded, event) => {
      const time = guided[index]!.time
      if (index !== varying?.index) return eventDifferences(recorded, event, time, unknowns, 1)[0]
      return eventDifferences(recorded, event, time, unknowns).find(({ path }) => !varies(varying, path))
    })
  return {
    events: guided,
    isWhole,
    difference: (index, event) => compare(index, events[index]!, event),
    taken: (index) => (taken?.has(index) ? takenFrom(events[index]!) : undefined),
    mapRunEnd: (index) => mapRunEnd(events.filter((_, i) => i >= index && guided[i]!.path === guided[index]!.path)),
  }
}

/** The names of chains as the interpreter names its threads: a branch has the index that it has in the definition, whichever has begun first. */
class Paths {
  private readonly known = new Map<Chain, string>()
  /** The first state of each branch. */
  private readonly first = new Map<Chain, string>()
  private readonly branches = new Map<string, number>()

  constructor(machine: Machine) {
    for (const { states } of machinesOf(machine))
      for (const { type, machines } of states.values())
        if (type === 'Parallel')
          for (const [index, { startAt }] of machines.entries()) if (startAt !== undefined) this.branches.set(startAt.target, index)
  }

  meet(chain: Chain, state: string | undefined): void {
    if (chain.kind === 'branch' && state !== undefined && !this.first.has(chain)) this.first.set(chain, state)
  }

  of(chain: Chain): string {
    const known = this.known.get(chain)
    if (known !== undefined) return known
    const { parent, owner, kind } = chain
    const index = kind === 'branch' ? (this.branches.get(this.first.get(chain) ?? '') ?? chain.index) : chain.index
    const path = parent === undefined ? '' : pathOf(this.of(parent), owner ?? '', index)
    this.known.set(chain, path)
    return path
  }
}

function takenFrom(event: RecordedEvent): Taken {
  const { input, parameters = input, output, assignedVariables } = detailsOf(event)
  return {
    ...(parameters !== undefined && { input: payloadValue(parameters) }),
    ...(output !== undefined && { output: payloadValue(output) }),
    ...(assignedVariables !== undefined && { assigned: parsedMembers(assignedVariables) }),
  }
}

/** What the events that follow in a Map Run's thread say of its end. */
function mapRunEnd(events: readonly RecordedEvent[]): MapRunEnd | undefined {
  for (const event of events) {
    const { error, cause } = detailsOf(event)
    if (event.type === 'MapRunFailed') return { kind: 'failed', error, cause }
    if (event.type !== 'MapStateExited') continue
    const { output, assigned } = takenFrom(event)
    return output === undefined ? undefined : { kind: 'succeeded', output, assigned }
  }
  return undefined
}
