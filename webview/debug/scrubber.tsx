import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Store } from '../store'
import { buckets, eventAt, partOf, placeText, stepTo } from './scrub'

/** Pixels of one part of the drawing. */
const wide = 4
const height = 18

/**
 * The run from its first event to its last, and where one is in it. Moving it takes the debugger along; a run that is over is looked at as it was then. While the
 * execution runs it only shows how far that is.
 */
export function Scrubber({ store }: { store: Store }) {
  const { timeline, debug, travel } = store
  const { items } = timeline
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])
  const count = Math.max(1, Math.floor(width / wide))
  const parts = useMemo(() => buckets(items, count), [items.length, items.at(-1), count])
  const most = Math.max(1, ...parts.map(({ entries }) => entries))
  const total = items.length
  const canMove = debug.standing !== undefined || store.isOver
  const at = Math.min(total, travel.to ?? store.place)
  const item = items[at - 1]
  const go = (id: number) => canMove && id !== at && store.goTo(id)
  const drag = ({ clientX, buttons }: PointerEvent) => {
    const { left, width: room } = box.current!.getBoundingClientRect()
    if (buttons & 1) go(eventAt((clientX - left) / room, total))
  }
  const x = partOf(at, total) * width
  const now = partOf(debug.now, total) * width
  const part = parts.length === 0 ? 0 : width / parts.length
  return (
    <div
      ref={box}
      class={canMove ? 'scrubber' : 'scrubber fixed'}
      role="slider"
      tabIndex={0}
      aria-label={debug.standing ? 'Place of the debugger in the run' : 'Event as of which the run is looked at'}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, total)}
      aria-valuenow={Math.max(1, at)}
      aria-valuetext={item && `${placeText(item, total)}${debug.isAhead(at) ? ', not happened yet' : ''}`}
      aria-disabled={!canMove}
      title={item && `${placeText(item, total)}\nDrag, or press arrows; with Ctrl from state to state`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag(event)
      }}
      onPointerMove={drag}
      onKeyDown={(event) => {
        const to = stepTo(items, at, event)
        if (to === undefined) return
        event.preventDefault()
        go(to)
      }}
    >
      <svg width={width} height={height} aria-hidden="true">
        <path class="base" d={`M0 ${height - 0.5}H${width}`} />
        {parts.map(({ entries, hasFailed }, i) => {
          const left = i * part
          const tall = Math.round((entries / most) * (height - 8))
          return (
            <g key={i} class={left > now ? 'later' : undefined}>
              {entries > 0 && <rect x={left} y={height - tall} width={Math.max(1, part - 1)} height={tall} />}
              {hasFailed && <path class="failed" d={`M${left + part / 2 - 3} 1.5l6 6m0 -6l-6 6`} />}
            </g>
          )
        })}
        {debug.isAhead(total) && <path class="ahead" d={`M${now} ${height - 1}H${width}`} />}
        <path class="at" d={`M${Math.max(1, x)} 0V${height}m-4 -${height}h8l-4 5z`} />
      </svg>
    </div>
  )
}
