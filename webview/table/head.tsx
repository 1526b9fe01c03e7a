import { useRef, useState } from 'preact/hooks'
import { formatDuration } from '../../core/base/duration'
import type { ColumnId } from './columns'
import type { Table } from './useTable'
import { whenText } from './words'
import { between, zoomed } from './zoom'

interface HeadProps {
  readonly table: Table
  /** Undefined: there is no time of day to show. */
  readonly setAbsolute: ((absolute: boolean) => void) | undefined
}

const titles: { readonly [C in ColumnId]: string } = {
  state: 'State',
  type: 'Type',
  status: 'Status',
  start: 'Start',
  duration: 'Duration',
  timeline: 'Timeline',
}

/* biome-ignore-start lint/a11y/useSemanticElements: rows that are not in sight are not there: no table element has that */
/* biome-ignore-start lint/a11y/useFocusableInteractive: the grid has the focus */

/** The names of the columns, and the axis of the timeline. */
export function Head({ table, setAbsolute }: HeadProps) {
  const { columns, absolute } = table
  return (
    <div class="visit-head" role="row" aria-rowindex={1}>
      {columns.map(({ id, narrow }) => (
        <span key={id} class={`col-${id}`} role="columnheader" aria-label={titles[id]}>
          {id === 'timeline' ? (
            <Axis table={table} />
          ) : id === 'start' && setAbsolute ? (
            <button
              type="button"
              title={
                absolute
                  ? 'Time of day (UTC). Select for the time since the start.'
                  : 'Time since the start. Select for the time of day (UTC).'
              }
              onClick={() => setAbsolute(!absolute)}
            >
              {absolute ? 'Start (UTC)' : 'Start'}
            </button>
          ) : (
            !narrow && titles[id]
          )}
        </span>
      ))}
    </div>
  )
}

/* biome-ignore-end lint/a11y/useFocusableInteractive: see above */

/** The axis: one draws over it to see a part, and moves its left edge to give it more room. */
function Axis({ table }: { table: Table }) {
  const { scale, ticks, full, absolute, look, change } = table
  const { share } = look
  const axis = useRef<HTMLSpanElement>(null)
  const [drawn, setDrawn] = useState<{ readonly from: number; readonly to: number }>()
  const placeOf = ({ clientX }: MouseEvent) => {
    const { left, width } = axis.current!.getBoundingClientRect()
    return Math.min(1, Math.max(0, (clientX - left) / width))
  }
  const resize = (to: number) => change({ share: Math.min(0.85, Math.max(0.15, to)) })
  return (
    <>
      <span
        class="axis-sash"
        role="separator"
        tabIndex={0}
        aria-label="Width of the timeline"
        aria-orientation="vertical"
        aria-valuenow={Math.round(share * 100)}
        onPointerDown={(e) => e.currentTarget.setPointerCapture(e.pointerId)}
        onPointerMove={(e) => {
          if (!e.buttons) return
          const { right, width } = axis.current!.getBoundingClientRect()
          const names = e.currentTarget.closest('.visit-head')!.querySelector('.col-state')!.getBoundingClientRect().width
          resize((right - e.clientX) / (width + names))
        }}
        onKeyDown={(e) => {
          if (e.key !== 'ArrowLeft' && e.key !== 'ArrowRight') return
          e.preventDefault()
          resize(share + (e.key === 'ArrowLeft' ? 0.05 : -0.05))
        }}
      />
      <span
        ref={axis}
        class="axis"
        aria-hidden="true"
        title="Draw over the times to see only them"
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId)
          setDrawn({ from: placeOf(e), to: placeOf(e) })
        }}
        onPointerMove={(e) => drawn && setDrawn({ ...drawn, to: placeOf(e) })}
        onPointerUp={() => {
          if (drawn && Math.abs(drawn.to - drawn.from) > 0.01) change({ zoom: between(scale, full, drawn.from, drawn.to) })
          setDrawn(undefined)
        }}
        onDblClick={() => change({ zoom: undefined })}
        onWheel={(e) => {
          if (!e.ctrlKey) return
          e.preventDefault()
          change({ zoom: zoomed(scale, full, e.deltaY < 0 ? 1.5 : 1 / 1.5, placeOf(e)) })
        }}
      >
        {ticks.map(({ time, x, isNamed }) => (
          <span key={time} class="tick" style={{ left: `${x * 100}%` }}>
            {isNamed && whenText(time, full.from, absolute)}
          </span>
        ))}
        {scale.breaks.map(({ from, to, left, right }) => (
          <span
            key={from}
            class="break"
            title={`${formatDuration(to - from)} in which nothing happens`}
            style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
          />
        ))}
        {drawn && (
          <span
            class="drawn"
            style={{ left: `${Math.min(drawn.from, drawn.to) * 100}%`, width: `${Math.abs(drawn.to - drawn.from) * 100}%` }}
          />
        )}
      </span>
    </>
  )
}
/* biome-ignore-end lint/a11y/useSemanticElements: see above */
