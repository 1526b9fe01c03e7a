import type { Range } from './scale'
import type { Visits } from './visits'

/** The stretches in which nothing happens and nobody works: only waits, backoffs and callbacks pass. In the order of time. */
export function idleOf(visits: Visits): Range[] {
  const busy: Range[] = []
  for (const key of visits.keys) {
    for (const { start, end = visits.now, attempts } of visits.ofState(key)) {
      busy.push({ from: start, to: start }, { from: end, to: end })
      for (const attempt of attempts) {
        const over = attempt.end ?? visits.now
        busy.push({ from: over, to: over })
        // branches and items are busy or not by themselves
        if (attempt.children !== undefined) busy.push({ from: attempt.start, to: attempt.start })
        else busy.push({ from: attempt.start, to: Math.min(over, attempt.submitted ?? over) })
      }
    }
  }
  busy.sort((a, b) => a.from - b.from)
  const idle: Range[] = []
  let until = busy[0]?.to ?? 0
  for (const { from, to } of busy) {
    if (from > until) idle.push({ from: until, to: from })
    until = Math.max(until, to)
  }
  return idle
}
