import type { Ports } from './api'

/** How far real time has passed, in ms on the execution's own clock: what has passed with answers is not waited for again. */
export class Pace {
  /** Whether real time passes while answers are awaited. */
  readonly isReal: boolean
  private passed = 0
  /** Calls off what lets time pass while answers are awaited. */
  private stop: (() => void) | undefined = undefined

  constructor(private readonly ports: Pick<Ports, 'elapse' | 'meanwhile'>) {
    this.isReal = ports.meanwhile !== undefined
  }

  has(until: number): boolean {
    return until <= this.passed
  }

  /** Real time has passed as far as this. */
  pass(until: number): void {
    this.passed = Math.max(this.passed, until)
  }

  /** Lets time pass from `now` on, as far as it has not; a promise where that takes real time. */
  wait(now: number, until: number): void | Promise<void> {
    const from = Math.max(now, this.passed)
    return until > from ? this.ports.elapse?.(from, until) : undefined
  }

  /** Real time passes while answers are awaited: `then` is called when it has, unless it is called off. */
  meanwhile(now: number, until: number, then: () => void): void {
    this.callOff()
    this.stop = this.ports.meanwhile?.(until - Math.max(now, this.passed), () => {
      this.pass(until)
      then()
    })
  }

  callOff(): void {
    this.stop?.()
    this.stop = undefined
  }

  /** Somebody has gone back: time is to pass again. */
  reset(): void {
    this.callOff()
    this.passed = 0
  }
}
