import type { Folded } from './bars'
import { foldedOf, segmentsOf } from './bars'
import type { TableRow } from './rows'
import type { Scale } from './scale'

/** The bar of a row on the timeline. */
export function Bar({ row, scale, now }: { row: TableRow; scale: Scale; now: number }) {
  const { about } = row
  const segments = segmentsOf(about, now)
  const attempts = row.open === true ? [] : about.kind === 'visit' ? about.visit.attempts : about.kind === 'attempt' ? [about.attempt] : []
  return (
    <>
      {segments.map(({ kind, start, end, goesOn }, i) =>
        isOutside(scale, start, end) ? null : (
          <span key={i} class={`seg ${kind}${goesOn ? ' going' : ''}`} style={placed(scale, start, end)} />
        ),
      )}
      {attempts.map((attempt) => {
        const folded = foldedOf(attempt, now)
        return folded && <FoldedBar key={attempt.event} folded={folded} scale={scale} now={now} />
      })}
    </>
  )
}

/** Branches one below the other, or how many items ran at each time. */
function FoldedBar({ folded, scale, now }: { folded: Folded; scale: Scale; now: number }) {
  if (folded.kind === 'lanes') {
    const height = 14 / folded.lanes.length
    return (
      <>
        {folded.lanes.map(({ start, end, status }, i) =>
          isOutside(scale, start, end ?? now) ? null : (
            <span
              key={i}
              class={`lane ${status}`}
              style={{ ...placed(scale, start, end ?? now), top: `${4 + i * height}px`, height: `${Math.max(1, height - 1)}px` }}
            />
          ),
        )}
      </>
    )
  }
  const { start, end, heights, failed } = folded
  if (isOutside(scale, start, end)) return null
  const x = (i: number) => scale.at(start + ((end - start) * i) / heights.length) * 1000
  const outline = heights.map((height, i) => `V${100 - height * 100}H${x(i + 1)}`).join('')
  return (
    <svg class="activity" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
      <path class={end === now ? 'running' : 'over'} d={`M${x(0)} 100${outline}V100Z`} />
      {failed.map((i) => (
        <path key={i} class="failures" d={`M${x(i)} 0H${Math.max(x(i + 1), x(i) + 4)}V100H${x(i)}Z`} />
      ))}
    </svg>
  )
}

const isOutside = ({ range }: Scale, start: number, end: number): boolean => end < range.from || start > range.to

/** What takes no time is drawn all the same, at the right end within the bar. */
function placed(scale: Scale, start: number, end: number) {
  const left = scale.at(start) * 100
  const width = scale.at(end) * 100 - left
  return { left: `min(${left}%, 100% - 3px)`, width: `max(${width}%, 3px)` }
}
