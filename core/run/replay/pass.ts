import type { Json } from '../../base/json'
import type { Recording } from '../../history/recordings/read'
import type { HistoryEvent } from '../../history/types'
import { type Difference, type Execution, followOn, type Guide, type Left, type Ports } from '../../interpreter'
import { Answerers } from '../answerers'
import { beginRun, type Run } from '../prepare'
import { recordedAnswers } from '../recorded'
import { follow } from './follow'
import { guideOf, type Varying, varies } from './guide'
import { eventDifferences } from './likeness'
import { foundNames, type Names, nameKeys } from './names'
import { Shadow } from './shadow'
import { Unknowns } from './unknowns'

/** What has been found out so far. */
export interface Found {
  readonly names: Run['options'] & Names
  /** By the keys of draws, and by those of names. */
  readonly drawn: Map<string, Json>
  /** Indices of events that are to be taken as they are recorded. */
  readonly taken: Set<number>
  /** Of the event at which it has left the recording. */
  varying: Varying | undefined
}

/**
 * Milliseconds by which the clocks of the shadows are ahead: at another time, nothing in which one is shown stays the same. Several have other chance alone,
 * since of few values two may be the same.
 */
const ahead = [0, 0, 0, 1_234_567_891]

/** One time through a recording, with what has been found out by then. */
export class Pass {
  private readonly unknowns = new Unknowns()
  private different: { readonly index: number; readonly event: HistoryEvent } | undefined
  private shadows: readonly Shadow[] | undefined

  constructor(
    private readonly run: Run,
    private readonly recording: Recording,
    private readonly found: Found,
    private readonly ports: Omit<Ports, 'task'>,
  ) {}

  /**
   * `left`: where it has left the recording; undefined: nowhere. `isNew`: something was found out by which it may fit. `madeUp`: what chance gave here, by keys: whoever
   * goes the same way needs the same, since much of it may have come out right. `isLast`: it does not stop for what is new, since nobody begins anew with it.
   */
  go(isLast = false): {
    readonly left: Left | undefined
    readonly isNew: boolean
    readonly madeUp: readonly (readonly [key: string, value: Json])[]
  } {
    const execution = this.main()
    for (;;) {
      this.different = undefined
      const left = follow(execution)
      const isNew = this.learn() && !isLast
      if (left?.kind !== 'diverged') return { left, isNew: false, madeUp: this.unknowns.rest }
      const rest = isNew ? undefined : this.take()
      if (isNew || rest !== undefined) return { left: { ...left, ...rest }, isNew, madeUp: this.unknowns.rest }
      followOn(execution)
    }
  }

  private main(): Execution {
    const { unknowns } = this
    const guide: Guide = guideOf(this.recording, this.run.definition.machine, {
      unknowns,
      taken: this.found.taken,
      difference: (index, recorded, event) => {
        const [difference] = eventDifferences(recorded, event, guide.events[index]!.time, unknowns, 1)
        if (difference !== undefined) this.different = { index, event }
        return difference
      },
    })
    return this.begin(guide, unknowns, '')
  }

  /** Its execution at the beginning. What nobody has told is made up. `chance`: what tells its chance from that of others. */
  private begin(guide: Guide, unknowns: Unknowns, chance: string): Execution {
    const { run, ports } = this
    const { names, drawn } = this.found
    const made = <T extends string | number>(port: (key: string) => T) => {
      return (key: string) => (drawn.get(key) as T | undefined) ?? unknowns.make(key, port(`${chance}${key}`))
    }
    const uuid = made(ports.uuid)
    const known = { ...names, ...foundNames(names, drawn) }
    const unnamed = Object.fromEntries(nameKeys.filter((name) => known[name] === undefined).map((name) => [name, uuid(name)]))
    const options = { ...known, ...unnamed, startTime: guide.events[0]!.time, guide }
    const { answer: task } = new Answerers({ recorded: recordedAnswers(this.recording.events) })
    return beginRun({ ...run, options }, { ...ports, random: made(ports.random), uuid, task })
  }

  /** Keeps what has been recognised. Whether there is any. */
  private learn(): boolean {
    const { drawn } = this.found
    const before = drawn.size
    for (const [key, value] of this.unknowns.found) if (!drawn.has(key)) drawn.set(key, value)
    return drawn.size > before
  }

  /** Takes the event that is different, where nothing but chance and the clock makes it so. Else gives what is different besides; nothing where all of it is. */
  private take(): Partial<Difference> | undefined {
    const { different, recording, unknowns } = this
    const { taken } = this.found
    if (different === undefined || taken.has(different.index)) return {}
    const { index, event } = different
    const { machine } = this.run.definition
    this.shadows ??= ahead.map((time, i) => {
      return new Shadow(recording, machine, taken, time, (guide) => this.begin(guide, new Unknowns(), `${i} `))
    })
    const others = this.shadows.flatMap((shadow) => shadow.at(index) ?? [])
    const paths = others.flatMap((other) => eventDifferences(other, event, Number.NaN, new Unknowns())).flatMap(({ path }) => path ?? [])
    const varying = { index, paths }
    const rest = eventDifferences(recording.events[index]!, event, Number.NaN, unknowns).find(({ path }) => !varies(varying, path))
    if (rest === undefined) taken.add(index)
    else this.found.varying = varying
    for (const shadow of this.shadows) shadow.goOn()
    return rest
  }
}
