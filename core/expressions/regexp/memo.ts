import type { Meter } from './machine'
import type { Program } from './program'

/** Visits before anything is remembered: most matches are done by then. */
const patience = 1000
/** States that a table of bits is made for; more are kept in a set. */
const maxBits = 2 ** 26

/**
 * The states that were entered. A state that is entered again has failed: what comes of it depends on the branch, the position and the marks alone,
 * and a loop that takes no character ends by itself.
 */
export class Memo {
  private visits = 0
  private bits: Uint8Array | undefined
  private readonly set = new Set<number>()
  /** For each branch, neighbouring positions that were all entered (where no mark is), as a first and a last one. */
  private readonly entered: number[] = []
  /** For each run, where it began and ended. */
  private readonly runs: number[] = []

  constructor(
    private readonly program: Program,
    private readonly length: number,
    private readonly meter: Meter,
  ) {}

  /** Whether the state behind a branch was entered before; it is from now on. */
  seen(id: number, position: number, registers: readonly number[]): boolean {
    if (++this.visits < patience) return false
    if (this.visits === patience) this.start()
    const state = this.stateOf(id, position, registers)
    if (state === id << this.program.marks.length) this.extend(2 * id, position)
    const key = state * (this.length + 1) + position
    if (this.has(key)) return true
    const { bits } = this
    if (bits) bits[key >> 3]! |= 1 << (key & 7)
    else {
      this.set.add(key)
      if ((this.set.size & 1023) === 0) this.meter.check(this.set.size * 16)
    }
    return false
  }

  /** The lowest position from which on all states behind a run, up to `position`, were entered before; one more than it where it was not. */
  enteredFrom(id: number, position: number, registers: readonly number[]): number {
    const { entered } = this
    if (!(position <= entered[2 * id + 1]!)) return position + 1
    const state = (id << this.program.marks.length) * (this.length + 1)
    let lowest = entered[2 * id]!
    while (lowest > 0 && this.has(state + lowest - 1)) lowest--
    entered[2 * id] = lowest
    if (position < lowest) return position + 1
    for (const mark of this.program.marks) {
      const at = registers[mark]!
      if (at >= lowest && at <= position) lowest = at + 1
    }
    return lowest
  }

  private stateOf(id: number, position: number, registers: readonly number[]): number {
    let state = id
    for (const mark of this.program.marks) state = state * 2 + (registers[mark] === position ? 1 : 0)
    return state
  }

  private has(key: number): boolean {
    return this.bits ? (this.bits[key >> 3]! & (1 << (key & 7))) !== 0 : this.set.has(key)
  }

  private start(): void {
    const states = (this.program.branches << this.program.marks.length) * (this.length + 1)
    if (states > maxBits) return
    this.bits = new Uint8Array((states >> 3) + 1)
    this.meter.work(states >> 13)
  }

  private extend(at: number, position: number): void {
    // What is below is added when somebody asks.
    const { entered } = this
    if (position <= entered[at + 1]!) return
    if (position !== entered[at + 1]! + 1) entered[at] = position
    entered[at + 1] = position
  }

  /** Where the run that began before ended, if it went over `position`. */
  runFrom(id: number, position: number): number | undefined {
    return this.runs[2 * id]! <= position && position <= this.runs[2 * id + 1]! ? this.runs[2 * id + 1] : undefined
  }

  ranFrom(id: number): number | undefined {
    return this.runs[2 * id]
  }

  ran(id: number, from: number, to: number): void {
    this.runs[2 * id] = from
    this.runs[2 * id + 1] = to
  }
}
