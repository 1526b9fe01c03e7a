import type { Recording } from '../../history/recordings/read'
import type { HistoryEvent, RecordedEvent } from '../../history/types'
import { type Difference, type Execution, followOn, type Guide } from '../../interpreter'
import type { Machine } from '../../model/machine'
import { follow } from './follow'
import { guideOf } from './guide'

/** What stops it. */
const another: Difference = { path: undefined, expected: undefined, actual: undefined }

/**
 * The same execution with other chance, or at another time. It follows the recording by the types of events alone, so that it is seen what chance and the
 * clock make otherwise.
 */
export class Shadow {
  private wanted: number | undefined
  private event: HistoryEvent | undefined
  private readonly execution: Execution

  /** `ahead`: by so many milliseconds. `begin`: begins the execution with this guide. */
  constructor(recording: Recording, machine: Machine, taken: ReadonlySet<number>, ahead: number, begin: (guide: Guide) => Execution) {
    const difference = (index: number, recorded: RecordedEvent, event: HistoryEvent) => {
      if (index !== this.wanted) return recorded.type === event.type ? undefined : another
      this.event = event
      return another
    }
    this.execution = begin(guideOf(recording, machine, { taken, ahead, difference }))
  }

  /** The event here at a place of the recording, up to which it goes on. Undefined: it does not come there. */
  at(index: number): HistoryEvent | undefined {
    this.wanted = index
    this.event = undefined
    follow(this.execution)
    return this.event
  }

  /** Goes on from where it was looked at, with what is now to be taken. */
  goOn(): void {
    this.wanted = undefined
    followOn(this.execution)
  }
}
