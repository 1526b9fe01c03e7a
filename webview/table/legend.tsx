import type { SegmentKind } from './bars'
import { segmentNames } from './words'

/** What the parts of bars mean, as far as there are any of the kind. */
export function Legend({ kinds }: { kinds: ReadonlySet<SegmentKind> }) {
  const shown = (Object.keys(segmentNames) as SegmentKind[]).filter((kind) => kinds.has(kind))
  return (
    <ul class="legend" aria-label="Legend of the timeline">
      {shown.map((kind) => (
        <li key={kind}>
          <span class={`seg sample ${kind}`} aria-hidden="true" />
          {segmentNames[kind]}
        </li>
      ))}
    </ul>
  )
}
