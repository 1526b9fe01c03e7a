import type { Ports } from '../interpreter/api'
import type { RealTime } from './attempt'

/** A wait of an execution that takes real time; both in milliseconds since the epoch on the execution's clock. */
export interface RealWait {
  readonly from: number
  readonly to: number
}

/** Who hears of waits that take real time. */
export interface WaitListener {
  began(wait: RealWait): void
  ended(): void
}

interface UnderWay extends RealWait {
  /** How far time has come: counted up to where the scale changed last, or the wait was held. */
  passed: number
  /** The real time of that; undefined: it is held. */
  since: number | undefined
  stop: () => void
  readonly done: () => void
}

/**
 * How time passes in reality where an execution waits and nothing else can happen: at once, as it does, or on a scale that can be changed at any time. A wait can be
 * held, and skipped. There is one at a time: who goes back has left the wait before.
 */
export class Passing {
  private underWay: UnderWay | undefined
  private isHeld = false
  /** The next wait is skipped. */
  private isAhead = false
  /** All waits are over at once for now. */
  rushes = false

  /** `factor`: real seconds for a second of the execution; 0: waits take no time. */
  constructor(
    private readonly real: RealTime,
    private factor: number,
    private readonly listener?: WaitListener,
  ) {}

  get scale(): number {
    return this.factor
  }

  set scale(scale: number) {
    const held = this.isHeld
    this.hold()
    this.factor = scale
    if (!held) this.goOn()
  }

  /** `Ports.elapse` */
  readonly elapse: NonNullable<Ports['elapse']> = (from, to) => {
    if (this.factor === 0 || this.isAhead || this.rushes) {
      this.isAhead = false
      return undefined
    }
    return new Promise((done) => {
      this.leave()
      this.underWay = { from, to, passed: from, since: undefined, stop: () => {}, done }
      this.listener?.began({ from, to })
      if (!this.isHeld) this.start()
    })
  }

  /** The wait that takes real time now, also while it is held. */
  get wait(): RealWait | undefined {
    return this.underWay
  }

  /** How far time has come in the wait, in milliseconds since the epoch on the execution's clock; undefined where there is none. */
  get now(): number | undefined {
    const { underWay, factor, real } = this
    if (underWay === undefined) return undefined
    const { passed, since, to } = underWay
    return since === undefined ? passed : Math.min(to, passed + (real.clock() - since) / factor)
  }

  /** Whether the clock goes on by itself now. */
  get isMoving(): boolean {
    return this.underWay?.since !== undefined
  }

  /** The wait is over at once. False where there is none. */
  skip(): boolean {
    const { underWay } = this
    this.leave()
    underWay?.done()
    return underWay !== undefined
  }

  /** The wait is over at once; where there is none it is the next one that takes no time, unless time is held before. */
  skipNext(): void {
    this.isAhead = !this.skip()
  }

  /** Nobody waits any more: who has gone back, or has ended the execution. */
  leave(): void {
    const { underWay } = this
    if (underWay === undefined) return
    this.underWay = undefined
    underWay.stop()
    this.listener?.ended()
  }

  /** Time stands still, in this wait and those to come. */
  hold(): void {
    const { underWay } = this
    this.isHeld = true
    this.isAhead = false
    if (underWay?.since === undefined) return
    underWay.stop()
    underWay.passed = this.now!
    underWay.since = undefined
  }

  goOn(): void {
    this.isHeld = false
    if (this.underWay !== undefined && this.underWay.since === undefined) this.start()
  }

  private start(): void {
    const { underWay, factor, real } = this
    if (underWay === undefined) return
    if (factor === 0) {
      this.skip()
      return
    }
    underWay.since = real.clock()
    underWay.stop = real.after((underWay.to - underWay.passed) * factor, () => this.skip())
  }
}
