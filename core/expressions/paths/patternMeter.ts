import type { Meter } from '../regexp/machine'

/** The regular expressions of a filter took too many steps. A RangeError, as the end of the stack: data can cause it. */
export class PatternExceeded extends RangeError {
  constructor() {
    super('The regular expressions of the filter take too long for this value')
  }
}

/** About a second on a slow computer. */
const maxUnits = 2_000_000
const maxBytes = 64_000_000

class PatternMeter implements Meter {
  private units = 0

  reset(): void {
    this.units = 0
  }

  work(units: number): void {
    if ((this.units += units) > maxUnits) throw new PatternExceeded()
  }

  check(bytes: number): void {
    if (bytes > maxBytes) throw new PatternExceeded()
  }
}

/**
 * What the patterns of the path that is evaluated now may use, and a PatternExceeded where they use more: evaluation is synchronous, so
 * that one is enough.
 */
export const patternMeter = new PatternMeter()
