import type { Layout } from './layout'
import type { Bounds, Point } from './paths'
import type { GraphRun } from './run'
import { statuses } from './words'

const most = { width: 150, height: 110 }

/** The whole graph in small, and what of it is in sight. It is for the pointer: with the keyboard one goes from state to state. */
export function Minimap({
  layout,
  run,
  sight,
  go,
}: {
  layout: Layout
  run: GraphRun | undefined
  sight: Bounds
  /** To the place of the layout that was pointed at. */
  go: (to: Point) => void
}) {
  const scale = Math.min(most.width / layout.width, most.height / layout.height)
  const width = Math.max(24, layout.width * scale)
  const height = Math.max(24, layout.height * scale)
  const paths = new Map<string, string>()
  for (const { key, x, y, width: w, height: h, isOpen } of layout.boxes) {
    const status = run?.nodes.get(key)?.status
    const tone = isOpen ? 'around' : status === undefined ? 'plain' : `tone-${statuses[status].tone}`
    const [wide, high] = [Math.max(w * scale, 1.5), Math.max(h * scale, 1)]
    const d = `M${(x * scale).toFixed(1)} ${(y * scale).toFixed(1)}h${wide.toFixed(1)}v${high.toFixed(1)}h${(-wide).toFixed(1)}z`
    paths.set(tone, (paths.get(tone) ?? '') + d)
  }
  const drag = (event: PointerEvent & { currentTarget: Element }) => {
    if (!event.buttons) return
    const { left, top } = event.currentTarget.getBoundingClientRect()
    go({ x: (event.clientX - left) / scale, y: (event.clientY - top) / scale })
  }
  return (
    <svg
      class="minimap"
      width={width}
      height={height}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag(event)
      }}
      onPointerMove={drag}
    >
      {[...paths].map(([tone, d]) => (
        <path key={tone} class={tone} d={d} />
      ))}
      <rect class="sight" x={sight.x * scale} y={sight.y * scale} width={sight.width * scale} height={sight.height * scale} />
    </svg>
  )
}
